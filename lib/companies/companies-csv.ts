/** Companies as rows of a CSV file. */
import { inputErrors } from "@/lib/access/action-error";
import { type CsvProblem, type CsvRow, type CsvTable, problem, rowProblems } from "@/lib/csv/table";
import { type CompanyInput, companyInput } from "./company-input";

/** The columns, in the template's order; `name`, `kind` and `country` are needed. */
export const COMPANY_COLUMNS = [
  "name",
  "kind",
  "country",
  "legal_name",
  "person",
  "parent_reference",
  "reference",
  "street",
  "postal_code",
  "city",
  "vat_id",
  "tax_number",
  "email",
  "phone",
  "iban",
  "bic",
  "bank_name",
  "locale",
  "roaming",
  "parties",
] as const;
export const COMPANY_COLUMNS_NEEDED = ["name", "kind", "country"] as const;

/** A row that can become a company, once its parent is found. */
export type CompanyRow = { row: CsvRow; input: CompanyInput; parentReference: string | null };

const COLUMN_OF: Readonly<Record<string, string>> = {
  legalName: "legal_name",
  isPartner: "kind",
  parentId: "parent_reference",
  externalReference: "reference",
  postalCode: "postal_code",
  vatId: "vat_id",
  taxNumber: "tax_number",
  bankName: "bank_name",
};

/**
 * Reads the rows. `taken` are references that companies have already: such a row is a problem, never a change.
 * Parents are references of the system (`taken`) or of the same file, without circles.
 */
export function readCompanies(
  table: CsvTable,
  taken: ReadonlySet<string>,
): { good: CompanyRow[]; problems: CsvProblem[] } {
  const problems: CsvProblem[] = [];
  const seen = new Set<string>();
  let good: CompanyRow[] = [];
  for (const row of table.rows) {
    const parsed = companyInput.safeParse(inputOf(row));
    if (!parsed.success) {
      problems.push(...rowProblems(row, inputErrors(parsed.error), (field) => COLUMN_OF[field] ?? field));
      continue;
    }
    const reference = parsed.data.externalReference;
    if (reference !== null && (taken.has(reference) || seen.has(reference))) {
      problems.push(problem(row.line, "reference", reference, "companies.referenceTaken"));
      continue;
    }
    if (reference !== null) seen.add(reference);
    good.push({ row, input: parsed.data, parentReference: row.values.parent_reference || null });
  }
  // A row whose parent falls out falls out too, so this goes on until nothing falls out any more.
  for (let fallen = -1; fallen !== 0; ) {
    const lost = lostChildren(good, taken);
    problems.push(
      ...lost.map(({ row, parentReference }) =>
        problem(row.line, "parent_reference", parentReference, "companies.parentUnknown"),
      ),
    );
    good = good.filter((row) => !lost.includes(row));
    fallen = lost.length;
  }
  return { good: parentsFirst(good), problems };
}

function inputOf({ values }: CsvRow): Record<string, unknown> {
  const kinds = (values.kind ?? "").toLowerCase().split(/[\s,;/+|]+/);
  return {
    ...values,
    legalName: values.legal_name,
    isPerson: /^(1|true|yes|y|ja|x)$/i.test(values.person ?? ""),
    isPartner: kinds.includes("partner"),
    isEmp: kinds.includes("emp"),
    isOwn: kinds.includes("own"),
    externalReference: values.reference,
    postalCode: values.postal_code,
    vatId: values.vat_id,
    taxNumber: values.tax_number,
    bankName: values.bank_name,
    roaming: values.roaming?.toLowerCase(),
    parties: values.parties,
  };
}

/** Rows whose parent is neither known nor among the rows, or that are above themselves. */
function lostChildren(rows: readonly CompanyRow[], taken: ReadonlySet<string>): CompanyRow[] {
  const byReference = new Map(rows.map((row) => [row.input.externalReference, row]));
  return rows.filter((row) => {
    const visited = new Set<CompanyRow>([row]);
    let reference = row.parentReference;
    while (reference !== null && !taken.has(reference)) {
      const parent = byReference.get(reference);
      if (!parent || visited.has(parent)) return true;
      visited.add(parent);
      reference = parent.parentReference;
    }
    return false;
  });
}

/** Parents before their children, so that every row can be written after what it names. */
function parentsFirst(rows: readonly CompanyRow[]): CompanyRow[] {
  const byReference = new Map(rows.map((row) => [row.input.externalReference, row]));
  const ordered = new Set<CompanyRow>();
  function place(row: CompanyRow): void {
    const parent = row.parentReference === null ? undefined : byReference.get(row.parentReference);
    if (parent && !ordered.has(parent)) place(parent);
    ordered.add(row);
  }
  for (const row of rows) place(row);
  return [...ordered];
}
