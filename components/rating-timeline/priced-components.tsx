import { useLocale, useTranslations } from "next-intl";
import { Amount, Percent } from "@/components/figures";
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Amount as Money } from "@/lib/money/amount";
import type { PricedComponent } from "@/lib/rating/types";
import { quantityWords } from "./quantity-words";

export type PriceTotals = { revenue: Money; vat: Money | null; gross: Money | null };

/** Columns that a narrow place has no room for; it says the same below the component's name. */
const WIDE_ONLY = "hidden @lg:table-cell";

/** What is billed, component by component and VAT rate by VAT rate, and how it adds up. */
export function PricedComponents({
  components,
  totals,
  currency,
}: {
  components: readonly PricedComponent[];
  totals: PriceTotals;
  currency: string;
}) {
  const t = useTranslations("rating");
  const locale = useLocale();
  const amount = (value: Money | null) =>
    value === null ? "–" : <Amount value={value} currency={currency} precision="stored" showCurrency={false} />;
  return (
    <div className="@container">
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("price.component")}</TableHead>
            <TableHead align="end" className={WIDE_ONLY}>
              {t("price.quantity")}
            </TableHead>
            <TableHead align="end" className={WIDE_ONLY}>
              {t("price.vatRate")}
            </TableHead>
            <TableHead align="end">{t("price.net")}</TableHead>
            <TableHead align="end">{t("price.vat")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {components.map((each) => (
            <TableRow key={`${each.component} ${each.vatBasisPoints}`}>
              <TableCell>
                {t(`components.${each.component}`)}
                <span className="figures block @lg:hidden text-muted-foreground text-xs">
                  {quantityWords(each.component, each.quantity, locale)}
                  {each.vatBasisPoints !== null && (
                    <>
                      {" "}
                      · <Percent basisPoints={each.vatBasisPoints} />
                    </>
                  )}
                </span>
              </TableCell>
              <TableCell align="end" className={WIDE_ONLY}>
                {quantityWords(each.component, each.quantity, locale)}
              </TableCell>
              <TableCell align="end" className={WIDE_ONLY}>
                {each.vatBasisPoints === null ? "–" : <Percent basisPoints={each.vatBasisPoints} />}
              </TableCell>
              <TableCell align="end">{amount(each.amount)}</TableCell>
              <TableCell align="end">{amount(each.vat)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
        <TableFooter>
          <TableRow>
            <TableCell>{t("price.sum", { currency })}</TableCell>
            <TableCell className={WIDE_ONLY} />
            <TableCell className={WIDE_ONLY} />
            <TableCell align="end">{amount(totals.revenue)}</TableCell>
            <TableCell align="end">{amount(totals.vat)}</TableCell>
          </TableRow>
          {totals.gross !== null && (
            <TableRow>
              <TableCell>{t("price.gross", { currency })}</TableCell>
              <TableCell className={WIDE_ONLY} />
              <TableCell className={WIDE_ONLY} />
              <TableCell />
              <TableCell align="end">{amount(totals.gross)}</TableCell>
            </TableRow>
          )}
        </TableFooter>
      </Table>
    </div>
  );
}
