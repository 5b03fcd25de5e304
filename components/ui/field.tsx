import { Slot } from "radix-ui";
import { type ReactElement, type ReactNode, useId } from "react";
import { cn } from "./cn";
import { Label } from "./label";

export type FieldProps = {
  /** The visible name of the control. */
  label: ReactNode;
  /** One control (Input, NativeSelect, Textarea, Checkbox, …); gets id, aria-describedby and aria-invalid. */
  children: ReactElement;
  /** What belongs into the field, before anything is wrong. */
  description?: ReactNode;
  /** What is wrong and what would be right. */
  error?: ReactNode;
  /** A word after the label, e.g. "optional". */
  hint?: ReactNode;
  /** `inline` puts a checkbox or switch before its label. */
  layout?: "stacked" | "inline";
  /** The control's name in the form; may also be written on the control itself. */
  name?: string;
  className?: string;
};

/** Label, control, description and error, connected for assistive technology. For server and client components. */
export function Field({ label, children, description, error, hint, layout = "stacked", name, className }: FieldProps) {
  const id = useId();
  const describedBy = [description && `${id}-description`, error && `${id}-error`].filter(Boolean).join(" ");
  const control = (
    <Slot.Root
      id={id}
      {...(name && { name })}
      aria-describedby={describedBy || undefined}
      aria-invalid={error ? true : undefined}
    >
      {children}
    </Slot.Root>
  );
  const caption = (
    <Label htmlFor={id} className={layout === "inline" ? "font-normal" : undefined}>
      {label}
      {hint && <span className="font-normal text-muted-foreground text-xs">{hint}</span>}
    </Label>
  );
  return (
    <div data-slot="field" className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      {layout === "inline" ? (
        <div className="flex items-center gap-2.5">
          {control}
          {caption}
        </div>
      ) : (
        <>
          {caption}
          {control}
        </>
      )}
      {description && (
        <p id={`${id}-description`} className="text-muted-foreground text-xs">
          {description}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-danger text-xs">
          {error}
        </p>
      )}
    </div>
  );
}

/** Fields that belong together, with a heading that assistive technology reads first. */
export function FieldSet({
  legend,
  description,
  children,
  className,
}: {
  legend: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <fieldset className={cn("flex min-w-0 flex-col gap-4", className)}>
      <legend className="mb-3 font-semibold">{legend}</legend>
      {description && <p className="-mt-4 text-muted-foreground">{description}</p>}
      {children}
    </fieldset>
  );
}
