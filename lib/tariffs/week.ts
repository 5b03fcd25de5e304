/**
 * A tariff over the hours of a week: which element prices a session that begins then. Conditions on energy, duration,
 * power, current and dates do not decide here: an element counts where its hours and days fit.
 */
import { type CompiledComponent, compileTariff } from "./compile";
import { type CompiledRestrictions, DAY_MS } from "./restrictions";
import type { Tariff, TariffDimension } from "./tariff";

/** Minutes since local midnight, `until` exclusive; `element` null: nothing prices it then. */
export type WeekStretch = { from: number; until: number; element: number | null };

const MINUTE_MS = 60_000;

/** For each day from Monday on its stretches; null when the tariff does not price the dimension at all. */
export function weekOf(tariff: Tariff, dimension: TariffDimension): WeekStretch[][] | null {
  const components = compileTariff(tariff).session[dimension];
  if (components.length === 0) return null;
  const bounds = new Set(components.flatMap(({ restrictions: r }) => (r ? [r.startTime, r.endTime % DAY_MS] : [])));
  const times = [...bounds.add(0)].sort((a, b) => a - b);
  return Array.from({ length: 7 }, (_, day) => {
    const stretches: WeekStretch[] = [];
    for (const [index, time] of times.entries()) {
      const element = pricing(components, day, time);
      const until = (times[index + 1] ?? DAY_MS) / MINUTE_MS;
      const last = stretches.at(-1);
      if (last?.element === element) last.until = until;
      else stretches.push({ from: time / MINUTE_MS, until, element });
    }
    return stretches;
  });
}

function pricing(components: readonly CompiledComponent[], day: number, time: number): number | null {
  const found = components.find(({ restrictions }) => !restrictions || fits(restrictions, day, time));
  return found?.element ?? null;
}

function fits({ weekdays, startTime, endTime }: CompiledRestrictions, day: number, time: number): boolean {
  if ((weekdays & (1 << day)) === 0) return false;
  if (startTime === endTime) return true;
  return startTime < endTime ? time >= startTime && time < endTime : time >= startTime || time < endTime;
}
