/** What is known about a CDR before it is settled. */
import type { Instant } from "@/lib/calendar/calendar";
import type { Amount } from "@/lib/money/amount";
import type { PricedComponent, Rated } from "@/lib/rating/types";
import type { PayerDecision, SourcePayer } from "./payer";
import type { Connector, Evse, KnownToken } from "./reference";
import type { SourcePricing } from "./source-pricing";

export type CdrContext = {
  evse: Evse;
  connector: Connector;
  token: KnownToken | null;
  sourcePayer: SourcePayer | null;
  /** What prices the source's CDRs (D19); our assigned tariff, without a cross-check, when null. */
  pricing?: SourcePricing | null;
  /** Of a credit: what its original was priced at; a credit is exactly minus that. */
  original: PricedOriginal | null;
  /** Who pays, when that was decided before; otherwise the first rule of D1 that applies. */
  payer?: PayerDecision;
  /** The price that a live document or an issued report states already: it does not move (D9). */
  fixedPrice?: PricedOriginal | null;
  /** When the session counts as ended, where a corrected end moves no stated price into another month (D9). */
  endedAt?: Instant;
};

/** A price as a CDR has it. */
export type PricedOriginal = {
  tariffVersionId: string | null;
  currency: string;
  components: readonly PricedComponent[];
  revenue: Amount;
  vat: Amount | null;
  gross: Amount | null;
  trace: Rated["trace"];
};
