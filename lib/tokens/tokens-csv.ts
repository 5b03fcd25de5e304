/** Tokens as rows of a CSV file. */
import { inputErrors } from "@/lib/access/action-error";
import type { IsoDate } from "@/lib/calendar/calendar";
import { type CsvProblem, type CsvRow, type CsvTable, problem, rowProblems } from "@/lib/csv/table";
import { type TokenInput, tokenInput } from "./token-input";

/** The columns, in the template's order; `uid` is needed. */
export const TOKEN_COLUMNS = ["uid", "contract_id", "type", "issuer", "sales_tariff", "label"] as const;
export const TOKEN_COLUMNS_NEEDED = ["uid"] as const;

/** What the rows name besides themselves, by lower case: companies by reference or name, EMP sales tariffs by name. */
export type KnownNames = {
  uids: ReadonlySet<string>;
  /** Null: several companies have the name. */
  issuers: ReadonlyMap<string, string | null>;
  salesTariffs: ReadonlyMap<string, SalesTariff>;
};

/** An EMP sales tariff and the first day of its first version. */
export type SalesTariff = { id: string; validFrom: IsoDate };

/** A row that can become a token, and the tariff it is given. */
export type TokenCsvRow = { row: CsvRow; input: TokenInput; tariff: SalesTariff | null };

const COLUMN_OF: Readonly<Record<string, string>> = { contractId: "contract_id", issuerId: "issuer" };

/** Reads the rows. A uid that is known, or stands twice in the file, is a problem, never a change. */
export function readTokens(table: CsvTable, known: KnownNames): { good: TokenCsvRow[]; problems: CsvProblem[] } {
  const problems: CsvProblem[] = [];
  const good: TokenCsvRow[] = [];
  const seen = new Set(known.uids);
  for (const row of table.rows) {
    const read = readRow(row, known, seen);
    if ("problems" in read) {
      problems.push(...read.problems);
      continue;
    }
    seen.add(read.input.uid);
    good.push({ row, ...read });
  }
  return { good, problems };
}

function readRow(
  row: CsvRow,
  known: KnownNames,
  taken: ReadonlySet<string>,
): Omit<TokenCsvRow, "row"> | { problems: CsvProblem[] } {
  const { uid, contract_id, type, issuer, sales_tariff, label } = row.values;
  const wrong = (column: string, value: string, code: string) => ({
    problems: [problem(row.line, column, value, code)],
  });
  const issuerId = issuer ? known.issuers.get(issuer.toLowerCase()) : null;
  if (issuerId === undefined) return wrong("issuer", issuer!, "tokens.issuerNotFound");
  if (issuer && issuerId === null) return wrong("issuer", issuer, "tokens.issuerAmbiguous");
  const tariff = sales_tariff ? known.salesTariffs.get(sales_tariff.toLowerCase()) : null;
  if (tariff === undefined) return wrong("sales_tariff", sales_tariff!, "tokens.salesTariffNotFound");
  const fields = { uid, contractId: contract_id, type: type?.toUpperCase() || "RFID", issuerId, label };
  const parsed = tokenInput.safeParse(fields);
  if (!parsed.success) {
    return { problems: rowProblems(row, inputErrors(parsed.error), (field) => COLUMN_OF[field] ?? field) };
  }
  if (taken.has(parsed.data.uid)) return wrong("uid", parsed.data.uid, "tokens.uidTaken");
  return { input: parsed.data, tariff };
}
