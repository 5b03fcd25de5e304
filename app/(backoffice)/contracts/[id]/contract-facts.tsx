import Link from "next/link";
import { useTranslations } from "next-intl";
import { BusinessDate, Period } from "@/components/figures";
import { Facts } from "@/components/shell/page";
import type { Contract } from "@/db/queries/contracts";
import { lastDayForNotice } from "@/lib/contracts/renewal";

/** With whom, where, how long, and what happens at the end. */
export function ContractFacts({ contract }: { contract: Contract }) {
  const t = useTranslations("contracts");
  const partner = (
    <Link className="text-primary hover:underline" href={`/companies/${contract.partnerId}`}>
      {contract.partnerName}
    </Link>
  );
  const months = (
    <>
      <Period month={contract.startsIn} /> –{" "}
      {contract.endsIn ? <Period month={contract.endsIn} /> : t("detail.untilEnded")}
    </>
  );
  return (
    <Facts
      items={[
        { key: "partner", label: t("fields.partner"), value: partner },
        { key: "kind", label: t("terms.kind"), value: t(`kinds.${contract.kind}`) },
        { key: "organization", label: t("fields.organization"), value: contract.organizationName },
        { key: "currency", label: t("fields.currency"), value: contract.currency },
        { key: "months", label: t("fields.months"), value: months },
        { key: "renewal", label: t("fields.renewal"), value: <Renewal contract={contract} /> },
        { key: "scope", label: t("fields.scope"), value: t(`scopes.${contract.scope}`) },
        { key: "reference", label: t("fields.reference"), value: contract.externalReference ?? "–" },
      ]}
    />
  );
}

function Renewal({ contract }: { contract: Contract }) {
  const t = useTranslations("contracts.detail");
  const notice = contract.noticeGivenOn;
  if (notice) return t.rich("noticeGiven", { date: () => <BusinessDate key="date" date={notice} /> });
  const last = lastDayForNotice(contract);
  if (contract.renewalMonths === null || last === null) return t("noRenewal");
  return t.rich("renews", { count: contract.renewalMonths, date: () => <BusinessDate key="date" date={last} /> });
}
