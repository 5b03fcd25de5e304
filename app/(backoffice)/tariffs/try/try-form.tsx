"use client";

import { debounce, parseAsString, useQueryStates } from "nuqs";
import { useListTransition } from "@/components/data-table/list-transition";
import { type Trial, trialFields } from "@/lib/tariffs/trial-session";
import { TrialFields } from "../trial-fields";

const PAUSE_MS = 250;
const parsers = Object.fromEntries(Object.keys(trialFields).map((field) => [field, parseAsString])) as Record<
  keyof Trial,
  typeof parseAsString
>;

/** The made-up session in the address: a link or a reload shows the same. `trial` stands where the address says nothing. */
export function TryForm({ trial }: { trial: Trial }) {
  const { start } = useListTransition();
  const [values, setValues] = useQueryStates(parsers, {
    shallow: false,
    history: "replace",
    scroll: false,
    startTransition: start,
    limitUrlUpdates: debounce(PAUSE_MS),
  });
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Partial<Trial>;
  const current = values.current === "AC" || values.current === "DC" ? values.current : trial.current;
  return <TrialFields trial={{ ...trial, ...given, current }} onChange={setValues} />;
}
