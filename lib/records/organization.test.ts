import { describe, expect, it } from "vitest";
import { contestedCountries, decidingMoments, organizationFor } from "./organization";

const uk = { id: "uk", timeZone: "Europe/London", countries: ["GB", "IE"] };
const de = { id: "de", timeZone: "Europe/Berlin", countries: ["DE", "AT"] };

describe("the organization of a session", () => {
  it("is the one that serves the country of its location", () => {
    expect(organizationFor("IE", [uk, de])).toBe(uk);
    expect(organizationFor("AT", [uk, de])).toBe(de);
    expect(organizationFor("FR", [uk, de])).toBeNull();
  });

  it("may be claimed by one only", () => {
    expect(contestedCountries([uk, de])).toEqual([]);
    expect(contestedCountries([uk, { ...de, countries: ["IE", "IE"] }])).toEqual([
      { country: "IE", organizationIds: ["uk", "de"] },
    ]);
  });
});

describe("the moments that decide", () => {
  const at = (text: string) => Date.parse(text);

  it("takes the month of the end, in the organization's time zone", () => {
    const session = { startAt: at("2026-10-31T21:30:00Z"), endAt: at("2026-10-31T23:30:00Z") };
    expect(decidingMoments(session, "Europe/London")).toMatchObject({ originMonth: "2026-10", endDate: "2026-10-31" });
    expect(decidingMoments(session, "Europe/Berlin")).toMatchObject({ originMonth: "2026-11", endDate: "2026-11-01" });
  });

  it("takes the tariff of the start and the owner of the end", () => {
    const session = { startAt: at("2026-06-30T22:59:59Z"), endAt: at("2026-06-30T23:00:00Z") };
    expect(decidingMoments(session, "Europe/London")).toEqual({
      originMonth: "2026-07",
      endDate: "2026-07-01",
      tariffAt: session.startAt,
      ownerAt: session.endAt,
    });
  });
});
