/**
 * What a person can cause and mend: a code with the values its sentence needs. `area.name` has its words at
 * `<area>.errors.<name>` in `messages/<locale>/<area>.json`; a code without a dot at `common.errors.<name>`.
 */

/** What goes into a message: words and numbers that are already formatted for people. */
export type ErrorParams = Readonly<Record<string, string | number>>;

export type UserErrorDetail = {
  /** The input field that is wrong, as the form names it. */
  field?: string;
  params?: ErrorParams;
};

/** Thrown by use cases; `defineAction` turns it into a value, pages and handlers into a message. */
export class UserError extends Error {
  override name = "UserError";
  readonly code: string;
  readonly field: string | undefined;
  readonly params: ErrorParams;

  constructor(code: string, detail: UserErrorDetail = {}) {
    super(detail.field ? `${code} (${detail.field})` : code);
    this.code = code;
    this.field = detail.field;
    this.params = detail.params ?? {};
  }
}

/** The message key of an error code: `access.lastAdmin` → `access.errors.lastAdmin`, `required` → `common.errors.required`. */
export function messageKeyOf(code: string): string {
  const dot = code.indexOf(".");
  if (dot < 0) return `common.errors.${code}`;
  return `${code.slice(0, dot)}.errors.${code.slice(dot + 1)}`;
}
