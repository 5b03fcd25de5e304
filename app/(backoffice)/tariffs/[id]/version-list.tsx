import { useTranslations } from "next-intl";
import { BusinessDate } from "@/components/figures";
import { Badge } from "@/components/ui/badge";
import type { IsoDate } from "@/lib/calendar/calendar";
import type { VersionContent } from "./version-content";
import { VersionDifferences } from "./version-differences";
import { VersionText } from "./version-text";

/** The versions of a tariff, latest first: from when, what changed, and the full text on demand. */
export function VersionList({ contents, today }: { contents: readonly VersionContent[]; today: IsoDate }) {
  const t = useTranslations("tariffs.detail");
  const current = contents.find(({ version }) => version.validFrom <= today);
  return (
    <ol className="flex flex-col">
      {contents.map((content, index) => {
        const { id, version, validFrom } = content.version;
        const before = contents[index + 1];
        return (
          <li key={id} className="flex flex-col gap-2 border-b py-3 last:border-b-0">
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-medium">{t("version", { number: version })}</span>
              <span className="text-muted-foreground">
                {t.rich("from", { date: () => <BusinessDate date={validFrom} /> })}
              </span>
              {content === current && <Badge tone="success">{t("current")}</Badge>}
              {validFrom > today && <Badge tone="info">{t("planned")}</Badge>}
            </p>
            {before && <VersionDifferences before={before} after={content} />}
            <details>
              <summary className="cursor-pointer text-primary">{t("fullText")}</summary>
              <div className="mt-2">
                <VersionText content={content} />
              </div>
            </details>
          </li>
        );
      })}
    </ol>
  );
}
