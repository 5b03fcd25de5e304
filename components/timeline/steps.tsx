import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** `done` happened, `current` is what is waited for, `upcoming` comes later. */
export type ProgressStep = {
  key: string;
  label: ReactNode;
  detail?: ReactNode;
  state: "done" | "current" | "upcoming";
};

/** How far a thing has come: draft, approved, sent, paid; each with who and when. */
export function Steps({ steps }: { steps: readonly ProgressStep[] }) {
  const t = useTranslations("common.timeline");
  return (
    <ol aria-label={t("steps")} className="flex flex-col gap-x-2 gap-y-3 sm:flex-row">
      {steps.map((step, index) => (
        <li
          key={step.key}
          aria-current={step.state === "current" ? "step" : undefined}
          className="flex min-w-0 flex-1 gap-2.5 sm:flex-col sm:gap-1.5"
        >
          <span className="flex items-center gap-2">
            <Dot state={step.state} />
            {index < steps.length - 1 && (
              <span
                aria-hidden
                className={cn("hidden h-px flex-1 sm:block", step.state === "done" ? "bg-primary" : "bg-border")}
              />
            )}
          </span>
          <span className="min-w-0">
            <span className={cn("block", step.state === "upcoming" ? "text-muted-foreground" : "font-medium")}>
              {step.label}
            </span>
            {step.detail && <span className="block text-[0.8125rem] text-muted-foreground">{step.detail}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Dot({ state }: { state: ProgressStep["state"] }) {
  return (
    <span
      aria-hidden
      className={cn(
        "flex size-5 shrink-0 items-center justify-center rounded-full border",
        state === "done" && "border-primary bg-primary text-primary-foreground",
        state === "current" && "border-2 border-primary",
        state === "upcoming" && "border-input",
      )}
    >
      {state === "done" && <Check className="size-3" strokeWidth={3} />}
    </span>
  );
}
