import { createTranslator } from "next-intl";
import { loadMessages } from "@/lib/i18n/load-messages.server";
import type { ReportParties } from "@/lib/settlement/report-parties";
import type { Words, Writing } from "./report-words";

/** How a report is written in its own language, whoever reads it. */
export function writingOf(report: { parties: ReportParties; currency: string }): Writing {
  const { locale } = report.parties;
  const messages = loadMessages(locale);
  const words = createTranslator({ locale, messages, namespace: "report" }) as unknown as Words;
  return { words, locale, currency: report.currency };
}
