/** Database constraints that a person can run into, said as what they mean. */
import type { UserError } from "./user-error";

/**
 * Runs, and turns the violation of a named constraint into its error. The transaction must be inside `run`: after a
 * violation PostgreSQL accepts nothing more in it.
 */
export async function translateConstraints<T>(
  errors: Readonly<Record<string, () => UserError>>,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const constraint = constraintOf(error);
    const translate = constraint === undefined ? undefined : errors[constraint];
    throw translate ? translate() : error;
  }
}

/** The violated constraint under the wrapping of Drizzle, if there is one. */
function constraintOf(error: unknown): string | undefined {
  const cause = (error as { cause?: unknown })?.cause ?? error;
  const name = (cause as { constraint_name?: unknown })?.constraint_name;
  return typeof name === "string" ? name : undefined;
}
