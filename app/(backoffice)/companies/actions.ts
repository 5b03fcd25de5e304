"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/access/define-action.server";
import { archiveCompany, restoreCompany } from "@/lib/companies/archive-company.server";
import { companyInput } from "@/lib/companies/company-input";
import { createCompany } from "@/lib/companies/create-company.server";
import { editCompany } from "@/lib/companies/edit-company.server";
import { importCompanies, previewCompanies } from "@/lib/companies/import-companies.server";
import { id, version } from "@/lib/input/fields";

const csvInput = z.object({ csv: z.string().max(1_000_000) });

export const create = defineAction({
  permission: "companies:write",
  input: companyInput,
  run: async ({ viewer, input, now }) => redirect(`/companies/${await createCompany(viewer, input, now)}`),
});

export const edit = defineAction({
  permission: "companies:write",
  input: z.object({ id, version }).and(companyInput),
  run: async ({ viewer, input, now }) => {
    await editCompany(viewer, input, now);
    redirect(`/companies/${input.id}`);
  },
});

export const archive = defineAction({
  permission: "companies:write",
  input: z.object({ id, version }),
  run: async ({ viewer, input, now }) => {
    await archiveCompany(viewer, input, now);
    redirect(`/companies/${input.id}`);
  },
});

export const restore = defineAction({
  permission: "companies:write",
  input: z.object({ id, version }),
  run: async ({ viewer, input, now }) => {
    await restoreCompany(viewer, input, now);
    redirect(`/companies/${input.id}`);
  },
});

export const preview = defineAction({
  permission: "companies:write",
  input: csvInput,
  run: ({ input }) => previewCompanies(input.csv),
});

export const importFile = defineAction({
  permission: "companies:write",
  input: csvInput,
  run: ({ viewer, input, now }) => importCompanies(viewer, input.csv, now),
});
