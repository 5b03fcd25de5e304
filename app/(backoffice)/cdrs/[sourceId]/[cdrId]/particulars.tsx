import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Amount, DateTime, Duration, Energy, Period } from "@/components/figures";
import { Facts, Section } from "@/components/shell/page";
import type { CdrDetail, CdrFollower } from "@/db/queries/cdrs";
import { cdrHref } from "@/lib/cdrs/cdr-key";
import type { StoredCdr } from "@/lib/cdrs/stored-cdr";
import type { PayerReason } from "@/lib/records/payer";

/** When, where, how much; who pays and why; whose station it is; where the row came from. */
export async function Particulars({
  cdr,
  content,
  followers,
}: {
  cdr: CdrDetail;
  content: StoredCdr;
  followers: readonly CdrFollower[];
}) {
  const t = await getTranslations("cdrs");
  const zone = cdr.locationZone;
  const driver = content.token.driverReference ?? content.token.contractId;
  return (
    <>
      <Section title={t("detail.session")}>
        <Facts
          items={[
            { key: "start", label: t("fields.start"), value: <DateTime at={cdr.startedAt} zone={zone} showZone /> },
            { key: "end", label: t("fields.end"), value: <DateTime at={cdr.endedAt} zone={zone} showZone /> },
            {
              key: "duration",
              label: t("fields.duration"),
              value: <Duration seconds={(cdr.endedAt - cdr.startedAt) / 1000} />,
            },
            { key: "energy", label: t("fields.energy"), value: <Energy kwh={cdr.energyKwh} decimals={4} /> },
            {
              key: "site",
              label: t("fields.site"),
              value: <To href={`/locations/${cdr.locationId}`}>{cdr.locationName}</To>,
            },
            {
              key: "evse",
              label: t("fields.evse"),
              value: `${cdr.evseUid} · ${t("fields.connector")} ${cdr.connectorName} · ${cdr.current}`,
            },
            { key: "month", label: t("fields.month"), value: <Period month={cdr.originMonth} /> },
            { key: "organization", label: t("fields.organization"), value: cdr.organizationName },
          ]}
        />
      </Section>
      <Section title={t("detail.payer")}>
        <Facts
          items={[
            {
              key: "payer",
              label: t("fields.payer"),
              value: (
                <>
                  {cdr.payerId && cdr.payerName ? (
                    <To href={`/companies/${cdr.payerId}`}>{cdr.payerName}</To>
                  ) : (
                    t(`payers.${cdr.payer}`)
                  )}
                  <span className="block text-muted-foreground">{payerReason(t, cdr.payerReason)}</span>
                </>
              ),
            },
            ...(cdr.tokenUid
              ? [
                  {
                    key: "token",
                    label: t("fields.token"),
                    value: <To href={`/tokens/${cdr.tokenId}`}>{cdr.tokenUid}</To>,
                  },
                ]
              : []),
            ...(driver ? [{ key: "driver", label: t("fields.driver"), value: driver }] : []),
            {
              key: "owner",
              label: t("fields.owner"),
              value: cdr.ownerId ? <To href={`/companies/${cdr.ownerId}`}>{cdr.ownerName}</To> : t("detail.noOwner"),
            },
          ]}
        />
      </Section>
      <Section title={t("detail.origin")}>
        <Facts
          items={[
            { key: "source", label: t("fields.source"), value: cdr.sourceName },
            ...(cdr.importId
              ? [
                  {
                    key: "import",
                    label: t("detail.import"),
                    value: (
                      <To href={`/imports/${cdr.importId}`}>
                        {t("held.fileLine", { file: cdr.fileName ?? "", line: cdr.line })}
                      </To>
                    ),
                  },
                ]
              : []),
            ...(cdr.originalCdrId
              ? [
                  {
                    key: "original",
                    label: t(cdr.kind === "difference" ? "detail.corrects" : "detail.original"),
                    value: (
                      <To href={cdrHref({ sourceId: cdr.sourceId, cdrId: cdr.originalCdrId })}>{cdr.originalCdrId}</To>
                    ),
                  },
                ]
              : []),
            ...followers.map((follower) => ({
              key: follower.cdrId,
              label: t(follower.kind === "difference" ? "detail.correctedBy" : "detail.creditedBy"),
              value: (
                <span className="inline-flex flex-wrap gap-x-2">
                  <To href={cdrHref(follower)}>{follower.cdrId}</To>
                  {follower.revenue !== null && follower.currency !== null && (
                    <Amount value={follower.revenue} currency={follower.currency} signed />
                  )}
                </span>
              ),
            })),
            ...(cdr.flags.length > 0
              ? [
                  {
                    key: "flags",
                    label: t("filters.flag"),
                    value: cdr.flags.map((flag) => flagName(t, flag)).join(", "),
                  },
                ]
              : []),
          ]}
        />
      </Section>
    </>
  );
}

function To({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link className="font-medium underline-offset-4 hover:underline" href={href as Route}>
      {children}
    </Link>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<"cdrs">>>;

/** A reason or note of a later version stands for itself. */
function payerReason(t: Words, reason: string): string {
  const key = `payerReasons.${reason as PayerReason}` as const;
  return t.has(key) ? t(key) : reason;
}

function flagName(t: Words, flag: string): string {
  const key = `flags.${flag as "zero_energy"}` as const;
  return t.has(key) ? t(key) : flag;
}
