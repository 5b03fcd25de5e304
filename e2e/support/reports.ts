import { expect, type Page } from "@playwright/test";

/** Opens a report as staff and has its PDF made if there is none yet. Afterwards the download is there. */
export async function ensurePdf(staff: Page, path: string): Promise<void> {
  await staff.goto(path);
  const prepare = staff.getByRole("button", { name: "Prepare PDF" });
  const download = staff.getByRole("link", { name: "PDF" });
  await expect(prepare.or(download).first()).toBeVisible();
  if (await prepare.isVisible()) await prepare.click();
  await expect(download).toBeVisible({ timeout: 30_000 });
}
