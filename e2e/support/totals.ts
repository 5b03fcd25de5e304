import type { Page } from "@playwright/test";

/** The figures of a list's totals as they stand there ("1,234.50 GBP"), one row per currency, in their order. */
export async function totalsOf(page: Page): Promise<string[][]> {
  const strip = page.getByRole("region", { name: /^(Totals|Summen) / });
  await strip.first().waitFor();
  const rows = await strip.locator("dl").all();
  const figures = await Promise.all(
    rows.map(async (row) => (await row.locator("dd").allInnerTexts()).map(plainSpaces)),
  );
  return figures.sort((a, b) => currencyOf(a).localeCompare(currencyOf(b)));
}

/** Figures hold narrow and unbreakable spaces; between figure and currency there is only a margin. */
function plainSpaces(text: string): string {
  return text
    .replace(/(\d)\s*([A-Z]{3})$/, "$1 $2")
    .replace(/\s+/g, " ")
    .trim();
}

const currencyOf = ([first = ""]: readonly string[]) => first.slice(-3);
