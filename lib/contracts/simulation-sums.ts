/**
 * Adds simulated sessions up as a report would state them: one line per site, recipient, kind of line and VAT rate,
 * rounded to the currency's minor unit (D13), then the month terms and fees of each contract (D11).
 */
import { daysInMonth, type Month } from "@/lib/calendar/calendar";
import { groupBy } from "@/lib/collections/group-by";
import { type Amount, roundHalfUpToMinorUnit, sum } from "@/lib/money/amount";
import { daysOwnedIn, monthlyFees } from "@/lib/settlement/fees";
import { monthTerms } from "@/lib/settlement/month-terms";
import {
  type ContractOfMonth,
  type MonthSide,
  SIDES,
  type Side,
  type SideLine,
  type SimulatedSession,
  type Simulation,
  type SiteSide,
} from "./simulation";

type LineSum = Omit<SideLine, "revenue" | "share"> & {
  month: Month;
  siteId: string;
  contractId: string | null;
  revenue: Amount;
  share: Amount;
};
type Count = Record<Side, number>;
type Place = { sessions: number; energyKwh: bigint };
type OfContract = { energyKwh: bigint; tax: Amount };

/** Adds sessions up, line by line: its size is that of the sites and months, not of the sessions. */
export class SimulationSums {
  readonly #lines = { present: new Map<string, LineSum>(), proposed: new Map<string, LineSum>() };
  readonly #contracts = { present: new Map<string, OfContract>(), proposed: new Map<string, OfContract>() };
  readonly #places = new Map<string, Place & { month: Month; siteId: string }>();
  readonly #names = new Map<string, string>();
  readonly #counts = {
    undivided: { present: 0, proposed: 0 } as Count,
    floored: { present: 0, proposed: 0 } as Count,
    operatorNegative: { present: 0, proposed: 0 } as Count,
  };
  #sessions = 0;

  get sessions(): number {
    return this.#sessions;
  }

  add(session: SimulatedSession): void {
    const { month, site, energyKwh } = session;
    this.#sessions += 1;
    this.#names.set(site.id, site.name);
    const place = entry(this.#places, [month, site.id], () => ({ month, siteId: site.id, sessions: 0, energyKwh: 0n }));
    place.sessions += 1;
    place.energyKwh += energyKwh;
    for (const side of SIDES) this.#addSide(side, session);
  }

  #addSide(side: Side, { month, site, energyKwh, [side]: made }: SimulatedSession): void {
    const { contractId, lines, tax, flags } = made;
    if (contractId === null) this.#counts.undivided[side] += 1;
    if (flags.includes("floored")) this.#counts.floored[side] += 1;
    if (flags.includes("operatorNegative")) this.#counts.operatorNegative[side] += 1;
    const of = entry(this.#contracts[side], [month, contractId], () => ({ energyKwh: 0n, tax: 0n }));
    of.energyKwh += energyKwh;
    of.tax += tax;
    for (const line of lines) {
      const key = [month, site.id, contractId, line.recipientId, line.line, line.vatBasisPoints];
      const total = entry(this.#lines[side], key, () => ({
        ...line,
        month,
        siteId: site.id,
        contractId,
        revenue: 0n,
        share: 0n,
      }));
      total.revenue += line.revenue;
      total.share += line.share;
    }
  }

  /**
   * The result over `months`. `contractsOf` gives the contracts in force on a side, for their month terms and fees, in
   * months without any session too.
   */
  finish(
    months: readonly Month[],
    currency: string,
    contractsOf: (side: Side, month: Month) => readonly ContractOfMonth[],
  ): Simulation {
    const sites = this.#sites(currency);
    const monthSides = {
      present: this.#monthSides("present", currency),
      proposed: this.#monthSides("proposed", currency),
    };
    return {
      sessions: this.#sessions,
      ...this.#counts,
      sites,
      months: months.map((month) => {
        const places = sites.filter((site) => site.month === month);
        const side = (each: Side) => ({
          revenue: sum(places.map((place) => place[each].revenue)),
          share: sum(places.map((place) => place[each].share)),
          further: sum(places.map((place) => place[each].further)),
          ...monthSides[each](month, contractsOf(each, month)),
        });
        return {
          month,
          sessions: places.reduce((count, place) => count + place.sessions, 0),
          energyKwh: sum(places.map((place) => place.energyKwh)),
          present: side("present"),
          proposed: side("proposed"),
        };
      }),
    };
  }

  #sites(currency: string): Simulation["sites"] {
    const bySite = (line: LineSum) => keyText([line.month, line.siteId]);
    const lines = {
      present: groupBy([...this.#lines.present.values()], bySite),
      proposed: groupBy([...this.#lines.proposed.values()], bySite),
    };
    return [...this.#places]
      .map(([key, { month, siteId, sessions, energyKwh }]) => ({
        month,
        siteId,
        siteName: this.#names.get(siteId) ?? "",
        sessions,
        energyKwh,
        present: sideOf(reportLines(lines.present.get(key) ?? [], currency)),
        proposed: sideOf(reportLines(lines.proposed.get(key) ?? [], currency)),
      }))
      .sort((a, b) => (a.month + a.siteName + a.siteId < b.month + b.siteName + b.siteId ? -1 : 1));
  }

  /** Month terms act on the sessions that their own contract divides. */
  #monthSides(side: Side, currency: string) {
    const byContract = groupBy([...this.#lines[side].values()], (line) => keyText([line.month, line.contractId]));
    return (month: Month, contracts: readonly ContractOfMonth[]): TermsAndFees => {
      const parts = contracts.map((contract) => {
        const key = keyText([month, contract.id]);
        const lines = reportLines(byContract.get(key) ?? [], currency);
        return termsAndFees(contract, month, currency, { ...sideOf(lines), ...this.#contracts[side].get(key) });
      });
      return {
        tier: sum(parts.map((part) => part.tier)),
        cap: sum(parts.map((part) => part.cap)),
        guarantee: sum(parts.map((part) => part.guarantee)),
        fees: sum(parts.map((part) => part.fees)),
      };
    };
  }
}

type TermsAndFees = Omit<MonthSide, keyof SiteSide>;

function termsAndFees(
  { monthly, chargers }: ContractOfMonth,
  month: Month,
  currency: string,
  { revenue, share, energyKwh = 0n, tax = 0n }: SiteSide & Partial<OfContract>,
): TermsAndFees {
  const round = (exact: Amount) => roundHalfUpToMinorUnit(exact, currency);
  const owned = chargers.flatMap((charger) => charger.owned);
  const days = { daysOwned: daysOwnedIn(month, owned), daysInMonth: daysInMonth(month) };
  const byOrigin = groupBy(monthlyFees(month, monthly, chargers), (line) => line.origin);
  const fees = [...byOrigin.values()].map((lines) => round(sum(lines.map((line) => line.amount))));
  return {
    ...monthTerms(monthly, { currency, revenue, share, energyKwh, ...days }),
    fees: sum(fees) + round(tax),
  };
}

/** Lines as reports state them: those of one place together, whatever contract they are from, then rounded. */
function reportLines(lines: readonly LineSum[], currency: string): LineSum[] {
  const places = groupBy(lines, (line) =>
    keyText([line.month, line.siteId, line.recipientId, line.line, line.vatBasisPoints]),
  );
  return [...places.values()].map((same) => ({
    ...same[0]!,
    revenue: roundHalfUpToMinorUnit(sum(same.map((line) => line.revenue)), currency),
    share: roundHalfUpToMinorUnit(sum(same.map((line) => line.share)), currency),
  }));
}

function sideOf(lines: readonly LineSum[]): SiteSide {
  const owner = lines.filter((line) => line.isOwner);
  return {
    revenue: sum(owner.map((line) => line.revenue)),
    share: sum(owner.map((line) => line.share)),
    further: sum(lines.filter((line) => !line.isOwner).map((line) => line.share)),
  };
}

function keyText(key: readonly (string | number | null)[]): string {
  return JSON.stringify(key);
}

function entry<Value>(map: Map<string, Value>, key: readonly (string | number | null)[], make: () => Value): Value {
  const text = keyText(key);
  const known = map.get(text);
  if (known !== undefined) return known;
  const made = make();
  map.set(text, made);
  return made;
}
