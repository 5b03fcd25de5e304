/** Files of OCPI CDRs for the stations of the world, one object per line, the same for the same file. */

import { asOwner } from "@/db/client";
import { storeFile } from "@/db/queries/files";
import { findImport, insertImport, insertSource } from "@/db/queries/imports";
import { type Month, startOfMonth } from "@/lib/calendar/calendar";
import { importCdrs } from "@/lib/cdrs/import-cdrs.server";
import { randomFrom } from "./random";
import { cdrText } from "./sessions";
import { type Counts, idOf, stationOf, tokenOf } from "./world";

const DAY_MINUTES = 24 * 60;
const FROM_HOUR = 6;
const HOURS = 12;
const DAYS = 28;
const PIECE_CHARACTERS = 1024 * 1024;
/** One of these sessions is paid on the spot. */
const AD_HOC_ONE_OF = 10;

/**
 * Lines of a file. Sessions end by day, so that a copy of them shifted by months ends on the same day of the month,
 * summer time or not.
 */
export function* cdrLines(month: Month, count: number, counts: Counts): Generator<string> {
  const random = randomFrom(Number(month.replace("-", "")));
  const starts = startOfMonth(month, "Etc/UTC");
  for (let n = 0; n < count; n++) {
    const station = stationOf(Math.floor(random() * counts.connectors), counts);
    const token = tokenOf(Math.floor(random() * counts.tokens), counts);
    const day = Math.floor((n / count) * DAYS);
    const minutes = Math.round(station.dc ? 15 + random() * 40 : 30 + random() ** 2 * 240);
    const startMinute = FROM_HOUR * 60 + Math.floor(random() * (HOURS * 60 - minutes));
    const periods = 1 + Math.floor(random() ** 2 * 4);
    const shape = {
      id: `${month}-${n}`,
      startAt: starts + (day * DAY_MINUTES + startMinute) * 60_000,
      minutes,
      periods,
      parkingPeriods: periods > 2 && random() < 0.5 ? 1 : 0,
    };
    const place = {
      country: station.market.country,
      locationId: `SITE-${station.site}`,
      evseUid: station.evseUid,
      connectorId: "1",
      currency: station.market.currency,
      dc: station.dc,
    };
    const type = random() * AD_HOC_ONE_OF < 1 ? "AD_HOC_USER" : "RFID";
    yield cdrText(shape, place, { uid: token.uid, contractId: token.contractId, type }, random);
  }
}

async function* inPieces(lines: Iterable<string>): AsyncGenerator<Uint8Array> {
  let text = "";
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length < PIECE_CHARACTERS) continue;
    yield Buffer.from(text);
    text = "";
  }
  if (text) yield Buffer.from(text);
}

export type StoredFile = { sourceId: string; importId: string; fileId: string };

/** Stores a file of a month's sessions as a queued import of a source of its own; gives the ids. */
export async function storeCdrFile(month: Month, count: number, counts: Counts): Promise<StoredFile> {
  const { sourceId, importId, fileId } = idsOf(month);
  await asOwner((tx) => insertSource(tx, { id: sourceId, name: `Source ${month}`, format: "ocpi", createdAt: 0 }));
  await asOwner(async (tx) => {
    const facts = { id: fileId, partnerId: null, name: `${month}.ndjson`, mediaType: "application/x-ndjson" };
    await storeFile(tx, { ...facts, createdAt: 0, createdBy: null }, inPieces(cdrLines(month, count, counts)));
  });
  await queueImport(importId, sourceId, fileId);
  return { sourceId, importId, fileId };
}

/** The file of a month that was imported already, or is now. */
export async function importedFile(
  month: Month,
  count: number,
  counts: Counts,
  log: (line: string) => void,
): Promise<StoredFile> {
  const ids = idsOf(month);
  const found = await asOwner((tx) => findImport(tx, ids.importId));
  if (found?.state === "done") return ids;
  log(`importing ${month} for the first time`);
  const stored = await storeCdrFile(month, count, counts);
  await importCdrs(stored.importId);
  return stored;
}

function idsOf(month: Month): StoredFile {
  const n = Number(month.replace("-", ""));
  return { sourceId: idOf("source", n), importId: idOf("import", n), fileId: idOf("file", n) };
}

/** Queues an import of a stored file. */
export async function queueImport(id: string, sourceId: string, fileId: string): Promise<void> {
  await asOwner((tx) => insertImport(tx, { id, sourceId, fileId, state: "queued", createdAt: 0 }));
}
