import { useLocale, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { DIMENSIONS, type Tariff, type TariffDimension } from "@/lib/tariffs/tariff";
import { type WeekStretch, weekOf } from "@/lib/tariffs/week";
import { weekdayName } from "./tariff-words";

/** Neighbouring elements are told apart; their numbers say which they are. */
const SHADES = [
  "bg-primary text-primary-foreground",
  "bg-chart-soft text-chart-ink",
  "bg-inverse text-inverse-foreground",
  "border border-chart-minus bg-neutral-soft text-foreground",
] as const;
const UNPRICED = "border border-warning border-dashed text-warning";
const MINUTES_OF_DAY = 1440;
const HOURS = [0, 6, 12, 18, 24];

/** A week at a glance for whatever is not priced alike around the clock: which element prices which hours. */
export function WeekPictures({ tariff }: { tariff: Tariff }) {
  return DIMENSIONS.map((dimension) => {
    const week = weekOf(tariff, dimension);
    const isUniform = week?.every((day) => day.length === 1 && day[0]?.element === week[0]?.[0]?.element);
    return week && !isUniform && <WeekPicture key={dimension} dimension={dimension} week={week} />;
  });
}

function WeekPicture({ dimension, week }: { dimension: TariffDimension; week: readonly WeekStretch[][] }) {
  const t = useTranslations("tariffs");
  const locale = useLocale();
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="font-medium text-[0.8125rem]">
        {t("week.title", { dimension: t(`dimensions.${dimension}`) })}
      </figcaption>
      <div className="grid grid-cols-[2.25rem_minmax(0,1fr)] items-center gap-x-2 gap-y-1 text-xs">
        {week.map((stretches, day) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the days of the week
          <Day key={day} name={weekdayName(day + 1, locale)} stretches={stretches} />
        ))}
        <span />
        <div aria-hidden className="figures flex justify-between text-muted-foreground">
          {HOURS.map((hour) => (
            <span key={hour}>{hour}</span>
          ))}
        </div>
      </div>
    </figure>
  );
}

function Day({ name, stretches }: { name: string; stretches: readonly WeekStretch[] }) {
  const t = useTranslations("tariffs.week");
  return (
    <>
      <span className="text-muted-foreground">{name}</span>
      <ol className="flex h-5 gap-px">
        {stretches.map(({ from, until, element }) => (
          <li
            key={from}
            style={{ width: `${((until - from) / MINUTES_OF_DAY) * 100}%` }}
            className={cn(
              "flex items-center justify-center overflow-hidden rounded-sm",
              element === null ? UNPRICED : SHADES[element % SHADES.length],
            )}
          >
            <span className="sr-only">{t("hours", { from: clock(from), until: clock(until) })} </span>
            {element === null ? <span className="sr-only">{t("unpriced")}</span> : element + 1}
          </li>
        ))}
      </ol>
    </>
  );
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
