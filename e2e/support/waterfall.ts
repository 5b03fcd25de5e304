import type { Page } from "@playwright/test";
import { parseDecimalExact } from "../../lib/money/amount";

/** A step as it stands on the page; `isState`: it says what there is, in bold, and changes nothing. */
export type ShownStep = { label: string; amount: bigint; isState: boolean };

/** The steps of the waterfall on an English page. */
export async function waterfallOf(page: Page): Promise<ShownStep[]> {
  const rows = page.getByRole("table", { name: "How the amount comes about, step by step" }).locator("tbody tr");
  await rows.first().waitFor();
  const texts = await rows.evaluateAll((all) =>
    all.map((row) => {
      const label = row.querySelector("th")!;
      return {
        label: label.textContent,
        amount: row.querySelector("td")!.textContent,
        isState: Number(getComputedStyle(label).fontWeight) >= 600,
      };
    }),
  );
  return texts.map(({ amount, ...step }) => ({ ...step, amount: shownAmount(amount) }));
}

/** "−1,234.50 GBP" → −12345000n */
function shownAmount(text: string): bigint {
  const digits = text.replace("\u2212", "-").replace(/[^\d.-]/g, "");
  return parseDecimalExact(digits);
}
