"use client";

import { type FormEvent, startTransition, useCallback, useState } from "react";
import { formValues } from "@/lib/access/form-values";
import { type ContractTerms, parseTerms } from "@/lib/contracts/terms";
import { termsForm, termsOf } from "@/lib/contracts/terms-form";
import type { TermsFormValues } from "@/lib/contracts/terms-form-values";
import { nested } from "@/lib/input/nested";

/** The terms that the form states now, read by the code that will read them when it is sent. */
export function useTermsPreview(initial: TermsFormValues) {
  const [{ terms, isComplete }, setState] = useState(() => stateOf(null, initial));
  const update = useCallback((form: HTMLFormElement) => {
    const { terms: given } = nested(formValues(new FormData(form))) as { terms?: unknown };
    startTransition(() => setState((before) => stateOf(before.terms, given)));
  }, []);
  /** For the form's `onChange`. */
  const read = useCallback((event: FormEvent<HTMLFormElement>) => update(event.currentTarget), [update]);
  /** For rows that come or go: an element inside the form. */
  const onRows = useCallback(
    (inside: Element) => {
      const form = inside.closest("form");
      if (form) update(form);
    },
    [update],
  );
  return { terms, isComplete, read, onRows };
}

/** What is not whole leaves the last whole terms standing. */
function stateOf(before: ContractTerms | null, given: unknown): { terms: ContractTerms | null; isComplete: boolean } {
  const parsed = termsForm.safeParse(given);
  return parsed.success
    ? { terms: parseTerms(termsOf(parsed.data)), isComplete: true }
    : { terms: before, isComplete: false };
}
