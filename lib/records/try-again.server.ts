import { asStaff, isTransient, type Tx } from "@/db/client";

/** The master data or a period changed between reading and locking: roll back, read again, retry. */
export class ReadTooEarly extends Error {
  override name = "ReadTooEarly";
}

const MOST_ATTEMPTS = 20;

/**
 * Runs a whole transaction again when what it had read was overtaken before it held its locks. Nothing of a failed
 * attempt is kept.
 */
export async function tryAgain<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const overtaken = error instanceof ReadTooEarly || isTransient(error);
      if (!overtaken || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** A transaction of the back office that is run again when another overtook it, or the two had locked each other out. */
export function asStaffAgain<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  return tryAgain(() => asStaff(run));
}
