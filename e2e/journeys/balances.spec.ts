/** A partner pays ahead for its users. */
import { expect, test } from "../support/visitors";

test("[A16] a top-up raises the balance, is owed until it is paid, and is never written twice", async ({ pageAs }) => {
  const page = await pageAs("finance");
  await page.goto("/balances/new");
  const write = async () => {
    await page.getByLabel("Partner").selectOption({ label: "Auldbridge Civic Estates" });
    await page.getByLabel("Amount").fill("250.00");
    await page.getByLabel("Reference").fill("PO 4711");
    await page.getByLabel("For whom").fill("Pool cars");
    await page.getByRole("button", { name: "Write top-up" }).click();
  };
  await write();
  await expect(page).toHaveURL(/\/balances\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("row", { name: /Top-up for Pool cars PO 4711 250\.00\s?[A-Z]{3}/ })).toBeVisible();
  const balance = page.url();

  await page.goto("/balances/new");
  await write();
  await expect(page.getByText("The partner has a top-up with this reference already.")).toBeVisible();

  await page.goto(balance);
  await page.getByRole("button", { name: "Mark as paid" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Mark as paid" }).click();
  await expect(page.getByRole("row", { name: /Top-up for Pool cars Paid PO 4711/ })).toBeVisible();
  await page.goto("/expenses?origin=top_up");
  await expect(page.getByRole("row", { name: /Auldbridge.*250\.00\s?[A-Z]{3}/ }).first()).toBeVisible();
  await expect(page.getByRole("row", { name: /Auldbridge.*[-−]250\.00\s?[A-Z]{3}/ })).toBeVisible();
});
