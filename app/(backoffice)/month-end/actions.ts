"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/access/define-action.server";
import { id, month, optionalId } from "@/lib/input/fields";
import { cancelRun as cancel } from "@/lib/settlement/run-close.server";
import { retryParked, startRun } from "@/lib/settlement/start-run.server";

const closing = z.object({ month, organizationId: optionalId });

export const draftReports = defineAction({
  permission: "settlement:draft",
  input: closing,
  run: async ({ viewer, input, now }) => {
    redirect(`/month-end/runs/${await startRun(viewer, "draft_reports", input, now)}`);
  },
});

export const issueReports = defineAction({
  permission: "settlement:issue",
  input: closing,
  run: async ({ viewer, input, now }) => {
    redirect(`/month-end/runs/${await startRun(viewer, "issue_reports", input, now)}`);
  },
});

export const cancelRun = defineAction({
  permission: "settlement:draft",
  input: z.object({ id }),
  run: async ({ viewer, input, now }) => {
    await cancel(viewer, input.id, now);
    refresh();
  },
});

export const retryRun = defineAction({
  permission: "settlement:issue",
  input: z.object({ id }),
  run: async ({ viewer, input, now }) => {
    redirect(`/month-end/runs/${await retryParked(viewer, input.id, now)}`);
  },
});
