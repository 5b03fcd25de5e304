import { expect, it } from "vitest";
import { asStaff } from "@/db/client";
import { salesTariffsOf } from "@/db/queries/sales-tariffs";
import { knownUids } from "@/db/queries/tokens";
import { auditEvents, tokens } from "@/db/schema";
import { createTariff } from "@/lib/tariffs/create-tariff.server";
import { newTariffInput } from "@/lib/tariffs/tariff-input";
import { testDatabase } from "@/scripts/testing/database";
import { givenCompany, NOW, staff } from "@/scripts/testing/master-data";
import { importTokens, previewTokens } from "./import-tokens.server";

await testDatabase();
const admin = staff();

const csv = [
  "UID;Contract id;Type;Issuer;Sales tariff;Label",
  "A1;DE-ABC-C1;;p-fleet;fleet card;Van 1",
  "A2;;APP_USER;Fleet;;",
  "A1;;;;;twice",
  "A3;;;Nobody;;",
  "A4;;;Twin;;",
  "A5;;;;No such tariff;",
  "A6;;BADGE;;;",
].join("\n");

it("[B34] brings tokens in with their issuer and EMP sales tariff, and names what is wrong with the rest", async () => {
  const fleet = await givenCompany({ name: "Fleet", externalReference: "P-FLEET" });
  await givenCompany({ name: "Twin" });
  await givenCompany({ name: "twin" });
  const sales = JSON.stringify({ currency: "EUR", elements: [{ price_components: [{ type: "ENERGY", price: 0.3 }] }] });
  const tariff = { name: "Fleet card", kind: "emp_sales", validFrom: "2026-02-01", json: sales };
  await createTariff(admin, newTariffInput.parse(tariff), NOW);

  const preview = await previewTokens(csv);
  expect(preview).toMatchObject({ rows: 7, good: 2, imported: false });
  expect(await asStaff((tx) => knownUids(tx, ["A1", "A2"]))).toEqual(new Set());
  const report = await importTokens(admin, csv, NOW);
  expect(report.problems.map(({ line, column, code }) => `${line} ${column} ${code}`)).toEqual([
    "4 uid tokens.uidTaken",
    "5 issuer tokens.issuerNotFound",
    "6 issuer tokens.issuerAmbiguous",
    "7 sales_tariff tokens.salesTariffNotFound",
    "8 type invalid",
  ]);

  const rows = await asStaff((tx) => tx.select().from(tokens).orderBy(tokens.uid));
  expect(rows.map(({ uid, type, issuerId, label }) => [uid, type, issuerId, label])).toEqual([
    ["A1", "RFID", fleet, "Van 1"],
    ["A2", "APP_USER", fleet, null],
  ]);
  const holders = rows.map(({ id }) => ({ tokenId: id, companyId: null }));
  expect(await asStaff((tx) => salesTariffsOf(tx, holders))).toMatchObject([
    { tokenId: rows[0]!.id, tariffName: "Fleet card", days: { from: "2026-02-01", until: null } },
  ]);
  const events = await asStaff((tx) => tx.select().from(auditEvents));
  expect(events.filter((event) => event.verb === "imported").map((event) => event.label)).toEqual(["A1", "A2"]);

  expect(await importTokens(admin, csv, NOW)).toMatchObject({ good: 0 });
});
