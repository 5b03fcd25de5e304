"use server";

import { redirect } from "next/navigation";
import { defineAction } from "@/lib/access/define-action.server";
import { createOrganization } from "@/lib/companies/create-organization.server";
import { editOrganization } from "@/lib/companies/edit-organization.server";
import { organizationInput } from "@/lib/companies/organization-input";
import { id, version } from "@/lib/input/fields";

export const create = defineAction({
  permission: "organizations:write",
  input: organizationInput,
  run: async ({ viewer, input, now }) => redirect(`/organizations/${await createOrganization(viewer, input, now)}`),
});

export const edit = defineAction({
  permission: "organizations:write",
  input: organizationInput.extend({ id, version }),
  run: async ({ viewer, input, now }) => {
    await editOrganization(viewer, input, now);
    redirect(`/organizations/${input.id}`);
  },
});
