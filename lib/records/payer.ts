/** Who pays for a session (D1): decided once, from facts that the import has resolved. */

/** `unknown` is priced but not collected, and shown in the pre-run check. */
export const PAYERS = ["ad_hoc", "internal", "own_driver", "roaming", "unknown"] as const;
export type Payer = (typeof PAYERS)[number];

/** Who issued the session's token. */
export type TokenIssuer = { kind: "partner" | "organization" | "emp"; companyId: string };

/** What a source's mapping states about sessions whose token is missing or resolves to nobody. */
export type SourcePayer = { payer: "ad_hoc" | "own_driver" } | { payer: "internal" | "roaming"; companyId: string };

export type PayerFacts = {
  /** Paid on the spot: the source's column, or an ad hoc authorisation. */
  paidOnTheSpot: boolean;
  /** The company behind the token; null when there is no token or nobody knows it. */
  tokenIssuer: TokenIssuer | null;
  /** The EMP that the contract id names (eMA ID); null when it names none. */
  contractEmpId: string | null;
  /** The source's rule for the rest; null when it states none. */
  sourceDefault: SourcePayer | null;
};

/** Which rule of D1 decided. */
export type PayerReason =
  | "paid_on_the_spot"
  | "partner_token"
  | "own_token"
  | "emp_token"
  | "emp_contract"
  | "source_default"
  | "person"
  | "nobody";

export type PayerDecision = {
  payer: Payer;
  /** The partner or EMP that pays; null for drivers and the unknown. */
  companyId: string | null;
  reason: PayerReason;
  /** Paid on the spot is collected at once; everything else waits for its payment. */
  collectedAtOnce: boolean;
};

/** The first rule of D1 that applies. */
export function payerOf(facts: PayerFacts): PayerDecision {
  if (facts.paidOnTheSpot) return decide("ad_hoc", null, "paid_on_the_spot");
  const issuer = facts.tokenIssuer;
  if (issuer?.kind === "partner") return decide("internal", issuer.companyId, "partner_token");
  if (issuer?.kind === "organization") return decide("own_driver", null, "own_token");
  if (issuer?.kind === "emp") return decide("roaming", issuer.companyId, "emp_token");
  if (facts.contractEmpId) return decide("roaming", facts.contractEmpId, "emp_contract");
  if (facts.sourceDefault) return byDefault(facts.sourceDefault);
  return decide("unknown", null, "nobody");
}

function byDefault(source: SourcePayer): PayerDecision {
  return decide(source.payer, "companyId" in source ? source.companyId : null, "source_default");
}

function decide(payer: Payer, companyId: string | null, reason: PayerReason): PayerDecision {
  return { payer, companyId, reason, collectedAtOnce: payer === "ad_hoc" };
}

/** Why the payer of a CDR may no longer be set (D1), or null when it may. */
export function payerIsFixed(cdr: { invoiced: boolean; collected: boolean }): "invoiced" | "collected" | null {
  if (cdr.invoiced) return "invoiced";
  return cdr.collected ? "collected" : null;
}
