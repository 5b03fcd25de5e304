import { expect, type Page } from "@playwright/test";

/** Long enough for the worker to come to it behind the reports of the demo. */
const PDF_WITHIN_MILLISECONDS = 120_000;

/** Opens a report as staff and has its PDF made if there is none yet. Afterwards the download is there. */
export async function ensurePdf(staff: Page, path: string): Promise<void> {
  await staff.goto(path);
  const prepare = staff.getByRole("button", { name: "Prepare PDF" });
  const download = staff.getByRole("link", { name: "PDF" });
  await expect(prepare.or(download).first()).toBeVisible({ timeout: PDF_WITHIN_MILLISECONDS });
  if (await prepare.isVisible()) await prepare.click();
  await expect(download).toBeVisible({ timeout: PDF_WITHIN_MILLISECONDS });
}
