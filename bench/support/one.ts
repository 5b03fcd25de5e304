/** One bench at one size in a process of its own, so that its memory and its compiled code are its own. */
import { BENCHES } from "./all";
import type { Context, Reading } from "./bench";

/** What the process is told, and what it answers. */
export type Order = { name: string; size: number; context: Omit<Context, "log"> };
export type Answer = { readings: Reading[] } | { problem: string };

async function carryOut({ name, size, context }: Order): Promise<Answer> {
  const bench = BENCHES.find((one) => one.name === name);
  if (!bench) return { problem: `there is no bench ${name}` };
  try {
    return { readings: await bench.run({ ...context, log: (line) => console.error(line) }, size) };
  } catch (error) {
    return { problem: String((error as Error).stack ?? error) };
  }
}

process.once("message", async (order: Order) => {
  const answer = await carryOut(order);
  process.send!(answer, () => process.exit(0));
});
