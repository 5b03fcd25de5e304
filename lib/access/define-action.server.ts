/**
 * Server actions: `export const renameTariff = defineAction({ permission, input, run })` in an `actions.ts` that
 * starts with "use server". The viewer is read and checked, the input parsed, what a person can mend comes back as
 * a value, and a bug is logged and hidden. That the request comes from our own pages (Origin) is checked by Next.
 */
import { unstable_rethrow } from "next/navigation";
import { getTranslations } from "next-intl/server";
import pino from "pino";
import type { z } from "zod";
import type { Instant } from "@/lib/calendar/calendar";
import { messageKeyOf, UserError } from "@/lib/errors/user-error";
import { type ActionError, type ActionResult, errorOf, inputErrors } from "./action-error";
import type { FormState } from "./form-state";
import { formValues } from "./form-values";
import { isAllowed, type Permission } from "./permissions";
import { currentViewer, type Viewer } from "./viewer.server";

export type { ActionResult } from "./action-error";

/**
 * Called with an input it answers with a result; as the action of a form with `useActionState` with the form's
 * state; as the action of a bare form with nothing.
 */
export type ServerAction<Input, Value> = {
  (input: Input): Promise<ActionResult<Value>>;
  (previous: FormState, form: FormData): Promise<FormState>;
  (form: FormData): Promise<void>;
};

/** Who may call an action: roles by their permission, or everybody, for a reason. */
export type Guard = { permission: Permission } | { publicBecause: string };

type Definition<Schema extends z.ZodType, Call, Value> = {
  /** Ids and the change, never an amount, an owner or a status. */
  input: Schema;
  run: (call: { input: z.output<Schema>; now: Instant } & Call) => Promise<Value>;
};
type GuardedDefinition<Schema extends z.ZodType, Value> = { permission: Permission } & Definition<
  Schema,
  { viewer: Viewer },
  Value
>;
/** Sign-in itself, one-time links, the password of a shared link: what someone without a session does. */
type PublicDefinition<Schema extends z.ZodType, Value> = { publicBecause: string } & Definition<Schema, object, Value>;

const log = pino({ name: "web", level: process.env.LOG_LEVEL ?? "info" });
const guards = new WeakMap<object, Guard>();

/** A server action of whoever has the permission, or of everybody. */
export function defineAction<Schema extends z.ZodType, Value>(
  definition: GuardedDefinition<Schema, Value>,
): ServerAction<z.input<Schema>, Value>;
export function defineAction<Schema extends z.ZodType, Value>(
  definition: PublicDefinition<Schema, Value>,
): ServerAction<z.input<Schema>, Value>;
export function defineAction<Schema extends z.ZodType, Value>(
  definition: GuardedDefinition<Schema, Value> | PublicDefinition<Schema, Value>,
): ServerAction<z.input<Schema>, Value> {
  const action = actionOf<z.input<Schema>, Value>(async (given) => {
    const now = Date.now();
    if ("publicBecause" in definition) return definition.run({ input: parseInput(definition.input, given), now });
    const viewer = await permittedViewer(definition.permission);
    return definition.run({ viewer, input: parseInput(definition.input, given), now });
  });
  guards.set(
    action,
    "permission" in definition ? { permission: definition.permission } : { publicBecause: definition.publicBecause },
  );
  return action;
}

/** How an exported function is guarded; undefined when it was not made here. For the test that enumerates actions. */
export function guardOf(action: object): Guard | undefined {
  return guards.get(action);
}

async function permittedViewer(permission: Permission): Promise<Viewer> {
  const viewer = await currentViewer();
  if (!viewer) throw new UserError("access.signedOut");
  if (!isAllowed(viewer.role, permission)) throw new UserError("access.forbidden", { params: { permission } });
  return viewer;
}

function actionOf<Input, Value>(run: (given: unknown) => Promise<Value>): ServerAction<Input, Value> {
  async function action(first: unknown, form?: FormData): Promise<ActionResult<Value> | FormState> {
    const sent = form ?? first;
    const outcome = await attempt(() => run(sent instanceof FormData ? formValues(sent) : sent));
    if (form) return outcome.ok ? { status: "done", value: outcome.value } : failedState(outcome.errors);
    return outcome.ok ? outcome : { ok: false, error: outcome.errors[0]! };
  }
  return action as ServerAction<Input, Value>;
}

type Outcome<Value> = { ok: true; value: Value } | { ok: false; errors: ActionError[] };

async function attempt<Value>(run: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof UserError) return { ok: false, errors: [errorOf(error)] };
    if (error instanceof InputError) return { ok: false, errors: error.errors };
    log.error({ err: error }, "an action failed");
    return { ok: false, errors: [{ code: "access.bug", params: {} }] };
  }
}

/** The input does not fit the schema; a ZodError from anywhere else is a bug. */
class InputError extends Error {
  constructor(readonly errors: ActionError[]) {
    super("invalid input");
  }
}

function parseInput<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new InputError(inputErrors(parsed.error));
  return parsed.data;
}

async function failedState(errors: readonly ActionError[]): Promise<FormState> {
  const t = await getTranslations();
  const words = (error: ActionError) => t(messageKeyOf(error.code) as "common.errors.invalid", error.params as never);
  const general = errors.find((error) => error.field === undefined);
  const fields = errors.flatMap((error) => (error.field === undefined ? [] : [[error.field, words(error)]]));
  return {
    status: "failed",
    ...(general && { message: words(general) }),
    ...(fields.length > 0 && { fields: Object.fromEntries(fields) }),
  };
}
