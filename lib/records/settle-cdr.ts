/**
 * What becomes of one CDR: its price, who pays it, who owns it, how it is divided. Everything that can be known
 * when a CDR arrives is computed here, from the CDR and the reference data alone (D1–D7, D10).
 */
import { dateOf, type Month } from "@/lib/calendar/calendar";
import type { Cdr } from "@/lib/cdrs/cdr";
import { toRateable } from "@/lib/cdrs/rateable";
import { negateComponents } from "@/lib/contracts/priced-base";
import { purchaseCostOf, splitPurchasePrice } from "@/lib/contracts/purchase-price";
import { contractFor, versionIn } from "@/lib/contracts/scope";
import { split, splitOwnStation } from "@/lib/contracts/split";
import type { Split, SplitSession } from "@/lib/contracts/split-types";
import type { WaterfallStep } from "@/lib/contracts/waterfall";
import type { Amount } from "@/lib/money/amount";
import { rate } from "@/lib/rating/rate";
import type { NonRated, NonRatedReason, PricedComponent, Rated } from "@/lib/rating/types";
import { partsOf, type RecordPart } from "./line";
import { decidingMoments, organizationFor } from "./organization";
import { type PayerDecision, payerOf, type SourcePayer } from "./payer";
import {
  type Connector,
  type Contract,
  type ContractVersion,
  type Evse,
  inForceOn,
  type KnownToken,
  type Organization,
  partyOfContractId,
  type Reference,
  tariffVersionOn,
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
  rating: (Rated & { tariffVersionId: string | null }) | (NonRated & { tariffVersionId: string | null }) | NoTariff;
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

type NoTariff = { kind: "non_rated"; reason: NonRatedReason; detail?: Record<string, string>; tariffVersionId: null };

export type CdrContext = {
  evse: Evse;
  connector: Connector;
  token: KnownToken | null;
  sourcePayer: SourcePayer | null;
  /** Of a credit: what its original was priced at; a credit is exactly minus that. */
  original: PricedOriginal | null;
  /** Who pays, when that was decided before; otherwise the first rule of D1 that applies. */
  payer?: PayerDecision;
  /** The price that a live document or an issued report states already: it does not move (D9). */
  fixedPrice?: PricedOriginal | null;
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

/**
 * Settles one CDR whose connector is known.
 * @returns null when no organization serves the country of its location (D3).
 */
export function settleCdr(cdr: Cdr, context: CdrContext, reference: Reference): SettledCdr | null {
  const { evse, connector } = context;
  const organization = organizationFor(evse.location.country, reference.organizations);
  if (!organization) return null;
  const { originMonth, endDate } = decidingMoments(cdr, organization.timeZone);
  const payer = context.payer ?? decidePayer(cdr, context, reference);
  const rating = rateCdr(cdr, context, organization, reference);
  const ownerId = inForceOn(reference.ownersByEvse.get(evse.id), endDate)?.partnerId ?? null;
  const base = { organization, evse, connector, originMonth, endDate, payer, rating, ownerId };
  const nothing = { contract: null, due: 0n, gross: 0n, electricityCost: null, records: [], expenses: [] };
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
  const divided = divide(cdr, context, session, contract.version, base, reference);
  if (!divided) return { ...base, ...unshared, contract, settlement: "no_rate" };
  const free = divided.flags.includes("ownUseFree");
  return {
    ...base,
    contract,
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

/** A credit is minus its original's price; one without (released by hand) is priced as a session and turned round. */
function rateCdr(
  cdr: Cdr,
  { evse, connector, original, fixedPrice }: CdrContext,
  organization: Organization,
  reference: Reference,
): SettledCdr["rating"] {
  if (fixedPrice) {
    const { tariffVersionId, ...priced } = fixedPrice;
    return { kind: "rated", ...priced, components: [...priced.components], tariffVersionId };
  }
  if (original) {
    const { tariffVersionId, ...priced } = original;
    return { ...credited({ kind: "rated", ...priced, components: [...priced.components] }), tariffVersionId };
  }
  const startDate = dateOf(cdr.startAt, organization.timeZone);
  const assigned = inForceOn(reference.tariffsByConnector.get(connector.id), startDate);
  const version = assigned ? tariffVersionOn(assigned.tariff, startDate) : null;
  if (!version) return { kind: "non_rated", reason: "no_tariff", tariffVersionId: null };
  const rated = rate(toRateable(positive(cdr), evse.location.timeZone), [version.sales]);
  if (rated.kind === "non_rated") return { ...rated, tariffVersionId: version.id };
  return { ...(cdr.kind === "credit" ? credited(rated) : rated), tariffVersionId: version.id };
}

function positive(cdr: Cdr): Cdr {
  return cdr.kind === "credit" && cdr.energyKwh < 0n ? { ...cdr, energyKwh: -cdr.energyKwh } : cdr;
}

function credited(rated: Rated): Rated {
  return {
    ...rated,
    components: negateComponents(rated.components),
    revenue: -rated.revenue,
    vat: rated.vat === null ? null : -rated.vat,
    gross: rated.gross === null ? null : -rated.gross,
  };
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

/** Divides by the contract's kind; null while a purchase price has no rate to be taken from (D4). */
function divide(
  cdr: Cdr,
  context: CdrContext,
  session: SplitSession,
  version: ContractVersion,
  base: Pick<SettledCdr, "organization" | "payer">,
  reference: Reference,
): Split | null {
  const { terms } = version;
  if (terms.kind !== "purchase_price") return split(session, { version: version.version, terms });
  const cost = purchaseCostOf({
    payer: base.payer.payer,
    roaming: base.payer.companyId ? (reference.empsById.get(base.payer.companyId)?.roaming ?? null) : null,
    atRate: purchaseAtRate(cdr, context, base.organization, reference),
    atCommunityTariff: null,
  });
  if (typeof cost === "string") return null;
  return splitPurchasePrice(session, { version: version.version, terms }, cost, 0);
}

function purchaseAtRate(
  cdr: Cdr,
  { evse, connector }: CdrContext,
  organization: Organization,
  reference: Reference,
): readonly PricedComponent[] | null {
  const startDate = dateOf(cdr.startAt, organization.timeZone);
  const assigned = inForceOn(reference.tariffsByConnector.get(connector.id), startDate);
  const purchase = assigned ? tariffVersionOn(assigned.tariff, startDate)?.purchase : null;
  if (!purchase) return null;
  const rated = rate(toRateable(positive(cdr), evse.location.timeZone), [purchase]);
  if (rated.kind === "non_rated") return null;
  return cdr.kind === "credit" ? negateComponents(rated.components) : rated.components;
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
