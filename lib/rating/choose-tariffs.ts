/**
 * Which tariff prices which period. A CDR may name a tariff per charging period; when it names none at all, the first
 * fitting tariff prices everything. The version is the one valid at the session's start (D2, OCPI Tariff note).
 */
import type { Instant } from "@/lib/calendar/calendar";
import type { Period } from "@/lib/rating/session";
import type { NonRated, RateableCdr } from "@/lib/rating/types";
import { type CompiledTariff, compileTariff } from "@/lib/tariffs/compile";
import type { TariffVersion } from "@/lib/tariffs/tariff";

/** A tariff version in use, compiled. */
export type TariffInUse = { readonly versionId: string; readonly compiled: CompiledTariff };

/** One entry per period; null where no tariff is relevant. */
export type Choice = {
  kind: "chosen";
  perPeriod: readonly (TariffInUse | null)[];
  used: readonly [TariffInUse, ...TariffInUse[]];
};

/** Chooses a tariff version for each period, or says which one is missing. */
export function chooseTariffs(
  cdr: RateableCdr,
  periods: readonly Period[],
  versions: readonly TariffVersion[],
): Choice | NonRated {
  if (versions.length === 0) return { kind: "non_rated", reason: "no_tariff" };
  const inUse = versions.map(({ versionId, tariff }) => ({ versionId, compiled: compileTariff(tariff) }));
  const choice = periods.some((period) => period.tariffId !== null)
    ? chooseByName(cdr.startAt, periods, inUse)
    : chooseForAll(cdr, periods, inUse);
  if (choice.kind === "non_rated") return choice;
  return differingCurrency(cdr, choice.used) ?? choice;
}

function chooseForAll(
  cdr: RateableCdr,
  periods: readonly Period[],
  tariffs: readonly TariffInUse[],
): Choice | NonRated {
  const valid = tariffs.filter((tariff) => isValidAt(tariff, cdr.startAt));
  const wanted = cdr.tariffType ?? "REGULAR";
  const chosen =
    valid.find(({ compiled }) => compiled.type === wanted) ??
    valid.find(({ compiled }) => compiled.type === null) ??
    valid[0];
  if (!chosen) return notValid(tariffs[0]!.compiled.id);
  return { kind: "chosen", perPeriod: periods.map(() => chosen), used: [chosen] };
}

function chooseByName(
  startAt: Instant,
  periods: readonly Period[],
  tariffs: readonly TariffInUse[],
): Choice | NonRated {
  const perPeriod: (TariffInUse | null)[] = [];
  const used: TariffInUse[] = [];
  let before: TariffInUse | null = null;
  let beforeId: string | null = null;
  for (const { tariffId, from } of periods) {
    if (tariffId !== beforeId) {
      const found = tariffId === null ? null : byName(tariffId, startAt, from, tariffs);
      if (found?.kind === "non_rated") return found;
      before = found?.tariff ?? null;
      beforeId = tariffId;
      if (before && !used.includes(before)) used.push(before);
    }
    perPeriod.push(before);
  }
  const [first, ...others] = used;
  if (!first) return { kind: "non_rated", reason: "no_tariff" };
  return { kind: "chosen", perPeriod, used: [first, ...others] };
}

/** The version valid at the session's start; else, for a tariff that the CDR switches to, at the period's. */
function byName(
  tariffId: string,
  startAt: Instant,
  periodAt: Instant,
  tariffs: readonly TariffInUse[],
): { kind: "found"; tariff: TariffInUse } | NonRated {
  // OCPI ids are CiString: case does not distinguish them.
  const named = tariffs.filter(({ compiled }) => compiled.id.toLowerCase() === tariffId.toLowerCase());
  if (named.length === 0) return { kind: "non_rated", reason: "tariff_not_found", detail: { tariffId } };
  const tariff = named.find((t) => isValidAt(t, startAt)) ?? named.find((t) => isValidAt(t, periodAt));
  return tariff ? { kind: "found", tariff } : notValid(tariffId);
}

function isValidAt({ compiled }: TariffInUse, at: Instant): boolean {
  return compiled.validFrom <= at && at <= compiled.validTo;
}

function notValid(tariffId: string): NonRated {
  return { kind: "non_rated", reason: "tariff_not_valid", detail: { tariffId } };
}

function differingCurrency(cdr: RateableCdr, used: Choice["used"]): NonRated | null {
  const expected = cdr.currency ?? used[0].compiled.currency;
  const other = used.find(({ compiled }) => compiled.currency !== expected);
  if (!other) return null;
  const { id, currency } = other.compiled;
  return { kind: "non_rated", reason: "currency_differs", detail: { tariffId: id, expected, found: currency } };
}
