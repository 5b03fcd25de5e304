import { describe, expect, it } from "vitest";
import type { NonRated, Rated } from "@/lib/rating/types";
import { addSession, averageOf, BANDS, emptyComparison } from "./compare-tariffs";

/** Net cents; 20 % VAT unless it is unknown. */
function priced(cents: number, knowsVat = true): Rated {
  const revenue = BigInt(cents) * 100n;
  const vat = knowsVat ? revenue / 5n : null;
  const gross = vat === null ? null : revenue + vat;
  return { kind: "rated", currency: "EUR", components: [], revenue, vat, gross, trace: [] };
}
const unknown: NonRated = { kind: "non_rated", reason: "power_unknown" };

function compare(...prices: [Rated | NonRated, Rated | NonRated][]) {
  const comparison = emptyComparison<number>();
  for (const [index, [first, second]] of prices.entries()) addSession(comparison, index, first, second);
  return comparison;
}

describe("comparing two tariffs", () => {
  it("adds up what each would bring, and counts who pays more or less", () => {
    const found = compare(
      [priced(100), priced(150)],
      [priced(400), priced(300)],
      [priced(200), priced(200)],
      [priced(50), priced(51)],
    );
    expect(found).toMatchObject({ counted: 4, dearer: 2, cheaper: 1, same: 1, left: 0 });
    // 1 + 4 + 2 + 0.50 = 7.50 against 1.50 + 3 + 2 + 0.51 = 7.01; gross is a fifth more
    expect(found.first).toEqual({ revenue: 75_000n, gross: 90_000n, lowest: 5_000n, highest: 40_000n });
    expect(found.second).toEqual({ revenue: 70_100n, gross: 84_120n, lowest: 5_100n, highest: 30_000n });
    expect(averageOf(found.second, found.counted)).toBe(17_525n);
  });

  it("counts only sessions that both can price, and says why the others are left out", () => {
    const found = compare([priced(100), unknown], [unknown, unknown], [priced(100), priced(90)]);
    expect(found).toMatchObject({ counted: 1, left: 2, cheaper: 1 });
    expect(found.first.revenue).toBe(10_000n);
    expect([...found.notRated.first, ...found.notRated.second]).toEqual([
      ["power_unknown", 1],
      ["power_unknown", 2],
    ]);
  });

  it("puts each change into one band, its upper end included", () => {
    const ends: [number, string][] = [
      [49, "below_50"],
      [50, "below_20"],
      [80, "below_10"],
      [95, "below_0"],
      [100, "same"],
      [105, "above_0"],
      [106, "above_5"],
      [150, "above_20"],
      [151, "above_50"],
    ];
    for (const [cents, band] of ends) {
      const { bands } = compare([priced(100), priced(cents)]);
      expect([cents, BANDS.filter((each) => bands[each] > 0)]).toEqual([cents, [band]]);
    }
    expect(compare([priced(0), priced(1)]).bands.from_zero).toBe(1);
  });

  it("keeps the ten largest rises and falls, largest first", () => {
    const rises = Array.from({ length: 15 }, (_, i): [Rated, Rated] => [priced(100), priced(101 + ((i * 7) % 15))]);
    const found = compare(...rises, [priced(100), priced(40)], [priced(100), priced(90)]);
    expect(found.rises.map((each) => each.second - each.first)).toEqual(
      [15, 14, 13, 12, 11, 10, 9, 8, 7, 6].map((cents) => BigInt(cents) * 100n),
    );
    expect(found.falls.map((each) => each.session)).toEqual([15, 16]);
  });

  it("does not make up a sum with VAT where any VAT is unknown", () => {
    const found = compare([priced(100), priced(100, false)], [priced(100), priced(100)]);
    expect([found.first.gross, found.second.gross]).toEqual([24_000n, null]);
    expect(averageOf(compare().first, 0)).toBeNull();
  });
});
