/** The signal that the books have moved, as the database's triggers give it. */
import { ownerClient } from "@/db/client";

const CHANNEL = "books";
/** Says nothing but that the connection hears; other processes hear it too and ignore it. */
const CHECK = "check";

/** A connection that listens. */
export type Listening = {
  /** Asks itself for an answer; false when the one asked for before never came. */
  check: () => Promise<boolean>;
  stop: () => Promise<void>;
};

/**
 * Calls `moved` after every transaction that changed records, CDRs, periods or held rows, and whenever the connection
 * was opened (again): something may have happened before. The driver opens a lost connection again, but only once; so
 * whoever listens for long asks `check` now and then.
 */
export async function listenToBooks(moved: () => void): Promise<Listening> {
  const client = ownerClient();
  let hasHeard = true;
  const { unlisten } = await client.listen(
    CHANNEL,
    (payload) => {
      if (payload === CHECK) hasHeard = true;
      else moved();
    },
    moved,
  );
  return {
    check: async () => {
      const answer = hasHeard;
      hasHeard = false;
      await client.notify(CHANNEL, CHECK);
      return answer;
    },
    stop: unlisten,
  };
}
