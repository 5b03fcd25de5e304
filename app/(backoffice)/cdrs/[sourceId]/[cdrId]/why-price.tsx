import type { Route } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Facts, Section } from "@/components/shell/page";
import type { CdrDetail } from "@/db/queries/cdrs";
import type { NamedConfiguration } from "@/db/queries/tariffs";
import { formatList, formatPercent } from "@/lib/i18n/format";
import type { CrossCheck } from "@/lib/records/cross-check";
import type { PurchaseDecision, SalesReason } from "@/lib/records/price-cdr";
import { CrossCheckTable } from "../../cross-check-table";

/** Why the session has its price, what pays its owner under a purchase price, and what the other prices would be. */
export async function WhyPrice({
  cdr,
  configurations,
}: {
  cdr: CdrDetail;
  configurations: readonly NamedConfiguration[];
}) {
  const t = await getTranslations("cdrs");
  const narrowedBy = (id: string | null) => configurations.find((one) => one.id === id);
  const sold = cdr.tariffReason && (
    <Reason
      words={await salesWords(cdr, cdr.tariffReason as SalesReason)}
      narrowedBy={narrowedBy(cdr.priceConfigurationId)}
    />
  );
  const bought = cdr.purchaseReason && (
    <Reason
      words={await purchaseWords(cdr, cdr.purchaseReason as PurchaseDecision["reason"])}
      narrowedBy={narrowedBy(cdr.purchaseConfigurationId)}
    >
      {cdr.purchaseTariffId && (
        <Link className="underline-offset-4 hover:underline" href={`/tariffs/${cdr.purchaseTariffId}` as Route}>
          {t("price.tariff", { name: cdr.purchaseTariffName ?? "", version: cdr.purchaseVersion ?? 1 })}
        </Link>
      )}
    </Reason>
  );
  if (!sold && !bought && !cdr.crossCheck) return null;
  return (
    <>
      {(sold || bought) && (
        <Section title={t("price.why")}>
          <Facts
            items={[
              ...(sold ? [{ key: "sold", label: t("price.sold"), value: sold }] : []),
              ...(bought ? [{ key: "bought", label: t("price.bought"), value: bought }] : []),
            ]}
          />
        </Section>
      )}
      {cdr.crossCheck !== null && <CrossCheckTable check={cdr.crossCheck as CrossCheck} />}
    </>
  );
}

async function salesWords(cdr: CdrDetail, reason: SalesReason): Promise<string> {
  const t = await getTranslations("cdrs");
  // A stated price keeps the reason that it was stated with.
  if (reason === "price_stated") return "";
  return t(`salesReasons.${reason}`, {
    token: cdr.tokenUid ?? "",
    company: cdr.issuerName ?? cdr.payerName ?? "",
    connector: cdr.connectorName,
    evse: cdr.evseUid,
  });
}

async function purchaseWords(cdr: CdrDetail, reason: PurchaseDecision["reason"]): Promise<string> {
  const t = await getTranslations("cdrs");
  const discount = formatPercent(cdr.purchaseDiscountBasisPoints ?? 0, await getLocale());
  return t(`purchaseReasons.${reason}`, { connector: cdr.connectorName, evse: cdr.evseUid, discount });
}

async function Reason({
  words,
  narrowedBy,
  children,
}: {
  words: string;
  narrowedBy: NamedConfiguration | undefined;
  children?: ReactNode;
}) {
  const t = await getTranslations("cdrs");
  const locale = await getLocale();
  return (
    <>
      <span className="block">{words}</span>
      {narrowedBy && (
        <span className="block text-muted-foreground">
          {t("price.narrowed", { what: formatList(await scopeWords(narrowedBy), locale) })}
        </span>
      )}
      {children}
    </>
  );
}

async function scopeWords({
  evseUid,
  issuerName,
  ownerName,
  connectorStandard,
}: NamedConfiguration): Promise<string[]> {
  const t = await getTranslations("cdrs");
  return [
    ...(evseUid ? [t("price.scope.evse", { name: evseUid })] : []),
    ...(issuerName ? [t("price.scope.issuer", { name: issuerName })] : []),
    ...(ownerName ? [t("price.scope.owner", { name: ownerName })] : []),
    ...(connectorStandard ? [t("price.scope.connectorStandard", { name: connectorStandard })] : []),
  ];
}
