/** Who pays for a source's sessions whose token is missing or resolves to nobody (D1). */
import type { SourcePayer } from "@/lib/records/payer";
import { payerDefault } from "./csv-mapping";

/** Reads the rule from a mapping, or from what a source without columns (OCPI) keeps: `{ kind }`. Null: unknown. */
export function sourcePayerOf(stored: unknown): SourcePayer | null {
  const parsed = payerDefault.safeParse(stored);
  if (!parsed.success || parsed.data.kind === "unknown") return null;
  const { kind } = parsed.data;
  return "companyId" in parsed.data
    ? { payer: parsed.data.kind, companyId: parsed.data.companyId }
    : { payer: kind as "ad_hoc" | "own_driver" };
}
