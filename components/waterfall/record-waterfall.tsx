import { useLocale, useTranslations } from "next-intl";
import type { WaterfallStep } from "@/lib/contracts/waterfall";
import { type TranslateWaterfall, tellWaterfall } from "@/lib/i18n/tell-waterfall";
import { Waterfall } from "./waterfall";

/** A record's stored steps, told in the reader's language. `partner` is who gets the result. For server components. */
export function RecordWaterfall({
  steps,
  currency,
  partner,
}: {
  steps: readonly WaterfallStep[];
  currency: string;
  partner: string;
}) {
  const translate = useTranslations("waterfall") as unknown as TranslateWaterfall;
  const locale = useLocale();
  return <Waterfall steps={tellWaterfall(steps, { translate, locale, currency, partner })} currency={currency} />;
}
