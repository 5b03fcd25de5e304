/** Locations, EVSEs, connectors and first owners as rows of a CSV file: one row per connector. */
import { z } from "zod";
import { inputErrors } from "@/lib/access/action-error";
import type { IsoDate } from "@/lib/calendar/calendar";
import { type CsvProblem, type CsvRow, type CsvTable, problem, rowProblems } from "@/lib/csv/table";
import { optionalDate, optionalText, requiredText } from "@/lib/input/fields";
import { connectorInput, locationInput } from "./location-input";

/** The columns, in the template's order. */
export const LOCATION_COLUMNS = [
  "location_id",
  "location_name",
  "address",
  "postal_code",
  "city",
  "country",
  "time_zone",
  "latitude",
  "longitude",
  "evse_uid",
  "evse_id",
  "model",
  "connector_id",
  "power_type",
  "standard",
  "max_power_kw",
  "owner_reference",
  "owned_from",
] as const;
export const LOCATION_COLUMNS_NEEDED = ["location_name", "country", "time_zone", "evse_uid", "power_type"] as const;

const COLUMN_OF: Readonly<Record<string, string>> = {
  externalId: "location_id",
  name: "location_name",
  postalCode: "postal_code",
  timeZone: "time_zone",
  uid: "evse_uid",
  evseId: "evse_id",
  connectorId: "connector_id",
  powerType: "power_type",
  maxPowerWatts: "max_power_kw",
  ownerReference: "owner_reference",
  ownedFrom: "owned_from",
};

const rowInput = z.object({
  ...locationInput.shape,
  ...connectorInput.shape,
  uid: requiredText(100),
  evseId: optionalText(48),
  model: optionalText(),
  ownerReference: optionalText(100),
  ownedFrom: optionalDate,
});
type RowInput = z.output<typeof rowInput>;
export type LocationRow = { row: CsvRow; input: RowInput };

/** What the system has of what the file names. */
export type KnownPlaces = {
  locations: ReadonlyMap<string, { id: string; name: string; country: string }>;
  evses: ReadonlyMap<string, { id: string; locationId: string; connectorIds: readonly string[] }>;
  /** eMI³ id → the uid of the EVSE that has it. */
  evseIds: ReadonlyMap<string, string>;
  /** By external reference. */
  owners: ReadonlyMap<string, { id: string; isPartner: boolean }>;
};

/** Reads the rows; a row that contradicts the system or an earlier row is a problem. */
export function readLocations(table: CsvTable, known: KnownPlaces): { good: LocationRow[]; problems: CsvProblem[] } {
  const problems: CsvProblem[] = [];
  const good: LocationRow[] = [];
  const file = new FileSoFar(known);
  for (const row of table.rows) {
    const parsed = rowInput.safeParse(inputOf(row));
    if (!parsed.success) {
      problems.push(...rowProblems(row, inputErrors(parsed.error), (field) => COLUMN_OF[field] ?? field));
      continue;
    }
    const input = { ...parsed.data, externalId: parsed.data.externalId || parsed.data.name };
    const found = file.add(input);
    if (found) problems.push(problem(row.line, found.column, row.values[found.column] ?? null, found.code));
    else good.push({ row, input });
  }
  return { good, problems };
}

function inputOf({ values }: CsvRow): Record<string, unknown> {
  const power = values.power_type?.toUpperCase() ?? "";
  return {
    ...values,
    externalId: values.location_id,
    name: values.location_name,
    postalCode: values.postal_code,
    timeZone: values.time_zone,
    uid: values.evse_uid,
    evseId: values.evse_id,
    connectorId: values.connector_id || "1",
    powerType: power === "AC" ? "AC_3_PHASE" : power,
    maxPowerWatts: values.max_power_kw,
    ownerReference: values.owner_reference,
    ownedFrom: values.owned_from,
  };
}

type Contradiction = { column: string; code: string };

/** What the rows so far have said, so that the next one can be held against it. */
class FileSoFar {
  private readonly locations = new Map<string, string>();
  private readonly evses = new Map<string, RowInput>();
  private readonly evseIds = new Map<string, string>();
  private readonly connectors = new Set<string>();

  constructor(private readonly known: KnownPlaces) {}

  /** Takes the row, or says what contradicts it. */
  add(input: RowInput): Contradiction | null {
    const found = this.ofLocation(input) ?? this.ofEvse(input) ?? this.ofConnector(input) ?? this.ofOwner(input);
    if (found) return found;
    this.locations.set(input.externalId, locationKey(input));
    if (!this.evses.has(input.uid)) this.evses.set(input.uid, input);
    if (input.evseId !== null) this.evseIds.set(input.evseId, input.uid);
    this.connectors.add(`${input.uid}\n${input.connectorId}`);
    return null;
  }

  private ofLocation(input: RowInput): Contradiction | null {
    const there = this.known.locations.get(input.externalId);
    const differs = there && (there.name !== input.name || there.country !== input.country);
    const said = this.locations.get(input.externalId);
    if (!differs && (said === undefined || said === locationKey(input))) return null;
    return { column: "location_id", code: "locations.locationDiffers" };
  }

  private ofEvse(input: RowInput): Contradiction | null {
    const there = this.known.evses.get(input.uid);
    const site = this.known.locations.get(input.externalId);
    if (there && there.locationId !== site?.id) return { column: "evse_uid", code: "locations.evseElsewhere" };
    const before = this.evses.get(input.uid);
    if (before && before.externalId !== input.externalId)
      return { column: "evse_uid", code: "locations.evseElsewhere" };
    if (input.evseId === null) return null;
    const holder = this.known.evseIds.get(input.evseId) ?? this.evseIds.get(input.evseId);
    if (holder !== undefined && holder !== input.uid) return { column: "evse_id", code: "locations.evseIdTaken" };
    return null;
  }

  private ofConnector(input: RowInput): Contradiction | null {
    const isKnown = this.known.evses.get(input.uid)?.connectorIds.includes(input.connectorId);
    const isSaid = this.connectors.has(`${input.uid}\n${input.connectorId}`);
    return isKnown || isSaid ? { column: "connector_id", code: "locations.connectorExists" } : null;
  }

  private ofOwner(input: RowInput): Contradiction | null {
    if (input.ownerReference === null) return null;
    if (input.ownedFrom === null) return { column: "owned_from", code: "required" };
    if (!this.known.owners.get(input.ownerReference)?.isPartner) {
      return { column: "owner_reference", code: "locations.ownerUnknown" };
    }
    if (this.known.evses.has(input.uid)) return { column: "owner_reference", code: "locations.ownerOfKnownEvse" };
    const before = this.evses.get(input.uid);
    const differs = before && (before.ownerReference !== input.ownerReference || before.ownedFrom !== input.ownedFrom);
    return differs ? { column: "owner_reference", code: "locations.ownerDiffers" } : null;
  }
}

function locationKey(input: RowInput): string {
  const { name, address, postalCode, city, country, timeZone, latitude, longitude } = input;
  return JSON.stringify([name, address, postalCode, city, country, timeZone, latitude, longitude]);
}

/** The day from which a new EVSE of the file is owned, and by whom. */
export function ownerOf(input: RowInput): { reference: string; from: IsoDate } | null {
  if (input.ownerReference === null || input.ownedFrom === null) return null;
  return { reference: input.ownerReference, from: input.ownedFrom };
}
