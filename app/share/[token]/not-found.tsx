import { getTranslations } from "next-intl/server";
import { PublicShell } from "@/components/shell/public-shell";
import { availableLocales } from "@/lib/i18n/load-messages.server";

/** Unknown, expired and revoked links look the same. */
export default async function MissingShare() {
  const [t, app] = await Promise.all([getTranslations("sharing.missing"), getTranslations("common.app")]);
  return (
    <PublicShell name={app("name")} locales={availableLocales()}>
      <div className="flex flex-col gap-1">
        <h1 className="font-semibold text-2xl tracking-tight">{t("title")}</h1>
        <p className="text-pretty text-muted-foreground">{t("text")}</p>
      </div>
    </PublicShell>
  );
}
