import type { Route } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { CdrDetail } from "@/db/queries/cdrs";
import { cdrKeyText } from "@/lib/cdrs/cdr-key";
import { formatMonth } from "@/lib/i18n/format";
import type { NonRatedReason } from "@/lib/rating/types";
import type { PayerCompanies } from "../../../imports/payer-field";
import { SetPayer } from "./set-payer";

/** On a phone the button goes below the text instead of squeezing it. */
const FOLDING = "flex-wrap [&>div:first-of-type]:basis-56";

/** What keeps the session from being paid, and where that is mended; `payers` for those who may name one. */
export async function NextStep({ cdr, payers }: { cdr: CdrDetail; payers: PayerCompanies | null }) {
  const t = await getTranslations("cdrs");
  const month = formatMonth(cdr.originMonth, await getLocale());
  const owner = cdr.ownerName ?? "";
  const problem = problemOf(cdr);
  return (
    <>
      {problem && (
        <Alert
          className={FOLDING}
          tone={cdr.settlement === "non_rated" ? "danger" : "warning"}
          title={t(`problems.${problem.code}.title`, { month, owner })}
          action={
            <Button asChild>
              <Link href={problem.href as Route}>{t(`problems.${problem.code}.action`)}</Link>
            </Button>
          }
        >
          {cdr.nonRatedReason ? t(`nonRatedWhy.${cdr.nonRatedReason as NonRatedReason}`) : t("problems.then")}
        </Alert>
      )}
      {cdr.payer === "unknown" && (
        <Alert
          className={FOLDING}
          tone="warning"
          title={t("problems.unknown_payer.title")}
          action={
            payers && (
              <ClientMessages areas={["cdrs", "imports"]}>
                <SetPayer cdr={cdrKeyText(cdr)} label={cdr.cdrId} hasToken={cdr.tokenId !== null} companies={payers} />
              </ClientMessages>
            )
          }
        >
          {t("problems.unknown_payer.text")}
        </Alert>
      )}
    </>
  );
}

type Problem = { code: "non_rated" | "no_owner" | "no_contract" | "no_rate"; href: string };

function problemOf(cdr: CdrDetail): Problem | null {
  switch (cdr.settlement) {
    case "recorded":
    case "own_station":
      return null;
    case "non_rated":
      return { code: "non_rated", href: cdr.tariffId ? `/tariffs/${cdr.tariffId}` : `/locations/${cdr.locationId}` };
    case "no_owner":
      return { code: "no_owner", href: `/locations/${cdr.locationId}` };
    case "no_contract":
      return { code: "no_contract", href: `/contracts/new?partner=${cdr.ownerId}` };
    case "no_rate":
      return { code: "no_rate", href: `/tariffs/${cdr.tariffId}` };
  }
}
