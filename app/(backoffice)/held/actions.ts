"use server";

import { z } from "zod";
import { defineAction } from "@/lib/access/define-action.server";
import { type HeldKey, readHeldKey } from "@/lib/cdrs/cdr-key";
import { acceptConflicts, discardHeld, MOST_DECISIONS, releaseHeld } from "@/lib/cdrs/release-held.server";
import { requiredText } from "@/lib/input/fields";

/** The keys of the rows as one field of a form: a JSON list, because an id may hold any character. */
const keys = z
  .string()
  .transform(jsonOf)
  .pipe(
    z
      .array(
        z
          .string()
          .transform(readHeldKey)
          .pipe(z.custom<HeldKey>((key) => key !== null)),
      )
      .min(1)
      .max(MOST_DECISIONS),
  );

const decision = z.object({ keys, reason: requiredText(500) });

export const release = defineAction({
  permission: "cdrs:release",
  input: decision,
  run: ({ viewer, input, now }) => releaseHeld(viewer, input.keys, input.reason, now),
});

export const discard = defineAction({
  permission: "cdrs:release",
  input: decision,
  run: ({ viewer, input, now }) => discardHeld(viewer, input.keys, input.reason, now),
});

export const accept = defineAction({
  permission: "cdrs:release",
  input: decision,
  run: ({ viewer, input, now }) => acceptConflicts(viewer, input.keys, input.reason, now),
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
