/** Identification media and who issued them (D1). */
import { and, eq, ilike, isNotNull, isNull, or, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { companies, tokens } from "@/db/schema";
import { chunksOf, contains, keysetBy, type Page, type PageRequest, pageOf } from "./keyset";

export type Token = typeof tokens.$inferSelect;
export type NewToken = typeof tokens.$inferInsert;
export type TokenFields = Pick<NewToken, "contractId" | "type" | "issuerId" | "label">;
export type TokenFilter = {
  /** Part of the uid, contract id or label. */
  search?: string | undefined;
  issuer?: "known" | "unknown" | undefined;
  issuerId?: string | undefined;
};
export type TokenRow = Token & { issuerName: string | null };

/** One page of tokens by uid. */
export async function listTokens(tx: Tx, filter: TokenFilter, page: PageRequest): Promise<Page<TokenRow>> {
  const keyset = keysetBy(tokens.uid, tokens.id, page);
  const rows = await tx
    .select({ token: tokens, issuerName: companies.name })
    .from(tokens)
    .leftJoin(companies, eq(companies.id, tokens.issuerId))
    .where(and(matches(filter), keyset.where))
    .orderBy(...keyset.orderBy)
    .limit(keyset.limit);
  return pageOf(
    rows.map(({ token, issuerName }) => ({ ...token, issuerName })),
    page,
  );
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

/** Adds tokens. */
export async function insertTokens(tx: Tx, rows: readonly NewToken[]): Promise<void> {
  for (const chunk of chunksOf(rows)) await tx.insert(tokens).values(chunk);
}

/** Changes a token. */
export async function updateToken(tx: Tx, id: string, fields: TokenFields): Promise<void> {
  await tx.update(tokens).set(fields).where(eq(tokens.id, id));
}
