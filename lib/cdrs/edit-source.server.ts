import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { findSource, updateSource } from "@/db/queries/imports";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
import type { SourcePricing } from "@/lib/records/source-pricing";
import { sourceConstraints } from "./create-source.server";
import type { PayerDefault } from "./csv-mapping";
import { type ValidationRules, validationRules } from "./validation";

/** What a person may change of a source; the columns of its files are changed where a file is mapped. */
export type SourceInput = {
  id: string;
  /** That of the source when its form was filled. */
  version: number;
  name: string;
  rules: ValidationRules;
  pricing: SourcePricing;
  payer: PayerDefault;
};

/**
 * Changes a source that still has the version its form was filled from. Rules, payer and pricing hold for imports to come, and
 * for sessions that are settled again.
 * @throws UserError imports.sourceUnknown, imports.sourceChanged, imports.sourceNameTaken
 */
export async function editSource(viewer: Viewer, input: SourceInput, now: Instant): Promise<void> {
  await translateConstraints(sourceConstraints, () =>
    asStaff(async (tx) => {
      const source = await findSource(tx, input.id);
      if (!source) throw new UserError("imports.sourceUnknown");
      if (source.version !== input.version) throw new UserError("imports.sourceChanged");
      const { mode: pricing, ...tolerance } = input.pricing;
      const mapping = withPayer(source.mapping, input.payer);
      const next = { name: input.name, rules: input.rules, mapping, pricing, ...tolerance };
      await updateSource(tx, source.id, next);
      const before = { ...source, rules: validationRules.parse(source.rules) };
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "changed",
        objectType: "source",
        objectId: source.id,
        label: input.name,
        changes: diff<Record<string, unknown>, string>(before, next, [
          "name",
          "rules",
          "mapping",
          "pricing",
          "toleranceAmount",
          "toleranceBasisPoints",
        ]),
        at: now,
      });
    }),
  );
}

/** The mapping of a CSV source holds the payer beside its columns; that of an OCPI source is nothing else. */
function withPayer(mapping: unknown, payer: PayerDefault): unknown {
  const isColumns = typeof mapping === "object" && mapping !== null && "columns" in mapping;
  return isColumns ? { ...mapping, payerDefault: payer } : payer;
}
