import { useTranslations } from "next-intl";
import { Period } from "@/components/figures";
import { Badge } from "@/components/ui/badge";
import type { ContractVersionRow } from "@/db/queries/contracts";
import { type ContractTerms, parseTerms } from "@/lib/contracts/terms";
import { changedSentences } from "@/lib/contracts/version-changes";
import { SentenceText, TermsSentences } from "../terms-sentences";

type Words = { currency: string; partnerNames: ReadonlyMap<string, string> };

/** The versions, the latest first: what each changed of the one before, old → new, and all it says. */
export function VersionList({
  versions,
  current,
  ...words
}: Words & { versions: readonly ContractVersionRow[]; current: ContractVersionRow | undefined }) {
  const t = useTranslations("contracts");
  return versions.map((version, index) => {
    const before = versions[index + 1];
    const terms = parseTerms(version.terms);
    return (
      <details key={version.id} open={index === 0} className="border-b py-2 last:border-b-0">
        <summary className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{t("detail.version", { number: version.version })}</span>
          <span className="text-muted-foreground">
            {t.rich("detail.from", { month: () => <Period key="month" month={version.validFrom} /> })}
          </span>
          {version === current && <Badge tone="success">{t("detail.current")}</Badge>}
        </summary>
        <div className="mt-2">
          {before ? (
            <Changes before={parseTerms(before.terms)} after={terms} {...words} />
          ) : (
            <TermsSentences terms={terms} {...words} />
          )}
        </div>
      </details>
    );
  });
}

function Changes({ before, after, ...words }: Words & { before: ContractTerms; after: ContractTerms }) {
  const t = useTranslations("contracts.detail");
  const changes = changedSentences(before, after);
  if (changes.length === 0) return <p className="text-muted-foreground">{t("sameTerms")}</p>;
  return (
    <ul className="flex flex-col gap-2">
      {changes.map((change) => (
        <li key={JSON.stringify(change)}>
          {change.before && (
            <p className="text-muted-foreground">
              <span className="sr-only">{t("was")} </span>
              <s>
                <SentenceText sentence={change.before} {...words} />
              </s>
            </p>
          )}
          <p>{change.after ? <SentenceText sentence={change.after} {...words} /> : <em>{t("dropped")}</em>}</p>
        </li>
      ))}
    </ul>
  );
}
