import { uuidv7 } from "uuidv7";
import { asStaff, type Tx } from "@/db/client";
import { appendAuditEvents } from "@/db/queries/audit";
import {
  companiesByReference,
  insertCompanies,
  insertParties,
  knownParties,
  lockCompanyTree,
} from "@/db/queries/companies";
import { chunksOf } from "@/db/queries/keyset";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { type CsvProblem, type CsvReport, problem, readTable, reportOf } from "@/lib/csv/table";
import { COMPANY_COLUMNS, COMPANY_COLUMNS_NEEDED, type CompanyRow, readCompanies } from "./companies-csv";
import { COMPANY_FIELDS } from "./company-rules.server";

/** What a CSV file of companies would do; nothing is written. */
export async function previewCompanies(csv: string): Promise<CsvReport> {
  return asStaff(async (tx) => (await prepare(tx, csv)).report(false));
}

/** Adds the companies of a CSV file whose rows are good, all of them or, if anything fails, none. */
export async function importCompanies(viewer: Viewer, csv: string, now: Instant): Promise<CsvReport> {
  return asStaff(async (tx) => {
    await lockCompanyTree(tx);
    const { good, known, report } = await prepare(tx, csv);
    const ids = new Map(known);
    for (const { input } of good) if (input.externalReference) ids.set(input.externalReference, uuidv7());
    const rows = good.map(({ input, parentReference }) => {
      const id = (input.externalReference && ids.get(input.externalReference)) || uuidv7();
      return { ...input, id, parentId: parentReference === null ? null : ids.get(parentReference)!, createdAt: now };
    });
    await insertCompanies(
      tx,
      rows.map(({ parties: _, ...row }) => row),
    );
    await insertParties(
      tx,
      rows.flatMap((row) => row.parties.map((party) => ({ ...party, companyId: row.id }))),
    );
    const events = rows.map((row) => ({
      actor: actorOf(viewer),
      verb: "imported" as const,
      objectType: "company" as const,
      objectId: row.id,
      label: row.name,
      partnerId: row.isPartner ? row.id : null,
      changes: diff(null, row, COMPANY_FIELDS),
      at: now,
    }));
    for (const chunk of chunksOf(events)) await appendAuditEvents(tx, chunk);
    return report(true);
  });
}

type Prepared = { good: CompanyRow[]; known: Map<string, string>; report: (imported: boolean) => CsvReport };

async function prepare(tx: Tx, csv: string): Promise<Prepared> {
  const table = readTable(csv, COMPANY_COLUMNS, COMPANY_COLUMNS_NEEDED);
  const named = table.rows.flatMap(({ values }) => [values.reference!, values.parent_reference!]).filter(Boolean);
  const companies = await companiesByReference(tx, named);
  const known = new Map([...companies].map(([reference, company]) => [reference, company.id]));
  const read = readCompanies(table, new Set(known.keys()));
  const parties = refuseTakenParties(read.good, await knownParties(tx));
  const problems = [...read.problems, ...parties.problems];
  const report = (imported: boolean) =>
    reportOf(
      table,
      problems,
      parties.good.map(({ row }) => row),
      imported,
    );
  return { good: parties.good, known, report };
}

/** Each party belongs to one company, in the system and within the file. */
function refuseTakenParties(
  rows: readonly CompanyRow[],
  known: ReadonlySet<string>,
): { good: CompanyRow[]; problems: CsvProblem[] } {
  const taken = new Set(known);
  const problems: CsvProblem[] = [];
  const good = rows.filter(({ row, input }) => {
    const names = input.parties.map((party) => `${party.countryCode}-${party.partyId}`);
    const clash = names.find((name) => taken.has(name));
    if (clash) problems.push(problem(row.line, "parties", clash, "companies.partyTakenInFile", { party: clash }));
    else for (const name of names) taken.add(name);
    return clash === undefined;
  });
  return { good, problems };
}
