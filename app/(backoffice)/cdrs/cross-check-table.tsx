import { getTranslations } from "next-intl/server";
import { Amount } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { CrossCheck } from "@/lib/records/cross-check";

/** The price that counts beside those that do not, and which of them differ beyond the tolerance (D19). */
export async function CrossCheckTable({ check }: { check: CrossCheck }) {
  const t = await getTranslations("cdrs");
  return (
    <Section title={t("price.crossCheck")} description={t("price.crossCheckHint")}>
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("price.crossCheck")}</TableHead>
            <TableHead align="end">{t(`price.pricedBy.${check.pricedBy}`)}</TableHead>
            <TableHead align="end">{t("price.other")}</TableHead>
            <TableHead />
          </TableRow>
        </TableHeader>
        <TableBody>
          {check.others.map((other) => (
            <TableRow key={other.by}>
              <TableCell>
                {t(`price.pricedBy.${other.by}`)}
                <span className="block text-muted-foreground text-xs">{t(`price.sides.${other.side}`)}</span>
              </TableCell>
              <TableCell align="end">
                <Amount value={other.priced} currency={check.currency} precision="stored" />
              </TableCell>
              <TableCell align="end">
                <Amount value={other.other} currency={other.currency} precision="stored" />
              </TableCell>
              <TableCell>
                <Badge tone={other.differs ? "warning" : "success"}>
                  {t(other.differs ? "price.differs" : "price.agrees")}
                </Badge>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}
