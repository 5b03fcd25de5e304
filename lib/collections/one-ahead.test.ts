import { describe, expect, it } from "vitest";
import { oneAhead } from "./one-ahead";

/** A source that writes down what it is asked for, and whether it was ended. */
function noting(log: string[], failAt = Number.POSITIVE_INFINITY): AsyncGenerator<number, void, undefined> {
  return (async function* () {
    try {
      for (let n = 1; n <= 4; n++) {
        if (n === failAt) throw new Error(`no ${n}`);
        log.push(`made ${n}`);
        yield n;
      }
    } finally {
      log.push("ended");
    }
  })();
}

async function used(log: string[], source: AsyncGenerator<number, void, undefined>, until = 4): Promise<void> {
  for await (const n of oneAhead(source)) {
    await Promise.resolve();
    log.push(`used ${n}`);
    if (n === until) return;
  }
}

describe("oneAhead", () => {
  it("asks for the next value before the one before is used, and for no further one", async () => {
    const log: string[] = [];
    await used(log, noting(log));
    expect(log.filter((entry) => entry !== "ended")).toEqual([
      "made 1",
      "made 2",
      "used 1",
      "made 3",
      "used 2",
      "made 4",
      "used 3",
      "used 4",
    ]);
  });

  it("throws the source's error behind the values before it", async () => {
    const log: string[] = [];
    await expect(used(log, noting(log, 3))).rejects.toThrow("no 3");
    expect(log).toContain("used 2");
  });

  it("ends the source when its reader stops early", async () => {
    const log: string[] = [];
    await used(log, noting(log), 1);
    expect(log).toEqual(["made 1", "made 2", "used 1", "ended"]);
  });
});
