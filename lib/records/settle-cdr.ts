/**
 * What becomes of one CDR: its price, who pays it, who owns it, how it is divided. Everything that can be known
 * when a CDR arrives is computed here, from the CDR and the reference data alone (D1–D7, D10).
 */
import type { Month } from "@/lib/calendar/calendar";
import type { Cdr } from "@/lib/cdrs/cdr";
import { discountOn } from "@/lib/companies/community-discount";
import { splitPurchasePrice } from "@/lib/contracts/purchase-price";
import { contractFor, versionIn } from "@/lib/contracts/scope";
import { split, splitOwnStation } from "@/lib/contracts/split";
import type { Split, SplitSession } from "@/lib/contracts/split-types";
import type { WaterfallStep } from "@/lib/contracts/waterfall";
import type { Amount } from "@/lib/money/amount";
import type { PricedComponent } from "@/lib/rating/types";
import type { CdrContext } from "./cdr-context";
import { type CrossCheck, crossCheckOf } from "./cross-check";
import { partsOf, type RecordPart } from "./line";
import { decidingMoments, organizationFor } from "./organization";
import { type PayerDecision, payerOf } from "./payer";
import {
  type CdrPrice,
  type PurchaseDecision,
  positive,
  priceCdr,
  purchaseOf,
  type TariffFacts,
  tariffFactsOf,
} from "./price-cdr";
import {
  type Connector,
  type Contract,
  type ContractVersion,
  type Evse,
  inForceOn,
  type Organization,
  partyOfContractId,
  type Reference,
} from "./reference";

/** What became of a CDR on the crediting side; all but the first two are the pre-run check's business. */
export type Settlement = "recorded" | "own_station" | "non_rated" | "no_owner" | "no_contract" | "no_rate";

/** One partner's record of the CDR, before it has a period and an id. */
export type RecordDraft = {
  partnerId: string;
  /** True for the owner of the station; a further recipient's record names the owner's (D10). */
  isOwner: boolean;
  revenue: Amount;
  operatorShare: Amount;
  partnerShare: Amount;
  parts: RecordPart[];
  steps: WaterfallStep[];
  flags: string[];
};

/** What a partner owes for the CDR: its users' charging (D5), or electricity tax (D7). */
export type ExpenseDraft = {
  partnerId: string;
  origin: "session" | "tax_reimbursement";
  /** kWh */
  quantity: bigint;
  unitPrice: Amount;
  amount: Amount;
};

export type SettledCdr = {
  organization: Organization;
  evse: Evse;
  connector: Connector;
  originMonth: Month;
  endDate: string;
  payer: PayerDecision;
  rating: CdrPrice;
  /** The prices that did not count (D19); null where nothing is compared. */
  crossCheck: CrossCheck | null;
  /** What pays the owner by a purchase price; null under every other contract (D4). */
  purchase: PurchaseDecision | null;
  ownerId: string | null;
  contract: { contract: Contract; version: ContractVersion } | null;
  settlement: Settlement;
  /** What the payer owes: gross, or the revenue where no VAT is known (D12). */
  due: Amount;
  gross: Amount;
  electricityCost: Amount | null;
  records: RecordDraft[];
  expenses: ExpenseDraft[];
};

/**
 * Settles one CDR whose connector is known.
 * @returns null when no organization serves the country of its location (D3).
 */
export function settleCdr(cdr: Cdr, context: CdrContext, reference: Reference): SettledCdr | null {
  const { evse, connector } = context;
  const organization = organizationFor(evse.location.country, reference.organizations);
  if (!organization) return null;
  const { originMonth, endDate } = decidingMoments(
    { ...cdr, endAt: context.endedAt ?? cdr.endAt },
    organization.timeZone,
  );
  const payer = context.payer ?? decidePayer(cdr, context, reference);
  const ownerId = inForceOn(reference.ownersByEvse.get(evse.id), endDate)?.partnerId ?? null;
  const facts = tariffFactsOf(cdr, context, { payer, organization, ownerId }, reference);
  const rating = priceCdr(cdr, context, facts, organization);
  const crossCheck = crossCheckOf(cdr, rating, context.pricing, facts, {
    timeZone: evse.location.timeZone,
    currency: organization.currency,
  });
  const base = { organization, evse, connector, originMonth, endDate, payer, rating, crossCheck, ownerId };
  const nothing = {
    contract: null,
    purchase: null,
    due: 0n,
    gross: 0n,
    electricityCost: null,
    records: [],
    expenses: [],
  };
  if (rating.kind === "non_rated") return { ...base, ...nothing, settlement: "non_rated" };
  const gross = rating.gross ?? rating.revenue;
  const unshared = { ...nothing, due: gross, gross };
  const expenses = payerExpense(payer, rating.revenue, cdr);
  if (!ownerId) return { ...base, ...unshared, settlement: "no_owner" };
  const session = splitSession(cdr, context, payer, rating.components, endDate, ownerId);
  if (ownerId === organization.companyId) {
    const records = recordsOf(ownerId, splitOwnStation(session));
    return { ...base, ...unshared, records, expenses, settlement: "own_station" };
  }
  const contract = contractOf(base, rating.currency, reference);
  if (!contract) return { ...base, ...unshared, settlement: "no_contract" };
  const { divided, purchase } = divide(cdr, session, contract.version, { ...base, currency: rating.currency }, facts);
  if (!divided) return { ...base, ...unshared, contract, purchase, settlement: "no_rate" };
  const free = divided.flags.includes("ownUseFree");
  return {
    ...base,
    contract,
    purchase,
    settlement: "recorded",
    due: free ? 0n : gross,
    gross: divided.gross,
    electricityCost: divided.electricityCost,
    records: recordsOf(ownerId, divided),
    expenses: [...(free ? [] : expenses), ...taxExpenses(ownerId, divided)],
  };
}

function decidePayer(cdr: Cdr, context: CdrContext, reference: Reference): PayerDecision {
  return payerOf({
    paidOnTheSpot: cdr.paidOnSpot === true || cdr.token.type === "AD_HOC_USER",
    tokenIssuer: context.token?.issuer ?? null,
    contractEmpId: reference.empsByParty.get(partyOf(cdr) ?? "")?.companyId ?? null,
    sourceDefault: context.sourcePayer,
  });
}

function partyOf(cdr: Cdr): string | null {
  const fromContract = partyOfContractId(cdr.token.contractId);
  if (fromContract) return fromContract;
  const { countryCode, partyId } = cdr.token;
  return countryCode && partyId ? (countryCode + partyId).toUpperCase() : null;
}

function contractOf(
  place: Pick<SettledCdr, "organization" | "evse" | "originMonth" | "ownerId">,
  currency: string,
  reference: Reference,
): SettledCdr["contract"] {
  const partnerId = place.ownerId!;
  const found = contractFor(
    {
      partnerId,
      organizationId: place.organization.id,
      currency,
      siteId: place.evse.location.id,
      evseId: place.evse.id,
      originMonth: place.originMonth,
    },
    reference.contractsByPartner.get(partnerId) ?? [],
  );
  const version = found ? versionIn(found.versions, place.originMonth) : null;
  return found && version ? { contract: found, version } : null;
}

function splitSession(
  cdr: Cdr,
  { connector, token }: CdrContext,
  payer: PayerDecision,
  components: readonly PricedComponent[],
  endDate: string,
  ownerId: string,
): SplitSession {
  return {
    components,
    energyKwh: cdr.kind === "credit" ? -positive(cdr).energyKwh : cdr.energyKwh,
    powerType: connector.current,
    payer: payer.payer,
    endDate,
    credit: cdr.kind === "credit",
    ownUse: payer.payer === "internal" && token?.issuer?.companyId === ownerId,
  };
}

/** Divides by the contract's kind; not at all while a purchase price cannot be paid (D4). */
function divide(
  cdr: Cdr,
  session: SplitSession,
  version: ContractVersion,
  { organization, evse, currency }: Pick<SettledCdr, "organization" | "evse"> & { currency: string },
  facts: TariffFacts,
): { divided: Split | null; purchase: PurchaseDecision | null } {
  const { terms } = version;
  if (terms.kind !== "purchase_price") {
    return { divided: split(session, { version: version.version, terms }), purchase: null };
  }
  const discountBasisPoints =
    terms.discountBasisPoints ?? discountOn(organization.communityDiscounts, facts.session.startDay);
  const sale = { currency, discountBasisPoints };
  const { decision, cost } = purchaseOf(cdr, evse.location.timeZone, facts, sale);
  if (!cost) return { divided: null, purchase: decision };
  const contract = { version: version.version, terms };
  return { divided: splitPurchasePrice(session, contract, cost, discountBasisPoints), purchase: decision };
}

function recordsOf(ownerId: string, divided: Split): RecordDraft[] {
  const owner: RecordDraft = {
    partnerId: ownerId,
    isOwner: true,
    revenue: divided.revenue,
    operatorShare: divided.operatorShare,
    partnerShare: divided.partnerShare,
    parts: partsOf(divided),
    steps: divided.steps,
    flags: divided.flags,
  };
  const further = divided.recipients.map((recipient) => ({
    partnerId: recipient.partnerId,
    isOwner: false,
    revenue: 0n,
    operatorShare: recipient.operatorShare,
    partnerShare: recipient.partnerShare,
    parts: partsOf(recipient),
    steps: recipient.steps,
    flags: [],
  }));
  return [owner, ...further];
}

/** An internal session is charged to the company whose card was used (D5). */
function payerExpense(payer: PayerDecision, revenue: Amount, cdr: Cdr): ExpenseDraft[] {
  if (payer.payer !== "internal" || payer.companyId === null) return [];
  return [
    { partnerId: payer.companyId, origin: "session", quantity: cdr.energyKwh, unitPrice: revenue, amount: revenue },
  ];
}

function taxExpenses(ownerId: string, divided: Split): ExpenseDraft[] {
  return divided.expenses.map((expense) => ({
    partnerId: ownerId,
    origin: expense.origin,
    quantity: expense.quantityKwh,
    unitPrice: 0n,
    amount: expense.amount,
  }));
}
