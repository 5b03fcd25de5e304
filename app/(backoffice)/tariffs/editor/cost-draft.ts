/** One cost of a tariff while it is edited: as a form, or as JSON text that the form follows as far as it can be read. */
import type { Tariff } from "@/lib/tariffs/tariff";
import { emptyForm, formOfTariff, type TariffForm, tariffOf } from "@/lib/tariffs/tariff-form";
import { type JsonProblem, readTariffJson } from "@/lib/tariffs/tariff-input";

export type CostDraft = { form: TariffForm; mode: "form" | "json"; text: string };

/** The draft of a cost that exists, or of a new one. */
export function draftOf(tariff: Tariff | null, currency: string): CostDraft {
  return { form: tariff ? formOfTariff(tariff) : emptyForm(currency), mode: "form", text: "" };
}

/** The OCPI object as text: what was typed where somebody edits text, else what the form states. */
export function jsonOf(draft: CostDraft | null, currency: string): string {
  if (draft === null) return "";
  return draft.mode === "json" ? draft.text : JSON.stringify(tariffOf({ ...draft.form, currency }), null, 2);
}

/** The draft as text, or as a form again; a text that cannot be read leaves the form as it was. */
export function inMode(draft: CostDraft, mode: CostDraft["mode"], currency: string): CostDraft {
  return { ...draft, mode, text: mode === "json" ? jsonOf({ ...draft, mode: "form" }, currency) : "" };
}

/** The draft with another text; the form follows when it is a tariff. */
export function withText(draft: CostDraft, text: string): CostDraft {
  const read = readTariffJson(text);
  return { mode: "json", text, form: read.ok ? formOfTariff(read.tariff) : draft.form };
}

/** What to tell about problems while somebody is still typing: nothing about fields that are empty. */
export function problemsToShow(problems: readonly JsonProblem[], whileTyping: boolean): JsonProblem[] {
  return problems.filter(({ code }) => !whileTyping || code !== "missing");
}
