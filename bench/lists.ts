/**
 * Lists: what the product reads for the first, a middle and the last page of each list with the sums above it, without
 * and with filters. The floor is the bare SQL of the same page and sums. Readings are 95th percentiles.
 */
import { asStaff, ownerClient } from "@/db/client";
import type { Bench, Reading, Scale } from "./support/bench";
import { type Asked, type Cursor, eachList, LIMIT, type List } from "./support/lists";
import { noteOf, type Pair, pairedPercentiles, roundsOf } from "./support/percentiles";
import { peakMegabytes } from "./support/timing";

const AIM = "≤ floor + 5 ms";
const NEWEST: Cursor = { after: null, before: null };
const MIDDLE_OF_HISTORY = "2025-08-01T00:00:00Z";

export const bench: Bench = {
  name: "lists",
  needs: "database",
  sizes: ({ history }) => [{ size: history, aim: AIM }],
  async run({ scale }) {
    const readings: Reading[] = [];
    await eachList(async (list) => {
      for (const asked of list.asked) readings.push(await measure(list, asked, scale));
    });
    return readings;
  },
};

async function measure<Filters>(list: List<Filters>, asked: Asked<Filters>, scale: Scale): Promise<Reading> {
  const owner = ownerClient();
  const pairs = (await pagesOf(list)).map(
    ({ cursor, beyond, direction }): Pair => ({
      ours: () =>
        asStaff(async (tx) => [await list.page(tx, asked.filters, cursor), await list.sums(tx, asked.filters)]),
      floor: async () => {
        await owner.unsafe(`select * from ${asked.from ?? list.from} t where ${asked.where} and ${beyond}
          order by ${list.order.map((column) => `t.${column} ${direction}`).join(", ")} limit ${LIMIT + 1}`);
        await owner.unsafe(asked.sums);
      },
    }),
  );
  const found = await pairedPercentiles(pairs, roundsOf(scale));
  return {
    case: `${list.name}, ${asked.name}`,
    oursMs: found.ours.p95,
    floorMs: found.floor.p95,
    peakMb: peakMegabytes(),
    note: noteOf(found),
  };
}

type PageOfList = { cursor: Cursor; beyond: string; direction: "asc" | "desc" };

/** The first, a middle and the last page. The last is read backwards from before the oldest row's successor. */
async function pagesOf<Filters>(list: List<Filters>): Promise<PageOfList[]> {
  const middle = await placeIn(list, `${list.order[0]} <= '${MIDDLE_OF_HISTORY}'`, "desc");
  const oldest = await placeIn(list, "true", "asc");
  return [
    { cursor: NEWEST, beyond: "true", direction: "desc" },
    ...(middle
      ? [{ cursor: { after: middle.cursor, before: null }, beyond: middle.below, direction: "desc" as const }]
      : []),
    ...(oldest
      ? [{ cursor: { after: null, before: oldest.cursor }, beyond: oldest.above, direction: "asc" as const }]
      : []),
  ];
}

/** The first row in an order as a cursor, and as the condition of what lies beyond it on either side. */
async function placeIn<Filters>({ from, order, cursorOf }: List<Filters>, where: string, direction: "asc" | "desc") {
  const [row] = await ownerClient().unsafe(`
    select ${order[0]}::text as at, ${order.at(-1)} as id, source_id as "sourceId", (${order.join(", ")})::text as place,
      concat_ws(''', ''', ${order.join(", ")}) as place_values
    from ${from} where ${where} order by ${order.map((column) => `${column} ${direction}`).join(", ")} limit 1`);
  if (!row) return null;
  const beyond = (sign: string) =>
    `(${order.map((column) => `t.${column}`).join(", ")}) ${sign} ('${row.place_values}')`;
  return { cursor: cursorOf(row as unknown as { at: string; id: string }), below: beyond("<"), above: beyond(">") };
}
