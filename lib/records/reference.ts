/**
 * The master data that decides what a CDR is worth and to whom, as one value in memory: who owns which EVSE,
 * which tariff a connector has, which contract divides. It carries the version it was read at, so that a chunk
 * of an import can tell that it has changed meanwhile (D8).
 */
import type { IsoDate, Month } from "@/lib/calendar/calendar";
import type { CommunityDiscount } from "@/lib/companies/community-discount";
import type { ContractExtent } from "@/lib/contracts/scope";
import type { ContractTerms, PowerType } from "@/lib/contracts/terms";
import type { PricedTariff } from "@/lib/tariffs/choose-tariff";
import type { ServingOrganization } from "./organization";
import type { TokenIssuer } from "./payer";

export type Organization = ServingOrganization & {
  companyId: string;
  currency: string;
  timeZone: string;
  cutOffDay: number;
  /** Taken off the COMMUNITY price where a contract states no discount of its own (B19–B22). */
  communityDiscounts: readonly CommunityDiscount[];
};

export type Connector = {
  id: string;
  connectorId: string;
  current: PowerType;
  /** OCPI ConnectorType; null where nobody said. */
  standard: string | null;
};

export type Evse = {
  id: string;
  uid: string;
  evseId: string | null;
  connectors: readonly Connector[];
  location: Location;
};

export type Location = { id: string; name: string; country: string; timeZone: string };

/** `[from, until)` in days of the organization's calendar; until null: still. */
export type Dated<T> = { from: IsoDate; until: IsoDate | null } & T;

export type Contract = ContractExtent & {
  name: string;
  versions: readonly ContractVersion[];
};
export type ContractVersion = { id: string; version: number; validFrom: Month; terms: ContractTerms };

export type Emp = { companyId: string; roaming: "hub" | "bilateral" | null };

export type Reference = {
  version: bigint;
  pseudonymKey: Uint8Array;
  organizations: readonly Organization[];
  evsesByUid: ReadonlyMap<string, Evse>;
  evsesByEvseId: ReadonlyMap<string, Evse>;
  ownersByEvse: ReadonlyMap<string, readonly Dated<{ partnerId: string }>[]>;
  contractsByPartner: ReadonlyMap<string, readonly Contract[]>;
  tariffsById: ReadonlyMap<string, PricedTariff>;
  /** Charge point rates. */
  tariffsByConnector: ReadonlyMap<string, readonly Dated<{ tariff: PricedTariff }>[]>;
  /** COMMUNITY tariffs, chosen at charge points. */
  communityTariffsByConnector: ReadonlyMap<string, readonly Dated<{ tariff: PricedTariff }>[]>;
  /** EMP sales tariffs of all tokens that a company issued. */
  salesTariffsByCompany: ReadonlyMap<string, readonly Dated<{ tariff: PricedTariff }>[]>;
  /** By country code and party id: `DEABC`. */
  empsByParty: ReadonlyMap<string, Emp>;
  empsById: ReadonlyMap<string, Emp>;
};

/** A token that the system knows, with the company that issued it and its own EMP sales tariffs. */
export type KnownToken = {
  id: string;
  uid: string;
  issuer: TokenIssuer | null;
  salesTariffs: readonly Dated<{ tariffId: string }>[];
};

/** The entry in force on a day, or null. */
export function inForceOn<T>(entries: readonly Dated<T>[] | undefined, day: IsoDate): Dated<T> | null {
  return entries?.find((entry) => entry.from <= day && (entry.until === null || day < entry.until)) ?? null;
}

/** The EVSE and connector that a CDR names, or null when the system does not know them. */
export function findConnector(
  reference: Reference,
  named: { evseUid: string | null; evseId: string | null; connectorId: string | null },
): { evse: Evse; connector: Connector } | null {
  const evse =
    (named.evseUid !== null ? reference.evsesByUid.get(named.evseUid) : undefined) ??
    (named.evseId !== null ? reference.evsesByEvseId.get(named.evseId) : undefined);
  if (!evse) return null;
  const connector =
    named.connectorId === null && evse.connectors.length === 1
      ? evse.connectors[0]
      : evse.connectors.find((each) => each.connectorId === named.connectorId);
  return connector ? { evse, connector } : null;
}

/** `DE-8AA-…`, `DE8AA…`: country code and party id of an e-mobility account id (ISO 15118, OCPI contract_id). */
export function partyOfContractId(contractId: string | null): string | null {
  const match = /^([A-Z]{2})[-*]?([A-Z0-9]{3})[-*]?[A-Z0-9]/i.exec(contractId ?? "");
  return match ? (match[1]! + match[2]!).toUpperCase() : null;
}
