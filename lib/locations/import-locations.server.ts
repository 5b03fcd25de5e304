import { uuidv7 } from "uuidv7";
import { asStaff, type Tx } from "@/db/client";
import { appendAuditEvents } from "@/db/queries/audit";
import { companiesByReference } from "@/db/queries/companies";
import { chunksOf } from "@/db/queries/keyset";
import {
  evsesByUid,
  insertConnectors,
  insertEvses,
  insertLocations,
  locationsByExternalId,
  type NewConnector,
  type NewEvse,
  type NewLocation,
  takenEvseIds,
} from "@/db/queries/locations";
import { insertOwnerships, type Ownership } from "@/db/queries/owners";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import type { AuditEvent } from "@/lib/audit/event";
import type { Instant } from "@/lib/calendar/calendar";
import { type CsvReport, readTable, reportOf } from "@/lib/csv/table";
import { currentOf } from "./location-input";
import {
  type KnownPlaces,
  LOCATION_COLUMNS,
  LOCATION_COLUMNS_NEEDED,
  type LocationRow,
  ownerOf,
  readLocations,
} from "./locations-csv";

/** What a CSV file of locations would do; nothing is written. */
export async function previewLocations(csv: string): Promise<CsvReport> {
  return asStaff(async (tx) => (await prepare(tx, csv)).report(false));
}

/** Adds what the good rows of a CSV file name, all of it or, if anything fails, nothing. */
export async function importLocations(viewer: Viewer, csv: string, now: Instant): Promise<CsvReport> {
  return asStaff(async (tx) => {
    const { good, known, report } = await prepare(tx, csv);
    const places = new NewPlaces(known, now);
    for (const { input } of good) places.add(input);
    await insertLocations(tx, places.locations);
    await insertEvses(tx, places.evses);
    await insertConnectors(tx, places.connectors);
    await insertOwnerships(tx, places.owners, now);
    const actor = actorOf(viewer);
    for (const chunk of chunksOf(places.events())) {
      await appendAuditEvents(
        tx,
        chunk.map((event) => ({ ...event, actor, at: now })),
      );
    }
    return report(true);
  });
}

type Prepared = { good: LocationRow[]; known: KnownPlaces; report: (imported: boolean) => CsvReport };

async function prepare(tx: Tx, csv: string): Promise<Prepared> {
  const table = readTable(csv, LOCATION_COLUMNS, LOCATION_COLUMNS_NEEDED);
  const column = (name: string) => table.rows.map((row) => row.values[name]!).filter(Boolean);
  const known: KnownPlaces = {
    locations: await locationsByExternalId(tx, [...column("location_id"), ...column("location_name")]),
    evses: await evsesByUid(tx, column("evse_uid")),
    evseIds: await takenEvseIds(tx, column("evse_id")),
    owners: await companiesByReference(tx, column("owner_reference")),
  };
  const { good, problems } = readLocations(table, known);
  const report = (imported: boolean) =>
    reportOf(
      table,
      problems,
      good.map(({ row }) => row),
      imported,
    );
  return { good, known, report };
}

/** Gathers the rows of every table, so that each is written with one statement. */
class NewPlaces {
  readonly locations: NewLocation[] = [];
  readonly evses: NewEvse[] = [];
  readonly connectors: NewConnector[] = [];
  readonly owners: Ownership[] = [];
  private readonly locationIds: Map<string, string>;
  private readonly evseIds: Map<string, string>;

  constructor(
    private readonly known: KnownPlaces,
    private readonly now: Instant,
  ) {
    this.locationIds = new Map([...known.locations].map(([externalId, { id }]) => [externalId, id]));
    this.evseIds = new Map([...known.evses].map(([uid, { id }]) => [uid, id]));
  }

  add(input: LocationRow["input"]): void {
    const { connectorId, powerType, standard, maxPowerWatts } = input;
    const evseId = this.evseIds.get(input.uid) ?? this.addEvse(input);
    const current = currentOf(powerType);
    this.connectors.push({ id: uuidv7(), evseId, connectorId, current, powerType, standard, maxPowerWatts });
  }

  private addEvse(input: LocationRow["input"]): string {
    const locationId = this.locationIds.get(input.externalId) ?? this.addLocation(input);
    const { uid, evseId, model } = input;
    const id = uuidv7();
    this.evses.push({ id, locationId, uid, evseId, model, createdAt: this.now });
    this.evseIds.set(uid, id);
    const owner = ownerOf(input);
    if (owner) {
      const partnerId = this.known.owners.get(owner.reference)!.id;
      this.owners.push({ id: uuidv7(), evseId: id, partnerId, days: { from: owner.from, until: null } });
    }
    return id;
  }

  private addLocation(input: LocationRow["input"]): string {
    const { externalId, name, address, postalCode, city, country, timeZone, latitude, longitude } = input;
    const id = uuidv7();
    const place = { externalId, name, address, postalCode, city, country, timeZone, latitude, longitude };
    this.locations.push({ ...place, id, createdAt: this.now });
    this.locationIds.set(externalId, id);
    return id;
  }

  events(): Omit<AuditEvent, "actor" | "at">[] {
    const owners = new Map(this.owners.map((owner) => [owner.evseId, owner]));
    const locations = this.locations.map(({ id, name, country }) => ({
      verb: "imported" as const,
      objectType: "location" as const,
      objectId: id,
      label: name,
      changes: { name: [null, name] as const, country: [null, country] as const },
    }));
    const evses = this.evses.map(({ id, uid, locationId }) => ({
      verb: "imported" as const,
      objectType: "evse" as const,
      objectId: id,
      label: uid,
      partnerId: owners.get(id)?.partnerId ?? null,
      changes: {
        locationId: [null, locationId] as const,
        ownedFrom: [null, owners.get(id)?.days.from ?? null] as const,
      },
    }));
    return [...locations, ...evses];
  }
}
