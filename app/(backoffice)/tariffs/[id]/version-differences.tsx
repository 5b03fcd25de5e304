import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { differencesBetween, type TariffDifference } from "@/lib/tariffs/differences";
import { SentenceText } from "../tariff-sentences";
import { useTariffWords } from "../tariff-words";
import { COST_NAMES, costsOf, scopeKey, type VersionContent } from "./version-content";
import { useScopeText } from "./version-text";

type Group = { key: string; title: string; differences: TariffDifference[] };

/** What a version changed, old → new, in sentences; of the first there is nothing to tell. */
export function VersionDifferences({ before, after }: { before: VersionContent; after: VersionContent }) {
  const t = useTranslations("tariffs.changes");
  const groups = useGroups(before, after).filter(({ differences }) => differences.length > 0);
  if (groups.length === 0) return <p className="text-muted-foreground">{t("none")}</p>;
  return groups.map(({ key, title, differences }) => (
    <div key={key} className="flex flex-col gap-1">
      <h3 className="font-medium text-[0.8125rem] text-muted-foreground">{title}</h3>
      <ul className="flex flex-col gap-1">
        {differences.map((difference) => (
          <li key={JSON.stringify(difference)}>
            <Difference difference={difference} />
          </li>
        ))}
      </ul>
    </div>
  ));
}

function useGroups(before: VersionContent, after: VersionContent): Group[] {
  const t = useTranslations("tariffs.cost");
  const scopeText = useScopeText();
  const own = COST_NAMES.map((cost) => ({
    key: cost,
    title: t(cost),
    differences: differencesBetween(before.costs[cost], after.costs[cost]),
  }));
  const scopes = new Map([...before.configurations, ...after.configurations].map((one) => [scopeKey(one), one]));
  const narrowed = [...scopes].flatMap(([key, configuration]) => {
    const [old, next] = [before, after].map(({ configurations }) =>
      costsOf(configurations.find((one) => scopeKey(one) === key) ?? { sales: null, purchase: null }),
    );
    return COST_NAMES.map((cost) => ({
      key: `${key} ${cost}`,
      title: `${scopeText(configuration)} · ${t(cost)}`,
      differences: differencesBetween(old![cost], next![cost]),
    }));
  });
  return [...own, ...narrowed];
}

function Difference({ difference }: { difference: TariffDifference }) {
  const t = useTranslations("tariffs.changes");
  const { part, price, sentence, when } = useTariffWords();
  if (difference.kind === "order") return t("order");
  if ("element" in difference) {
    return (
      <Labelled label={t(difference.kind)} struck={difference.kind === "removed"}>
        <SentenceText {...sentence(difference.element)} />
      </Labelled>
    );
  }
  if (difference.kind === "price") {
    const { before, after } = difference;
    return (
      <span>
        <span className="text-muted-foreground">{when(difference.when)}: </span>
        <OldAndNew old={before && price(before)} next={after && price(after)} />
      </span>
    );
  }
  const { before, after } = difference;
  return <OldAndNew old={before && part(before)} next={after && part(after)} />;
}

function Labelled({ label, struck, children }: { label: string; struck: boolean; children: ReactNode }) {
  return (
    <span>
      <span className="text-muted-foreground">{label} </span>
      {struck ? <s className="decoration-muted-foreground">{children}</s> : children}
    </span>
  );
}

function OldAndNew({ old, next }: { old: string | null; next: string | null }) {
  const t = useTranslations("tariffs.changes");
  return (
    <>
      <span className={next === null ? "text-muted-foreground line-through" : "text-muted-foreground"}>
        {old ?? t("nothing")}
      </span>
      <span aria-hidden> → </span>
      <span className="sr-only">{t("becomes")}</span>
      <span className="font-medium">{next ?? t("nothing")}</span>
    </>
  );
}
