import { isValidIBAN } from "ibantools";
import { describe, expect, it } from "vitest";
import { isVatId } from "@/lib/companies/vat-id";
import { EMPS, OWN, PARTNERS } from "./companies";
import { driverOf } from "./drivers";
import { readChargePoints } from "./sessions";
import { marketOf, SITES } from "./sites";

describe("the demo's plan", () => {
  it("names VAT IDs and IBANs that the forms would accept", () => {
    for (const { name, vatId, country, iban } of [...OWN, ...PARTNERS, ...EMPS]) {
      expect({ name, vatId: isVatId(vatId, country) }).toEqual({ name, vatId: true });
      expect({ name, iban: iban === undefined || isValidIBAN(iban) }).toEqual({ name, iban: true });
    }
  });

  it("knows every site of the data, and plays a fifth of them abroad", () => {
    const sites = new Set(readChargePoints().map((point) => point.siteName));
    expect([...sites].sort()).toEqual(Object.keys(SITES).sort());
    const abroad = Object.values(SITES).filter((site) => marketOf(site) === "DE").length;
    expect(abroad / sites.size).toBeGreaterThan(0.15);
    expect(abroad / sites.size).toBeLessThan(0.3);
  });

  it("gives a driver always the same card, and no two drivers one", () => {
    const numbers = Array.from({ length: 828 }, (_, i) => i + 1);
    for (const market of ["GB", "DE"] as const) {
      const cards = numbers.map((number) => driverOf(number, market)).filter(({ tokenUid }) => tokenUid !== "");
      expect(new Set(cards.map(({ tokenUid }) => tokenUid)).size).toBe(cards.length);
      expect(driverOf(17, market)).toEqual(driverOf(17, market));
    }
    expect(driverOf(17, "GB")).not.toEqual(driverOf(17, "DE"));
  });
});
