import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import { recalculate } from "@/lib/records/recalculate.server";
import { testDatabase } from "@/scripts/testing/database";
import { staff } from "@/scripts/testing/master-data";
import {
  createCompany,
  createContract,
  createEvse,
  createOrganization,
  createSource,
  createTariff,
  importText,
} from "@/scripts/testing/world";
import { DUNDEE_MAPPING } from "./fixtures/dundee-mapping";
import { setPayer } from "./set-payer.server";

await testDatabase();

const viewer = staff("finance");
const mapping = {
  ...DUNDEE_MAPPING,
  columns: { ...DUNDEE_MAPPING.columns, tokenUid: "User ID" },
  payerDefault: { kind: "unknown" as const },
};
const header =
  "Charging event,User ID,CP ID,Connector,Start Date,Start Time,End Date,End Time,Total kWh,Cost,Site,Group,Model";
const line = (id: string, token: string) =>
  `${id},${token},50911,1,01/05/2018,10:00,01/05/2018,11:00,10,0,Site,Group,AC`;

let sourceId: string;
let empId: string;
let evseId: string;
beforeAll(async () => {
  const organization = await createOrganization();
  const partnerId = await createCompany({ name: "Host" });
  empId = await createCompany({ name: "EMP", isEmp: true, roaming: "bilateral" });
  const evse = await createEvse({ uid: "50911", ownerId: partnerId });
  evseId = evse.id;
  await createTariff(evse.connectorIds);
  await createContract(partnerId, organization.id);
  sourceId = await createSource({ format: "csv", mapping });
  await importText(sourceId, [header, line("1", "A"), line("2", "A"), line("3", "B")].join("\n"), mapping);
});

const payers = async () =>
  Object.fromEntries(
    [
      ...(await asOwner((tx) =>
        tx.execute<{ id: string; payer: string }>(sql`select cdr_id as id, payer from cdrs order by 1`),
      )),
    ].map(({ id, payer }) => [id, payer]),
  );

it("sets the payer of all sessions with a token, which join the EMP's open billing group", async () => {
  expect(await payers()).toEqual({ 1: "unknown", 2: "unknown", 3: "unknown" });
  const payer = { payer: "roaming" as const, companyId: empId };
  const key = { sourceId, cdrId: "1" };
  expect(await setPayer(viewer, { key, sameToken: true, payer, reason: "their card" }, Date.now())).toBe(2);
  expect(await payers()).toEqual({ 1: "roaming", 2: "roaming", 3: "unknown" });
  // two sessions of 10 kWh × 0.40 net each
  const [group] = await asOwner((tx) =>
    tx.execute(sql`select sum(sessions)::int as sessions, sum(net)::text as net from billing_group_lines`),
  );
  expect(group).toEqual({ sessions: 2, net: "8.0000" });
});

it("collects at once what turns out to be paid on the spot, also in an issued month", async () => {
  await asOwner((tx) => tx.execute(sql`update periods set state = 'issued', issued_at = now()`));
  const key = { sourceId, cdrId: "3" };
  await setPayer(viewer, { key, sameToken: false, payer: { payer: "ad_hoc" }, reason: "card reader" }, Date.now());
  // gross 4.80; the month is issued, so the money is booked in the next one
  const [event] = await asOwner((tx) =>
    tx.execute(sql`
      select amount::text as amount, to_char(booking_month, 'YYYY-MM') as booked from collections where cdr_id = '3'`),
  );
  expect(event).toEqual({ amount: "4.8000", booked: "2018-06" });
  const [record] = await asOwner((tx) =>
    tx.execute(sql`select count(*)::int as n from revenue_records where cdr_id = '3'`),
  );
  expect(record).toEqual({ n: 1 });
});

it("keeps what a person has set when sessions are calculated again", async () => {
  await recalculate({ evseIds: [evseId], from: "2018-01-01" });
  expect(await payers()).toEqual({ 1: "roaming", 2: "roaming", 3: "ad_hoc" });
});

it("is refused once money came in, and for a company that cannot pay like that", async () => {
  const key = { sourceId, cdrId: "3" };
  const change = { key, sameToken: false, reason: "x" };
  const emp = { payer: "roaming" as const, companyId: empId };
  await expect(setPayer(viewer, { ...change, payer: emp }, Date.now())).rejects.toThrow("cdrs.payerFixed");
  const internal = { payer: "internal" as const, companyId: empId };
  await expect(setPayer(viewer, { ...change, payer: internal }, Date.now())).rejects.toThrow("cdrs.payerUnfit");
});
