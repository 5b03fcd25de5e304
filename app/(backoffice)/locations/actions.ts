"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/access/define-action.server";
import { planChange } from "@/lib/changes/plan-change.server";
import { id, version } from "@/lib/input/fields";
import { nested } from "@/lib/input/nested";
import { createLocation } from "@/lib/locations/create-location.server";
import { createUnknownEvses } from "@/lib/locations/create-unknown-evses.server";
import { editLocation } from "@/lib/locations/edit-location.server";
import { importLocations, previewLocations } from "@/lib/locations/import-locations.server";
import { evseInput, locationInput, unknownEvsesInput } from "@/lib/locations/location-input";
import { assignOwnerInput, correctOwnerInput, removeOwnerInput } from "@/lib/locations/owner-input";
import { createEvse, editEvse } from "@/lib/locations/save-evse.server";

const csvInput = z.object({ csv: z.string().max(1_000_000) });

export const create = defineAction({
  permission: "locations:write",
  input: locationInput,
  run: async ({ viewer, input, now }) => redirect(`/locations/${await createLocation(viewer, input, now)}`),
});

export const edit = defineAction({
  permission: "locations:write",
  input: locationInput.extend({ id, version }),
  run: async ({ viewer, input, now }) => {
    await editLocation(viewer, input, now);
    redirect(`/locations/${input.id}`);
  },
});

export const addEvse = defineAction({
  permission: "locations:write",
  input: z.preprocess(nested, evseInput.extend({ locationId: id })),
  run: async ({ viewer, input, now }) => {
    await createEvse(viewer, input, now);
    redirect(`/locations/${input.locationId}`);
  },
});

export const changeEvse = defineAction({
  permission: "locations:write",
  input: z.preprocess(nested, evseInput.extend({ id, locationId: id })),
  run: async ({ viewer, input: { locationId, ...evse }, now }) => {
    await editEvse(viewer, evse, now);
    redirect(`/locations/${locationId}`);
  },
});

export const assign = defineAction({
  permission: "locations:write",
  input: assignOwnerInput,
  run: async ({ viewer, input, now }) => {
    const { previewId } = await planChange(viewer, "owner_assignment", input, now);
    if (previewId !== null) redirect(`/recalculations/${previewId}`);
    refresh();
  },
});

export const remove = defineAction({
  permission: "locations:write",
  input: removeOwnerInput,
  run: async ({ viewer, input, now }) => {
    const { previewId } = await planChange(viewer, "owner_removal", input, now);
    if (previewId !== null) redirect(`/recalculations/${previewId}`);
    refresh();
  },
});

export const correct = defineAction({
  permission: "locations:write",
  input: correctOwnerInput,
  run: async ({ viewer, input, now }) => {
    const { previewId } = await planChange(viewer, "owner_correction", input, now);
    if (previewId !== null) redirect(`/recalculations/${previewId}`);
    refresh();
  },
});

export const preview = defineAction({
  permission: "locations:write",
  input: csvInput,
  run: ({ input }) => previewLocations(input.csv),
});

export const importFile = defineAction({
  permission: "locations:write",
  input: csvInput,
  run: ({ viewer, input, now }) => importLocations(viewer, input.csv, now),
});

export const createUnknown = defineAction({
  permission: "locations:write",
  input: unknownEvsesInput,
  run: async ({ viewer, input: { uids, ...defaults }, now }) => {
    await createUnknownEvses(viewer, uids, defaults, now);
    redirect("/locations");
  },
});
