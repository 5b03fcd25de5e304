/** Every bench in a small form: that it runs and gives figures. How fast is for `npm run bench` to say. */
import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/scripts/testing/database";
import { BENCHES } from "./support/all";
import type { Context, Reading, Scale, Size } from "./support/bench";
import { generate } from "./support/database";
import { figuresOf, tableOf } from "./support/figures";

/** Reports and sessions that need no database. */
const FEW = 30;
/** Far beyond what it takes, also on a machine that does other things. */
const PATIENCE_MS = 180_000;

const databaseUrl = await testDatabase();
const scale: Scale = { cdrs: 400, history: 1_200 };
const context: Context = { scale, databaseUrl, log: () => undefined };

beforeAll(() => generate(scale, context.log), PATIENCE_MS);

describe.each(BENCHES)("the bench $name", (bench) => {
  it("measures us and the floor at each of its sizes", { timeout: PATIENCE_MS }, async () => {
    const runs: { size: Size; readings: Reading[] }[] = [];
    for (const size of bench.sizes(scale)) {
      const small = bench.needs === "database" ? size.size : Math.min(size.size, FEW);
      runs.push({ size, readings: await bench.run(context, small) });
    }
    const figures = figuresOf(bench.name, runs);
    expect(figures.length).toBeGreaterThan(1);
    expect(figures.every((figure) => figure.ours_ms > 0 && figure.floor_ms > 0)).toBe(true);
    expect(figures.every((figure) => (figure.ratio === null) === (figure.aim === null))).toBe(true);
    expect(tableOf(figures)).toContain(bench.name);
  });
});
