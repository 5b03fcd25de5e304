/**
 * A CSV file of top-ups (A16): which partner, how much, when, under which reference. A partner's reference in one
 * organization makes a top-up; brought in again it is known, with another amount or day it is refused.
 */
import { inputErrors } from "@/lib/access/action-error";
import { dateOf, type Instant } from "@/lib/calendar/calendar";
import { groupBy } from "@/lib/collections/group-by";
import { type CsvProblem, type CsvRow, type CsvTable, problem, rowProblems } from "@/lib/csv/table";
import type { Amount } from "@/lib/money/amount";
import { isInFuture } from "@/lib/records/value-date";
import { topUpInput } from "./inputs";
import { amountProblem, type TopUp } from "./top-up";

export const TOP_UP_COLUMNS = [
  "partner",
  "organization",
  "date",
  "amount",
  "currency",
  "reference",
  "account",
  "paid_on",
] as const;
/** The organization may be left out where there is one; the currency is a check. */
export const TOP_UP_COLUMNS_NEEDED = ["partner", "date", "amount", "reference"] as const;

export type TopUpFacts = {
  /** A partner is named by its name or its external reference. */
  partners: readonly { id: string; name: string; externalReference: string | null }[];
  organizations: readonly { id: string; name: string; currency: string; timeZone: string }[];
  known: readonly { partnerId: string; organizationId: string; reference: string; amount: Amount; at: Instant }[];
  newId: () => string;
  now: Instant;
};

export type TopUpRow = { row: CsvRow; topUp: TopUp & { currency: string; timeZone: string } };

const COLUMN_OF: Readonly<Record<string, string>> = {
  partnerId: "partner",
  organizationId: "organization",
  paidOn: "paid_on",
};

/** Checks the rows of a file; each is good or has its problems, also that it is known already. */
export function readTopUps(table: CsvTable, facts: TopUpFacts): { good: TopUpRow[]; problems: CsvProblem[] } {
  const good: TopUpRow[] = [];
  const problems: CsvProblem[] = [];
  const partners = groupBy(
    facts.partners.flatMap((partner) => [
      { key: partner.name.toLowerCase(), id: partner.id },
      ...(partner.externalReference ? [{ key: partner.externalReference.toLowerCase(), id: partner.id }] : []),
    ]),
    (partner) => partner.key,
  );
  const seen = new Set<string>();
  for (const row of table.rows) {
    const read = readTopUp(row, partners, facts);
    const outcome = "topUp" in read ? place(read, seen, facts) : read;
    if ("topUp" in outcome) good.push(outcome);
    else problems.push(...outcome.problems);
  }
  return { good, problems };
}

type Wrong = { problems: CsvProblem[] };

function readTopUp(
  row: CsvRow,
  partners: ReadonlyMap<string, readonly { id: string }[]>,
  { organizations, newId, now }: TopUpFacts,
): TopUpRow | Wrong {
  const { values } = row;
  const wrong = (column: string, code: string): Wrong => ({
    problems: [problem(row.line, column, values[column] ?? null, code)],
  });
  const ids = new Set((partners.get((values.partner ?? "").toLowerCase()) ?? []).map((partner) => partner.id));
  if (ids.size !== 1) return wrong("partner", ids.size === 0 ? "balances.noSuchPartner" : "balances.whichPartner");
  const named = organizations.filter(({ name }) => name === values.organization);
  const [organization] = values.organization ? named : organizations;
  if (!organization) return wrong("organization", "balances.noSuchOrganization");
  if (!values.organization && organizations.length > 1) return wrong("organization", "balances.whichOrganization");
  if (values.currency && values.currency.toUpperCase() !== organization.currency)
    return wrong("currency", "balances.otherCurrency");
  const parsed = topUpInput.safeParse({
    ...values,
    id: newId(),
    partnerId: [...ids][0],
    organizationId: organization.id,
    paidOn: values.paid_on,
  });
  if (!parsed.success) {
    return { problems: rowProblems(row, inputErrors(parsed.error), (field) => COLUMN_OF[field] ?? field) };
  }
  const ofAmount = amountProblem(parsed.data.amount, organization.currency);
  if (ofAmount) return wrong("amount", ofAmount);
  if (isInFuture(parsed.data.date, now)) return wrong("date", "balances.dateInFuture");
  if (parsed.data.paidOn && isInFuture(parsed.data.paidOn, now)) return wrong("paid_on", "balances.dateInFuture");
  return { row, topUp: { ...parsed.data, currency: organization.currency, timeZone: organization.timeZone } };
}

/** What the row is beside those before it and those that are written already. */
function place(read: TopUpRow, seen: Set<string>, { known }: TopUpFacts): TopUpRow | Wrong {
  const { row, topUp } = read;
  const wrong = (code: string): Wrong => ({ problems: [problem(row.line, "reference", topUp.reference, code)] });
  const key = [topUp.partnerId, topUp.organizationId, topUp.reference].join(" ");
  if (seen.has(key)) return wrong("balances.referenceTwice");
  seen.add(key);
  const before = known.find((one) => [one.partnerId, one.organizationId, one.reference].join(" ") === key);
  if (!before) return read;
  const isSame = before.amount === topUp.amount && dateOf(before.at, topUp.timeZone) === topUp.date;
  return wrong(isSame ? "balances.topUpKnown" : "balances.topUpConflict");
}
