import { useLocale, useTranslations } from "next-intl";
import { ShareBar } from "@/components/charts/share-bar";
import { Headline } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { formatMoney } from "@/lib/i18n/format";
import type { CloseRow } from "@/lib/settlement/preview-close.server";
import { sumsByCurrency } from "./sums";

/** What partners get for the month, per currency, and how much of their share has come in. */
export function Owed({ rows }: { rows: readonly CloseRow[] }) {
  const t = useTranslations("settlement.owed");
  const locale = useLocale();
  const sums = sumsByCurrency(rows);
  return (
    <Section title={t("title")}>
      {sums.length === 0 && <p className="py-2 text-muted-foreground">{t("none")}</p>}
      <div className="flex flex-col gap-5">
        {sums.map(({ currency, payable, expenses, collected, previous, awaited }, index) => (
          <div key={currency} className="flex flex-col gap-2">
            <Headline value={payable} currency={currency} size={index === 0 ? "lg" : "md"}>
              {t("after", { amount: formatMoney(expenses, currency, locale) })}
            </Headline>
            {collected >= 0n && previous >= 0n && awaited >= 0n && (
              <ShareBar
                currency={currency}
                parts={[
                  { key: "collected", label: t("collected"), value: collected, shade: "strong" },
                  { key: "previous", label: t("previous"), value: previous, shade: "soft" },
                  { key: "awaited", label: t("awaited"), value: awaited, shade: "pale" },
                ]}
              />
            )}
          </div>
        ))}
      </div>
    </Section>
  );
}
