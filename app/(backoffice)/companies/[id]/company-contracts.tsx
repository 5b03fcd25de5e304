import Link from "next/link";
import { useTranslations } from "next-intl";
import { Period } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { CompanyLinks } from "@/db/queries/companies";

/** The contracts of a partner, or what it means that there is none. */
export function CompanyContracts({
  companyId,
  contracts,
  mayCreate,
}: {
  companyId: string;
  contracts: CompanyLinks["contracts"];
  mayCreate: boolean;
}) {
  const t = useTranslations("companies");
  const create = mayCreate && (
    <Button asChild size="sm">
      <Link href={`/contracts/new?partner=${companyId}`}>{t("detail.newContract")}</Link>
    </Button>
  );
  return (
    <Section title={t("detail.contracts")} actions={create}>
      {contracts.length === 0 ? (
        <p className="text-muted-foreground">{t("detail.noContracts")}</p>
      ) : (
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{t("detail.contract")}</TableHead>
              <TableHead>{t("detail.currency")}</TableHead>
              <TableHead>{t("detail.months")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {contracts.map((contract) => (
              <TableRow key={contract.id}>
                <TableCell>
                  <Link className="font-medium hover:underline" href={`/contracts/${contract.id}`}>
                    {contract.name}
                  </Link>
                </TableCell>
                <TableCell>{contract.currency}</TableCell>
                <TableCell>
                  <Period month={contract.startsIn} style="short" /> –{" "}
                  {contract.endsIn && <Period month={contract.endsIn} style="short" />}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}
