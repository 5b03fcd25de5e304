"use server";

import { refresh as refreshPage } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/access/define-action.server";
import { requestReportPdf } from "@/lib/documents/request-report-pdf.server";
import { id } from "@/lib/input/fields";
import { discardDraft, draftReport } from "@/lib/settlement/draft-report.server";
import { issueReport } from "@/lib/settlement/issue-report.server";
import { findReportKey } from "@/lib/settlement/report-key.server";
import { createShare } from "@/lib/sharing/create-share.server";
import { newShareInput, shareIdInput } from "@/lib/sharing/inputs";
import { revokeShare } from "@/lib/sharing/revoke-share.server";

const report = z.object({ partnerId: id, reportId: id });

export const refresh = defineAction({
  permission: "settlement:draft",
  input: report,
  run: async ({ viewer, input, now }) => {
    await draftReport(viewer, await findReportKey(viewer, input), now);
    refreshPage();
  },
});

export const issue = defineAction({
  permission: "settlement:issue",
  input: report,
  run: async ({ viewer, input, now }) => {
    await issueReport(viewer, await findReportKey(viewer, input), now);
    refreshPage();
  },
});

export const discard = defineAction({
  permission: "settlement:draft",
  input: report,
  run: async ({ viewer, input, now }) => {
    const key = await findReportKey(viewer, input);
    await discardDraft(viewer, key, now);
    redirect(`/month-end?month=${key.month}`);
  },
});

export const preparePdf = defineAction({
  permission: "settlement:read",
  input: report,
  run: ({ viewer, input }) => requestReportPdf(viewer, input),
});

export const share = defineAction({
  permission: "shares:write",
  input: newShareInput,
  run: async ({ viewer, input, now }) => {
    const share = await createShare(viewer, input, now);
    refreshPage();
    return share;
  },
});

export const revoke = defineAction({
  permission: "shares:write",
  input: shareIdInput,
  run: async ({ viewer, input, now }) => {
    await revokeShare(viewer, input.shareId, now);
    refreshPage();
  },
});
