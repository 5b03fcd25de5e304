import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

const tones = {
  info: { icon: Info, classes: "bg-info-soft text-info" },
  success: { icon: CircleCheck, classes: "bg-success-soft text-success" },
  warning: { icon: TriangleAlert, classes: "bg-warning-soft text-warning" },
  danger: { icon: CircleAlert, classes: "bg-danger-soft text-danger" },
};

/** What a person has to know now: a title that says what is, children that say what to do. Danger is announced. */
export function Alert({
  tone = "info",
  title,
  action,
  className,
  children,
  ...props
}: Omit<ComponentProps<"div">, "title"> & { tone?: keyof typeof tones; title?: ReactNode; action?: ReactNode }) {
  const { icon: Icon, classes } = tones[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      data-slot="alert"
      className={cn("flex items-start gap-2.5 rounded-lg px-3.5 py-2.5", classes, className)}
      {...props}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-foreground">{children}</div>}
      </div>
      {action && <div className="shrink-0">{action}</div>}
    </div>
  );
}
