import { Check } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Section } from "@/components/shell/page";
import { cn } from "@/components/ui/cn";

/** From the empty system to the first report, in order. */
const STEPS = [
  { key: "organization", href: "/organizations" },
  { key: "location", href: "/locations" },
  { key: "tariff", href: "/tariffs" },
  { key: "contract", href: "/contracts" },
  { key: "import", href: "/imports" },
  { key: "report", href: "/month-end" },
] as const;

type StepKey = (typeof STEPS)[number]["key"];

/** The checklist of a first visit: every step opens its page, and data ticks it. */
export function FirstSteps({ done }: { done: Readonly<Record<StepKey, boolean>> }) {
  const t = useTranslations("overview.first");
  const next = STEPS.find((step) => !done[step.key])?.key;
  return (
    <Section title={t("title")} description={t("description")} className="rounded-xl border bg-card p-5">
      <ol className="grid gap-x-8 sm:grid-cols-2 xl:grid-cols-3">
        {STEPS.map(({ key, href }, index) => (
          <li key={key} className="flex gap-3 py-2.5">
            <Mark done={done[key]} number={index + 1} isNext={key === next} />
            <div className="min-w-0">
              <Link
                href={href as Route}
                className={cn("underline-offset-4 hover:underline", !done[key] && "font-medium")}
              >
                {t(key)}
              </Link>
              {done[key] && <span className="sr-only"> ({t("done")})</span>}
              <p className="text-[0.8125rem] text-muted-foreground">{t(`${key}Hint`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Mark({ done, number, isNext }: { done: boolean; number: number; isNext: boolean }) {
  return (
    <span
      aria-hidden
      className={cn(
        "figures flex size-6 shrink-0 items-center justify-center rounded-full border text-xs",
        done && "border-primary bg-primary text-primary-foreground",
        isNext && "border-2 border-primary font-semibold",
      )}
    >
      {done ? <Check className="size-3.5" strokeWidth={3} /> : number}
    </span>
  );
}
