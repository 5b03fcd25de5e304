/** What is wrong with an action's input, as values: code, field and the values of the sentence. */
import type { z } from "zod";
import type { ErrorParams, UserError } from "@/lib/errors/user-error";

export type ActionError = { code: string; field?: string; params: ErrorParams };

export type ActionResult<Value> = { ok: true; value: Value } | { ok: false; error: ActionError };

/** The value form of a `UserError`. */
export function errorOf(error: UserError): ActionError {
  return { code: error.code, params: error.params, ...(error.field !== undefined && { field: error.field }) };
}

/** One error per wrong field. A schema's own message that is a code (`access.passwordTooShort`) is kept as the code. */
export function inputErrors(error: z.core.$ZodError): ActionError[] {
  const errors = new Map<string, ActionError>();
  for (const issue of error.issues) {
    const field = issue.path.join(".");
    if (!errors.has(field))
      errors.set(field, { code: codeOf(issue), params: limitsOf(issue), ...(field && { field }) });
  }
  return [...errors.values()];
}

const CODE = /^[a-z][a-zA-Z]*(\.[a-z][a-zA-Z]*)+$/;

function codeOf(issue: z.core.$ZodIssue): string {
  if (CODE.test(issue.message)) return issue.message;
  if (issue.code === "too_small" && issue.origin === "string" && Number(issue.minimum) === 1) return "required";
  if (issue.code === "invalid_type" && issue.input === undefined && /undefined/.test(issue.message)) return "required";
  return "invalid";
}

function limitsOf(issue: z.core.$ZodIssue): ErrorParams {
  if (issue.code === "too_small") return { minimum: String(issue.minimum) };
  if (issue.code === "too_big") return { maximum: String(issue.maximum) };
  return {};
}
