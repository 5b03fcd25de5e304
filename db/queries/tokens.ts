/** Identification media and who issued them (D1). */
import { and, eq, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { companies, salesTariffAssignments, tariffs, tokens } from "@/db/schema";
import type { IsoDate } from "@/lib/calendar/calendar";
import { chunksOf, contains, keysetBy, outer, type Page, type PageRequest, pageOf } from "./keyset";

export type Token = typeof tokens.$inferSelect;
export type NewToken = typeof tokens.$inferInsert;
export type TokenFields = Pick<NewToken, "contractId" | "type" | "issuerId" | "label">;
export type TokenFilter = {
  /** Part of the uid, contract id or label. */
  search?: string | undefined;
  issuer?: "known" | "unknown" | undefined;
  issuerId?: string | undefined;
  /** With or without an EMP sales tariff today. */
  salesTariff?: "with" | "without" | undefined;
};
export type TokenRow = Token & {
  issuerName: string | null;
  /** The EMP sales tariff that holds today: the token's own, else its company's. */
  salesTariff: string | null;
};

/** One page of tokens by uid. */
export async function listTokens(
  tx: Tx,
  filter: TokenFilter,
  page: PageRequest & { today: IsoDate },
): Promise<Page<TokenRow>> {
  const keyset = keysetBy(tokens.uid, tokens.id, page);
  const salesTariff = salesTariffOn(page.today);
  const rows = await tx
    .select({ token: tokens, issuerName: companies.name, salesTariff })
    .from(tokens)
    .leftJoin(companies, eq(companies.id, tokens.issuerId))
    .where(
      and(
        matches(filter),
        filter.salesTariff === "with" ? isNotNull(salesTariff) : undefined,
        filter.salesTariff === "without" ? isNull(salesTariff) : undefined,
        keyset.where,
      ),
    )
    .orderBy(...keyset.orderBy)
    .limit(keyset.limit);
  return pageOf(
    rows.map(({ token, ...names }) => ({ ...token, ...names })),
    page,
  );
}

function salesTariffOn(today: IsoDate) {
  return sql<string | null>`(select f.name from ${salesTariffAssignments} a join ${tariffs} f on f.id = a.tariff_id
    where (a.token_id = ${outer(tokens.id)} or a.company_id = ${outer(tokens.issuerId)}) and a.days @> ${today}::date
    order by a.token_id is null limit 1)`;
}

function matches(filter: TokenFilter): SQL | undefined {
  const pattern = filter.search?.trim() ? contains(filter.search) : null;
  return and(
    filter.issuer === "known" ? isNotNull(tokens.issuerId) : undefined,
    filter.issuer === "unknown" ? isNull(tokens.issuerId) : undefined,
    filter.issuerId ? eq(tokens.issuerId, filter.issuerId) : undefined,
    pattern === null
      ? undefined
      : or(ilike(tokens.uid, pattern), ilike(tokens.contractId, pattern), ilike(tokens.label, pattern)),
  );
}

/** One token, or null. With `forUpdate` it stays locked until the transaction ends. */
export async function findToken(tx: Tx, id: string, options: { forUpdate?: boolean } = {}): Promise<Token | null> {
  const query = tx.select().from(tokens).where(eq(tokens.id, id));
  const [row] = options.forUpdate ? await query.for("update") : await query;
  return row ?? null;
}

/** Which of these uids a token has already. */
export async function knownUids(tx: Tx, uids: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (const chunk of chunksOf(uids)) {
    const rows = await tx.select({ uid: tokens.uid }).from(tokens).where(inArray(tokens.uid, chunk));
    for (const { uid } of rows) known.add(uid);
  }
  return known;
}

/** Adds tokens. */
export async function insertTokens(tx: Tx, rows: readonly NewToken[]): Promise<void> {
  for (const chunk of chunksOf(rows)) await tx.insert(tokens).values(chunk);
}

/** Changes a token. */
export async function updateToken(tx: Tx, id: string, fields: TokenFields): Promise<void> {
  await tx.update(tokens).set(fields).where(eq(tokens.id, id));
}
