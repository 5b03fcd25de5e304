/** Rating outside the app: JSON in, JSON out, in the shape of the shared rating cases (`npm run rate`). */
import { z } from "zod";
import { type Amount, formatDecimal, sum } from "@/lib/money/amount";
import type { Part } from "@/lib/rating/amounts";
import { readOcpiCdr } from "@/lib/rating/ocpi-cdr";
import { priceSession } from "@/lib/rating/rate";
import type { Component, NonRated } from "@/lib/rating/types";
import { parseTariff, type TariffVersion } from "@/lib/tariffs/tariff";

const entrySchema = z.looseObject({
  id: z.string(),
  time_zone: z.string(),
  tariffs: z.array(z.unknown()),
  cdr: z.unknown(),
});

/** Numbers with at least the four decimals of an amount; null where nothing is known. */
export type Cost = { excl_vat: number | null; incl_vat: number | null };
type RatedEntry = {
  id: string;
  total_cost: Cost;
  total_fixed_cost: Cost | null;
  total_energy_cost: Cost | null;
  total_time_cost: Cost | null;
  total_parking_cost: Cost | null;
  total_reservation_cost: Cost | null;
};
export type EntryResult = RatedEntry | { id: string | null; error: string };

/** Rates one entry or a list of them. An entry that cannot be rated becomes an error of its own. */
export function rateEntries(json: unknown): EntryResult[] {
  return (Array.isArray(json) ? json : [json]).map(rateEntry);
}

function rateEntry(json: unknown): EntryResult {
  const parsed = entrySchema.safeParse(json);
  if (!parsed.success) {
    const id = z.looseObject({ id: z.string() }).safeParse(json).data?.id ?? null;
    return { id, error: parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ") };
  }
  const { id, time_zone, tariffs, cdr } = parsed.data;
  const versions = readTariffs(tariffs);
  if ("error" in versions) return { id, error: versions.error };
  const read = readOcpiCdr(cdr, time_zone);
  if (!read.ok) return { id, error: read.problems.map((problem) => `cdr.${problem}`).join("; ") };
  const priced = priceSession(read.cdr, versions.versions);
  if (priced.kind === "non_rated") return { id, error: errorText(priced) };
  return { id, ...costsOf(priced.parts, read.credit ? -1n : 1n) };
}

function readTariffs(tariffs: readonly unknown[]): { versions: TariffVersion[] } | { error: string } {
  const versions: TariffVersion[] = [];
  for (const [index, json] of tariffs.entries()) {
    const parsed = parseTariff(json);
    if (!parsed.ok) {
      const problems = parsed.problems.map(({ path, code, found }) => `tariffs[${index}].${path}: ${code} (${found})`);
      return { error: problems.join("; ") };
    }
    versions.push({ versionId: String(index), tariff: parsed.tariff });
  }
  return { versions };
}

function errorText({ reason, detail = {} }: NonRated): string {
  const values = Object.entries(detail).map(([name, value]) => `${name} ${value}`);
  return [reason, ...values].join(", ");
}

function costsOf(parts: readonly Part[], sign: bigint): Omit<RatedEntry, "id"> {
  const of = (component: Component): Cost | null => {
    const own = parts.filter((part) => part.component === component);
    return own.length === 0 ? null : costOf(own, sign);
  };
  return {
    total_cost: costOf(parts, sign),
    total_fixed_cost: of("session"),
    total_energy_cost: of("energy"),
    total_time_cost: of("time"),
    total_parking_cost: of("parking"),
    total_reservation_cost: of("reservation"),
  };
}

function costOf(parts: readonly Part[], sign: bigint): Cost {
  return {
    excl_vat: totalOf(
      parts.map((part) => part.net),
      sign,
    ),
    incl_vat: totalOf(
      parts.map((part) => part.gross),
      sign,
    ),
  };
}

/** The JSON number of an exact total, from its decimal text. */
function totalOf(amounts: readonly (Amount | null)[], sign: bigint): number | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length < amounts.length ? null : Number(formatDecimal(sign * sum(known)));
}
