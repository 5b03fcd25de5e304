import type { Route } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Amount, Percent } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { readComponent, type StoredComponent } from "@/db/queries/cdr-writes";
import type { CdrDetail } from "@/db/queries/cdrs";
import { lanesOf } from "@/lib/cdrs/trace-lanes";
import type { PricedComponent, RatingStep } from "@/lib/rating/types";
import { quantityWords } from "./quantity-words";
import { TraceSentences } from "./trace-sentences";
import { TraceTimeline } from "./trace-timeline";

/** The price: its components, how they add up, and how each came about over the time of the session. */
export async function Price({ cdr }: { cdr: CdrDetail }) {
  const t = await getTranslations("cdrs");
  if (cdr.currency === null || cdr.revenue === null) return null;
  const components = (cdr.components as StoredComponent[]).map(readComponent);
  const trace = (cdr.ratingTrace ?? []) as RatingStep[];
  const session = { from: cdr.startedAt, until: cdr.endedAt };
  return (
    <>
      <Section title={t("price.title")} actions={<Tariff cdr={cdr} />}>
        <Components components={components} cdr={cdr} currency={cdr.currency} />
      </Section>
      {trace.length > 0 && (
        <Section title={t("price.how")} description={t("price.howHint")}>
          <TraceTimeline lanes={lanesOf(trace, session)} session={session} zone={cdr.locationZone} />
          <TraceSentences trace={trace} currency={cdr.currency} zone={cdr.locationZone} />
        </Section>
      )}
    </>
  );
}

async function Tariff({ cdr }: { cdr: CdrDetail }) {
  const t = await getTranslations("cdrs");
  if (!cdr.tariffId) return null;
  return (
    <Link className="underline-offset-4 hover:underline" href={`/tariffs/${cdr.tariffId}` as Route}>
      {t("price.tariff", { name: cdr.tariffName ?? "", version: cdr.tariffVersion ?? 1 })}
    </Link>
  );
}

async function Components({
  components,
  cdr,
  currency,
}: {
  components: readonly PricedComponent[];
  cdr: CdrDetail;
  currency: string;
}) {
  const t = await getTranslations("cdrs");
  const locale = await getLocale();
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t("price.component")}</TableHead>
          <TableHead align="end">{t("price.quantity")}</TableHead>
          <TableHead align="end">{t("price.vatRate")}</TableHead>
          <TableHead align="end">{t("price.net")}</TableHead>
          <TableHead align="end">{t("price.vat")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {components.map((each) => (
          <TableRow key={`${each.component} ${each.vatBasisPoints}`}>
            <TableCell>{t(`components.${each.component}`)}</TableCell>
            <TableCell align="end">{quantityWords(each.component, each.quantity, locale)}</TableCell>
            <TableCell align="end">
              {each.vatBasisPoints === null ? "–" : <Percent basisPoints={each.vatBasisPoints} />}
            </TableCell>
            <TableCell align="end">
              <Amount value={each.amount} currency={currency} precision="stored" showCurrency={false} />
            </TableCell>
            <TableCell align="end">
              {each.vat === null ? (
                "–"
              ) : (
                <Amount value={each.vat} currency={currency} precision="stored" showCurrency={false} />
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
      <TableFooter>
        <TableRow>
          <TableCell colSpan={3}>{t("price.sum", { currency })}</TableCell>
          <TableCell align="end">
            <Amount value={cdr.revenue!} currency={currency} precision="stored" showCurrency={false} />
          </TableCell>
          <TableCell align="end">
            {cdr.vat === null ? (
              "–"
            ) : (
              <Amount value={cdr.vat} currency={currency} precision="stored" showCurrency={false} />
            )}
          </TableCell>
        </TableRow>
        {cdr.gross !== null && (
          <TableRow>
            <TableCell colSpan={4}>{t("price.gross", { currency })}</TableCell>
            <TableCell align="end">
              <Amount value={cdr.gross} currency={currency} precision="stored" showCurrency={false} />
            </TableCell>
          </TableRow>
        )}
      </TableFooter>
    </Table>
  );
}
