/**
 * Prices a session by OCPI 2.2.1 tariffs. Pure: the same CDR and tariff versions always give the same amounts and trace.
 */
import { type Amount, sum } from "@/lib/money/amount";
import { type Part, priceLines } from "@/lib/rating/amounts";
import { chooseTariffs } from "@/lib/rating/choose-tariffs";
import { applyLimits } from "@/lib/rating/limits";
import { meterSession } from "@/lib/rating/meter";
import { readSession } from "@/lib/rating/session";
import { roundUpToSteps } from "@/lib/rating/step-size";
import {
  COMPONENTS,
  type NonRated,
  type PricedComponent,
  type RateableCdr,
  type Rated,
  type RatingStep,
} from "@/lib/rating/types";
import type { TariffVersion } from "@/lib/tariffs/tariff";

/** A session's price before it is known whether its revenue can be told from its tax. */
type Priced = { kind: "priced"; currency: string; parts: readonly Part[]; trace: RatingStep[] };

/**
 * The price of a session, with its components and the explanation; or why it has none (H5–H8).
 * For our assigned tariff (D19) the periods name none: ids of the source's tariffs mean nothing to it.
 */
export function rate(cdr: RateableCdr, tariffs: readonly TariffVersion[]): Rated | NonRated {
  const priced = priceSession(cdr, tariffs);
  if (priced.kind === "non_rated") return priced;
  const components: PricedComponent[] = [];
  for (const part of priced.parts) {
    if (part.net === null) {
      return { kind: "non_rated", reason: "tax_rate_unknown", detail: { tariffId: part.tariff.compiled.id } };
    }
    addComponent(components, part, part.net);
  }
  const revenue = sum(components.map((component) => component.amount));
  const vat = sumOrNull(components.map((component) => component.vat));
  return {
    kind: "rated",
    currency: priced.currency,
    components: components.sort((a, b) => COMPONENTS.indexOf(a.component) - COMPONENTS.indexOf(b.component)),
    revenue,
    vat,
    gross: vat === null ? null : revenue + vat,
    trace: priced.trace,
  };
}

/** The price of a session where only its total with tax may be known (OCPI 2.3.0, `tax_included` without a rate). */
export function priceSession(cdr: RateableCdr, tariffs: readonly TariffVersion[]): Priced | NonRated {
  const session = readSession(cdr);
  if ("kind" in session) return session;
  const choice = chooseTariffs(cdr, session.periods, tariffs);
  if (choice.kind === "non_rated") return choice;
  const ledger = meterSession(cdr, session, choice);
  if ("kind" in ledger) return ledger;
  const rounded = roundUpToSteps(ledger);
  const parts = priceLines(ledger.allLines());
  // A limit is the price of a Charging Session; a reservation that expired is none.
  const limited = session.expiredReservation ? [] : applyLimits(parts, choice.used);
  const { currency } = choice.used[0].compiled;
  return { kind: "priced", currency, parts, trace: [...ledger.trace(), ...rounded, ...limited] };
}

/** Two tariffs may price one component at one VAT rate: their rounded parts are added. */
function addComponent(components: PricedComponent[], part: Part, amount: Amount): void {
  const { component, vatBasisPoints, quantity } = part;
  const vat = part.gross === null ? null : part.gross - amount;
  const same = components.find((c) => c.component === component && c.vatBasisPoints === vatBasisPoints);
  if (!same) {
    components.push({ component, vatBasisPoints, quantity, amount, vat });
    return;
  }
  same.quantity += quantity;
  same.amount += amount;
  same.vat = sumOrNull([same.vat, vat]);
}

function sumOrNull(values: readonly (Amount | null)[]): Amount | null {
  let total = 0n;
  for (const value of values) {
    if (value === null) return null;
    total += value;
  }
  return total;
}
