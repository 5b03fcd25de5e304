import { uuidv7 } from "uuidv7";
import { asStaff, type Tx } from "@/db/client";
import { appendAuditEvents } from "@/db/queries/audit";
import { companyNames } from "@/db/queries/companies";
import { chunksOf } from "@/db/queries/keyset";
import { insertSalesAssignments, type SalesAssignment, salesTariffNames } from "@/db/queries/sales-tariffs";
import { insertTokens, knownUids } from "@/db/queries/tokens";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { type CsvReport, readTable, reportOf } from "@/lib/csv/table";
import {
  type KnownNames,
  readTokens,
  type SalesTariff,
  TOKEN_COLUMNS,
  TOKEN_COLUMNS_NEEDED,
  type TokenCsvRow,
} from "./tokens-csv";

/** What a CSV file of tokens would do; nothing is written. */
export async function previewTokens(csv: string): Promise<CsvReport> {
  return asStaff(async (tx) => (await prepare(tx, csv)).report(false));
}

/**
 * Adds the tokens of a CSV file whose rows are good, all of them or, if anything fails, none. New tokens have no
 * sessions, so their EMP sales tariff holds as long as it exists and nothing is priced again.
 */
export async function importTokens(viewer: Viewer, csv: string, now: Instant): Promise<CsvReport> {
  return asStaff(async (tx) => {
    const { good, report } = await prepare(tx, csv);
    const rows = good.map(({ input, tariff }) => ({ ...input, id: uuidv7(), tariff }));
    await insertTokens(
      tx,
      rows.map(({ tariff: _, ...row }) => ({ ...row, createdAt: now })),
    );
    await insertSalesAssignments(
      tx,
      rows.flatMap(({ id, tariff }) => (tariff === null ? [] : [assignmentOf(id, tariff)])),
      now,
    );
    const events = rows.map((row) => ({
      actor: actorOf(viewer),
      verb: "imported" as const,
      objectType: "token" as const,
      objectId: row.id,
      label: row.uid,
      changes: {
        ...diff(null, row, ["uid", "contractId", "type", "issuerId", "label"]),
        ...(row.tariff ? { tariff: [null, row.tariff.id] as const } : {}),
      },
      at: now,
    }));
    for (const chunk of chunksOf(events)) await appendAuditEvents(tx, chunk);
    return report(true);
  });
}

function assignmentOf(tokenId: string, { id: tariffId, validFrom }: SalesTariff): SalesAssignment {
  return { id: uuidv7(), tokenId, companyId: null, tariffId, days: { from: validFrom, until: null } };
}

type Prepared = { good: TokenCsvRow[]; report: (imported: boolean) => CsvReport };

async function prepare(tx: Tx, csv: string): Promise<Prepared> {
  const table = readTable(csv, TOKEN_COLUMNS, TOKEN_COLUMNS_NEEDED);
  const uids = table.rows.map(({ values }) => values.uid!);
  const known: KnownNames = {
    uids: await knownUids(tx, uids),
    issuers: issuersByName(await companyNames(tx)),
    salesTariffs: new Map((await salesTariffNames(tx)).map(({ name, ...tariff }) => [name.toLowerCase(), tariff])),
  };
  const { good, problems } = readTokens(table, known);
  const report = (imported: boolean) =>
    reportOf(
      table,
      problems,
      good.map(({ row }) => row),
      imported,
    );
  return { good, report };
}

/** A reference names one company; a name that several have names none. */
function issuersByName(
  rows: readonly { id: string; name: string; externalReference: string | null }[],
): Map<string, string | null> {
  const found = new Map<string, string | null>();
  for (const { id, name } of rows) found.set(name.toLowerCase(), found.has(name.toLowerCase()) ? null : id);
  for (const { id, externalReference } of rows) if (externalReference) found.set(externalReference.toLowerCase(), id);
  return found;
}
