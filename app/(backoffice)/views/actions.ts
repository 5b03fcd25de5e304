"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/access/define-action.server";
import { id } from "@/lib/input/fields";
import { changeView } from "@/lib/views/change-view.server";
import { deleteView } from "@/lib/views/delete-view.server";
import { saveView } from "@/lib/views/save-view.server";
import { newViewInput, viewChangeInput, viewQueryInput } from "@/lib/views/view-input";

export const save = defineAction({
  permission: "views:write",
  input: newViewInput,
  run: ({ viewer, input, now }) => saveView(viewer, input, now),
});

export const update = defineAction({
  permission: "views:write",
  input: viewQueryInput,
  run: async ({ viewer, input: { id, query }, now }) => {
    await changeView(viewer, id, { query }, now);
    refresh();
  },
});

export const rename = defineAction({
  permission: "views:write",
  input: viewChangeInput,
  run: async ({ viewer, input: { id, ...change }, now }) => {
    await changeView(viewer, id, change, now);
    refresh();
  },
});

export const remove = defineAction({
  permission: "views:write",
  input: z.object({ id }),
  run: async ({ viewer, input, now }) => {
    await deleteView(viewer, input.id, now);
    refresh();
  },
});
