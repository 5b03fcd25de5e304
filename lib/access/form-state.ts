/**
 * What a server action answers to a form (the state of `useActionState`). `fields` maps a field's name to the
 * message under it; `message` stands above the form and names what is wrong and how to mend it; `value` is what the
 * action returned.
 */
export type FormState =
  | { status: "idle" }
  | { status: "done"; message?: string; value?: unknown }
  | { status: "failed"; message?: string; fields?: Readonly<Record<string, string>> };

/** The state before the first submission. */
export const idle: FormState = { status: "idle" };

/** An action as forms call it. */
export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>;
