import { asStaff } from "@/db/client";
import { appendAuditEvent } from "@/db/queries/audit";
import { findSource, updateSource } from "@/db/queries/imports";
import { actorOf, type Viewer } from "@/lib/access/viewer";
import { diff } from "@/lib/audit/changes";
import type { Instant } from "@/lib/calendar/calendar";
import { translateConstraints } from "@/lib/errors/constraints.server";
import { UserError } from "@/lib/errors/user-error";
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
  payer: PayerDefault;
};

/**
 * Changes a source that still has the version its form was filled from. Rules and payer hold for imports to come.
 * @throws UserError imports.sourceUnknown, imports.sourceChanged, imports.sourceNameTaken
 */
export async function editSource(viewer: Viewer, input: SourceInput, now: Instant): Promise<void> {
  await translateConstraints(sourceConstraints, () =>
    asStaff(async (tx) => {
      const source = await findSource(tx, input.id);
      if (!source) throw new UserError("imports.sourceUnknown");
      if (source.version !== input.version) throw new UserError("imports.sourceChanged");
      const next = { name: input.name, rules: input.rules, mapping: withPayer(source.mapping, input.payer) };
      await updateSource(tx, source.id, next);
      const before = { name: source.name, rules: validationRules.parse(source.rules), mapping: source.mapping };
      await appendAuditEvent(tx, {
        actor: actorOf(viewer),
        verb: "changed",
        objectType: "source",
        objectId: source.id,
        label: input.name,
        changes: diff<Record<string, unknown>, string>(before, next, ["name", "rules", "mapping"]),
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
