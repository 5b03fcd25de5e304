"use client";

import { LoaderCircle } from "lucide-react";
import {
  type ComponentProps,
  createContext,
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
} from "react";
import { useFormStatus } from "react-dom";
import { Alert } from "./alert";
import { Button, type ButtonProps } from "./button";
import { cn } from "./cn";
import { Field, type FieldProps } from "./field";
import { type FormAction, type FormState, idle } from "./form-state";

const FormContext = createContext<{ state: FormState; pending: boolean }>({ state: idle, pending: false });

/**
 * A form on a server action. It keeps what was typed when the action fails, shows the message above and each
 * field's error under its `FormField`, moves the focus to the first wrong field, and works without JavaScript.
 * `onDone` runs after a success, e.g. to close a dialog.
 */
export function ActionForm({
  action,
  onDone,
  className,
  children,
  ...props
}: Omit<ComponentProps<"form">, "action" | "onSubmit"> & {
  action: FormAction;
  onDone?: (state: FormState) => void;
  children: ReactNode;
}) {
  const [state, submit, pending] = useActionState(action, idle);
  const form = useRef<HTMLFormElement>(null);
  const react = useEffectEvent((answer: FormState) => {
    if (answer.status === "done") onDone?.(answer);
    if (answer.status === "failed") form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  });
  useEffect(() => react(state), [state]);

  /** Submitting by hand instead of by `action` keeps the fields: React empties a form after its action. */
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => submit(data));
  }

  return (
    <FormContext value={{ state, pending }}>
      <form
        ref={form}
        action={submit}
        onSubmit={send}
        noValidate
        className={cn("flex flex-col gap-4", className)}
        {...props}
      >
        {state.status === "failed" && state.message && <Alert tone="danger">{state.message}</Alert>}
        {children}
      </form>
    </FormContext>
  );
}

/** A `Field` inside an `ActionForm` that gives its control `name` and shows the action's error for it. */
export function FormField({ name, error, children, ...props }: FieldProps & { name: string }) {
  const { state } = useContext(FormContext);
  const own = state.status === "failed" ? state.fields?.[name] : undefined;
  return (
    <Field name={name} error={error ?? own} {...props}>
      {children}
    </Field>
  );
}

/** The fields that the action refused, for groups that must not hide them. */
export function useFaultyFields(): readonly string[] {
  const { state } = useContext(FormContext);
  return state.status === "failed" ? Object.keys(state.fields ?? {}) : [];
}

/** The form's button: disabled and turning while the action runs. */
export function SubmitButton({ children, variant = "primary", disabled, ...props }: ButtonProps) {
  const { pending } = useContext(FormContext);
  const status = useFormStatus();
  const busy = pending || status.pending;
  return (
    <Button type="submit" variant={variant} disabled={disabled || busy} aria-busy={busy || undefined} {...props}>
      {busy && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </Button>
  );
}
