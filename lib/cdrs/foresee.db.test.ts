import { beforeAll, describe, expect, it } from "vitest";
import { asOwner } from "@/db/client";
import { findImport } from "@/db/queries/imports";
import { findTokens, loadReference } from "@/db/queries/reference";
import { sourcePricingOf } from "@/lib/records/source-pricing";
import { testDatabase } from "@/scripts/testing/database";
import { ocpi } from "@/scripts/testing/ocpi-cdr";
import {
  createCompany,
  createContract,
  createEvse,
  createOrganization,
  createSource,
  createTariff,
  importText,
} from "@/scripts/testing/world";
import type { Incoming } from "./classify";
import { contentHash } from "./content";
import { foresee } from "./foresee.server";
import { readOcpiText } from "./ocpi";

await testDatabase();

let sourceId: string;
beforeAll(async () => {
  const organization = await createOrganization();
  const partnerId = await createCompany({ name: "Kingsway" });
  const evse = await createEvse({ uid: "50911", ownerId: partnerId });
  await createTariff(evse.connectorIds);
  await createContract(partnerId, organization.id);
  sourceId = await createSource({ format: "ocpi" });
});

const session = (n: number, over: { id?: string; kwh?: number; credit?: string; token?: string } = {}) =>
  ocpi({
    id: `S${n}`,
    evse: "50911",
    start: "2018-05-01T10:00:00Z",
    end: "2018-05-01T11:00:00Z",
    kwh: 10,
    token: `T${n % 7}`,
    ...over,
  });

function incoming(text: string, index: number): Incoming {
  const read = readOcpiText(text);
  if (!("ok" in read)) throw new Error(read.rejected.code);
  return { row: index + 1, line: index + 1, raw: text, cdr: read.ok, hash: contentHash(read.ok), notes: [] };
}

describe("settling a batch while the one before is being written", () => {
  it("counts and prices rows that depend on the batch before as if it had waited for it", async () => {
    const first = Array.from({ length: 2_000 }, (_, n) => session(n));
    const second = [session(0), session(1, { kwh: 11 }), session(2, { id: "C2", credit: "S2" }), session(2_000)];
    const id = await importText(sourceId, [...first, ...second].join("\n"));
    const found = await asOwner((tx) => findImport(tx, id));
    expect(found).toMatchObject({ rows: 2_004, rejected: 0, known: 1, conflicting: 1, onHold: 0, imported: 2_002 });
  });

  it("holds only for new sessions of known tokens, and only while token and master data are the same", async () => {
    const batch = [session(0), session(3_000), session(3_001, { token: "nobody's yet" })].map(incoming);
    const reference = await asOwner(loadReference);
    const pricing = sourcePricingOf({ pricing: "assigned_tariff", toleranceAmount: null, toleranceBasisPoints: null });
    const foresight = await foresee(batch, { sourceId, sourcePayer: null, pricing, reference });
    const [standing, fresh, unknown] = batch.map(({ cdr }) => cdr);
    const tokens = await asOwner((tx) => findTokens(tx, [standing!.token.uid!, fresh!.token.uid!]));
    const token = tokens.get(fresh!.token.uid!)!;
    // 10 kWh × 0.40
    expect(foresight.of(fresh!, token, reference)?.rating).toMatchObject({ kind: "rated", revenue: 40_000n });
    expect(foresight.of(fresh!, { ...token, issuer: { kind: "emp", companyId: "x" } }, reference)).toBeNull();
    expect(foresight.of(fresh!, token, await asOwner(loadReference))).toBeNull();
    expect(foresight.of(standing!, tokens.get(standing!.token.uid!)!, reference)).toBeNull();
    expect(foresight.of(unknown!, null, reference)).toBeNull();
  });
});
