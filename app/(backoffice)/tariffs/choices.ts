import type { TariffVersionChoice } from "@/db/queries/tariff-trials";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locale";

type Words = (key: "version", values: { name: string; number: number; date: string }) => string;

/** "City AC, version 2 (from 1 Nov 2026)", for lists to choose from. */
export function versionOptions(
  versions: readonly TariffVersionChoice[],
  t: Words,
  locale: Locale,
): { value: string; label: string }[] {
  return versions.map(({ id, name, version, validFrom }) => ({
    value: id,
    label: t("version", { name, number: version, date: formatDate(validFrom, locale) }),
  }));
}

/** The version that is asked for; else that of the tariff which holds on a day; else the first of all. */
export function chosenVersion(
  versions: readonly TariffVersionChoice[],
  asked: { version: string | null; tariff: string | null },
  day: string,
): TariffVersionChoice | null {
  const ofTariff = versions.filter((each) => each.tariffId === (asked.tariff ?? versions[0]?.tariffId));
  return (
    versions.find((each) => each.id === asked.version) ??
    ofTariff.find((each) => each.validFrom <= day) ??
    ofTariff.at(-1) ??
    null
  );
}
