"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { findImport } from "@/db/queries/imports";
import { defineAction } from "@/lib/access/define-action.server";
import { readAs } from "@/lib/access/read.server";
import { columnMapping, payerDefault } from "@/lib/cdrs/csv-mapping";
import { editSource } from "@/lib/cdrs/edit-source.server";
import { previewCsv, readSample } from "@/lib/cdrs/preview-file.server";
import { queueImport, resumeImport } from "@/lib/cdrs/queue-import.server";
import { UserError } from "@/lib/errors/user-error";
import { country, id, timeZone } from "@/lib/input/fields";
import { createUnknownEvses } from "@/lib/locations/create-unknown-evses.server";
import { sourceForm } from "./source-values";

const MOST_EVSES = 5_000;

/** The first rows of the file as this mapping reads them; nothing is kept. */
export const previewMapping = defineAction({
  permission: "cdrs:import",
  input: z.object({ importId: id, mapping: columnMapping }),
  run: ({ viewer, input }) =>
    readAs(viewer, async (tx) => {
      const found = await findImport(tx, input.importId);
      if (!found) throw new UserError("imports.gone");
      return previewCsv(await readSample(tx, found), input.mapping, found.rules);
    }),
});

export const startImport = defineAction({
  permission: "cdrs:import",
  input: z.object({ importId: id, mapping: z.union([columnMapping, payerDefault]) }),
  run: ({ viewer, input, now }) => queueImport(viewer, input, now),
});

export const resume = defineAction({
  permission: "cdrs:import",
  input: z.object({ importId: id }),
  run: ({ viewer, input, now }) => resumeImport(viewer, input.importId, now),
});

export const createEvses = defineAction({
  permission: "locations:write",
  input: z.object({
    uids: z.union([z.literal("all"), z.array(z.string().min(1).max(200)).min(1).max(MOST_EVSES)]),
    country,
    timeZone,
    currents: z.record(z.string(), z.enum(["AC", "DC"])),
  }),
  run: ({ viewer, input, now }) => createUnknownEvses(viewer, input.uids, input, now),
});

export const saveSource = defineAction({
  permission: "cdrs:import",
  input: sourceForm,
  run: async ({ viewer, input, now }) => {
    await editSource(viewer, input, now);
    redirect("/imports/sources");
  },
});
