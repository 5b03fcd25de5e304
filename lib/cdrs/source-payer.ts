/** Who pays for a source's sessions whose token is missing or resolves to nobody (D1). */
import type { SourcePayer } from "@/lib/records/payer";
import { columnMapping, type PayerDefault, payerDefault } from "./csv-mapping";

/** Reads the rule from a mapping, or from what a source without columns (OCPI) keeps: `{ kind }`. Null: unknown. */
export function sourcePayerOf(stored: unknown): SourcePayer | null {
  const parsed = payerDefault.safeParse(stored);
  if (!parsed.success || parsed.data.kind === "unknown") return null;
  const { kind } = parsed.data;
  return "companyId" in parsed.data
    ? { payer: parsed.data.kind, companyId: parsed.data.companyId }
    : { payer: kind as "ad_hoc" | "own_driver" };
}

/** Who pays by a source's rule, out of its mapping or where it stands alone (OCPI, or before the first CSV). */
export function rememberedPayer(remembered: unknown): PayerDefault {
  const columns = columnMapping.safeParse(remembered);
  if (columns.success) return columns.data.payerDefault;
  const alone = payerDefault.safeParse(remembered);
  return alone.success ? alone.data : { kind: "unknown" };
}
