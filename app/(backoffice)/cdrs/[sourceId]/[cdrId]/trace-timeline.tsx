import { useTranslations } from "next-intl";
import { DateTime } from "@/components/figures";
import { cn } from "@/components/ui/cn";
import type { Instant } from "@/lib/calendar/calendar";
import type { Lane, Stretch } from "@/lib/cdrs/trace-lanes";

/** Neighbours priced by different elements of the tariff are told apart; what nothing priced is pale. */
const SHADES = ["bg-primary", "bg-chart-plus", "bg-chart-minus"] as const;

/** The session from left to right, a lane per component. The sentences below say the same in words. */
export function TraceTimeline({
  lanes,
  session,
  zone,
}: {
  lanes: readonly Lane[];
  session: { from: Instant; until: Instant };
  zone: string;
}) {
  const t = useTranslations("cdrs.components");
  return (
    <div aria-hidden className="grid grid-cols-[6rem_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 py-1">
      {lanes.map((lane) => (
        <div key={lane.component} className="contents">
          <span className="text-[0.8125rem] text-muted-foreground">{t(lane.component)}</span>
          <span className="relative h-4 rounded-sm bg-muted">
            {lane.stretches.map((stretch) => (
              <span
                key={`${stretch.left} ${stretch.width}`}
                className={cn("absolute inset-y-0 min-w-1 rounded-sm border-background border-r", shadeOf(stretch))}
                style={{ left: `min(${stretch.left}%, calc(100% - 4px))`, width: `${stretch.width}%` }}
              />
            ))}
          </span>
        </div>
      ))}
      <span />
      <span className="flex justify-between text-muted-foreground text-xs">
        <DateTime at={session.from} zone={zone} />
        <DateTime at={session.until} zone={zone} />
      </span>
    </div>
  );
}

function shadeOf({ step }: Stretch): string {
  return step.kind === "priced" ? SHADES[step.element % SHADES.length]! : "border border-input border-dashed";
}
