import { describe, expect, it } from "vitest";
import { parseDecimalExact } from "@/lib/money/amount";
import type { OwnedCharger } from "@/lib/settlement/fees";
import {
  operatorNet,
  partnerNet,
  type SessionSide,
  type SideLine,
  shareOfMonth,
  simulationSchema,
  totalOf,
} from "./simulation";
import { simulationCsv } from "./simulation-csv";
import { SimulationSums } from "./simulation-sums";
import { type MonthlyTerms, parseTerms, type StoredTerms } from "./terms";

const decimal = (text: string) => parseDecimalExact(text);
const OWNER = "owner";

function side(contractId: string | null, revenue: string, share: string, investor?: string): SessionSide {
  const line = (recipientId: string, revenueText: string, shareText: string): SideLine => ({
    recipientId,
    isOwner: recipientId === OWNER,
    line: "energy",
    vatBasisPoints: 2000,
    revenue: decimal(revenueText),
    share: decimal(shareText),
  });
  const further = investor === undefined ? [] : [line("investor", "0", investor)];
  return { contractId, lines: [line(OWNER, revenue, share), ...further], tax: 0n, flags: [] };
}

const north = { id: "n", name: "North" };
const south = { id: "s", name: "=South" };
const charger: OwnedCharger = { evseId: "e", connectors: ["DC"], owned: [{ from: "2026-01-01", until: null }] };

function monthly(terms: NonNullable<StoredTerms["monthly"]>): MonthlyTerms {
  return parseTerms({ kind: "purchase_price", monthly: terms }).monthly;
}

const nothing = monthly({});
/** 5 % more above 15.00 of revenue, at most 9.00, and 2.00 per DC charger. */
const rich = monthly({
  tiers: { measure: "revenue", bands: [{ above: "15", extraBasisPoints: 500 }] },
  cap: "9",
  chargerFee: { ac: "0", dc: "2" },
});

function sums(): SimulationSums {
  const all = new SimulationSums();
  const month = "2026-05";
  const session = { month, site: north, energyKwh: decimal("10") };
  // Present: 50 % of 10.00 and of 3.333; proposed: 60 %, of which an investor gets a fifth.
  // Nothing divides the session of 4.00 today.
  all.add({ ...session, present: side("p", "10", "5"), proposed: side("q", "10", "4.8", "1.2") });
  all.add({ ...session, present: side("p", "3.333", "1.6665"), proposed: side("q", "3.333", "1.5998", "0.4") });
  all.add({ ...session, site: south, present: side(null, "4", "0"), proposed: side("q", "4", "1.92", "0.48") });
  return all;
}

describe("a simulation", () => {
  const result = sums().finish(["2026-04", "2026-05"], "EUR", (which) =>
    which === "present"
      ? [{ id: "p", monthly: nothing, chargers: [charger] }]
      : [{ id: "q", monthly: rich, chargers: [charger] }],
  );
  const may = result.months[1]!;

  it("[X3] states each line as a report would: rounded per site, then added up", () => {
    // North: 13.333 → 13.33, present 6.6665 → 6.67, proposed 6.3998 → 6.40, investor 1.60. South: 4.00, 0, 1.92, 0.48.
    expect(result.sites.map(({ siteName, present, proposed }) => [siteName, present.share, proposed.share])).toEqual([
      ["=South", 0n, decimal("1.92")],
      ["North", decimal("6.67"), decimal("6.40")],
    ]);
    expect(may.present).toMatchObject({ revenue: decimal("17.33"), share: decimal("6.67"), further: 0n, fees: 0n });
    expect(may.proposed).toMatchObject({ share: decimal("8.32"), further: decimal("2.08"), fees: decimal("2") });
    expect([may.sessions, may.energyKwh, result.undivided]).toEqual([3, decimal("30"), { present: 1, proposed: 0 }]);
  });

  it("[X3] [X4] applies tiers, cap and fees of the month to what each contract divides", () => {
    // Tier: 5 % of (17.33 − 15.00) = 0.1165 → 0.12; 8.32 + 0.12 = 8.44, below the cap of 9.00; one DC charger 2.00.
    expect(may.proposed).toMatchObject({ tier: decimal("0.12"), cap: 0n, guarantee: 0n });
    expect(shareOfMonth(may.proposed)).toBe(decimal("8.44"));
    expect(partnerNet(may.proposed)).toBe(decimal("6.44"));
    // 17.33 − 8.44 − 2.08 + 2.00 = 8.81, and with the partner's 6.44 and the investor's 2.08 it is the revenue again.
    expect(operatorNet(may.proposed)).toBe(decimal("8.81"));
    expect(partnerNet(may.proposed) + operatorNet(may.proposed) + may.proposed.further).toBe(may.proposed.revenue);
  });

  it("owes monthly fees in a month without sessions too", () => {
    expect(result.months[0]).toMatchObject({ sessions: 0, proposed: { share: 0n, fees: decimal("2") } });
    expect(totalOf(result.months, "proposed").fees).toBe(decimal("4"));
  });

  it("comes back from storage as it was", () => {
    const stored = JSON.parse(JSON.stringify(simulationSchema.encode(result)));
    expect(simulationSchema.decode(stored)).toEqual(result);
  });

  it("[X3] is exported without anything that a spreadsheet would compute", () => {
    const [header, first, , , last] = simulationCsv(result, "EUR").split("\r\n");
    expect(header?.split(",").slice(0, 6)).toEqual(["row", "month", "site", "sessions", "energy_kwh", "currency"]);
    expect(first).toMatch(/^site,2026-05,'=South,1,10\.0000,EUR,4\.0000,0\.0000,/);
    // 8.44 − 6.67
    expect(last).toMatch(/^month,2026-05,,3,30\.0000,EUR,.*,1\.7700$/);
  });
});
