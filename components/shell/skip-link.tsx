import { useTranslations } from "next-intl";

/** The page's content has this id in every shell. */
export const CONTENT_ID = "content";

/** The first stop of the Tab key: past the navigation to the content. */
export function SkipLink() {
  const t = useTranslations("common.shell");
  return (
    <a
      href={`#${CONTENT_ID}`}
      className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-md focus:bg-inverse focus:px-3 focus:py-2 focus:text-inverse-foreground"
    >
      {t("skip")}
    </a>
  );
}
