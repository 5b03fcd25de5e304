import { useTranslations } from "next-intl";
import { Count } from "@/components/figures";
import { ClientMessages } from "@/components/shell/client-messages";
import { KeepFresh } from "@/components/shell/keep-fresh";
import { Section } from "@/components/shell/page";
import { Progress } from "@/components/ui/progress";
import type { ImportDetail } from "@/db/queries/imports";
import { CountsEquation } from "../import-counts";
import { ResumeWhenStill } from "./resume-when-still";

/** How far the import has come; the row in the database says it, so a reload shows the same. */
export function Running({ found, mayImport }: { found: ImportDetail; mayImport: boolean }) {
  const t = useTranslations("imports.progress");
  const kilobytes = (bytes: number) => <Count value={Math.round(bytes / 1024)} />;
  return (
    <Section title={found.state === "queued" ? t("queued") : t("running")}>
      <KeepFresh />
      <div className="flex flex-col gap-5">
        <div className="flex max-w-2xl flex-col gap-1.5">
          <Progress value={found.bytesRead} total={found.sizeBytes} label={t("label")} />
          <p className="text-[0.8125rem] text-muted-foreground">
            {t.rich("bytes", { read: () => kilobytes(found.bytesRead), total: () => kilobytes(found.sizeBytes) })}
          </p>
        </div>
        <CountsEquation counts={found} />
        <p className="max-w-2xl text-muted-foreground">{t("leave")}</p>
        {mayImport && (
          <ClientMessages areas={["imports"]}>
            <ResumeWhenStill importId={found.id} bytesRead={found.bytesRead} />
          </ClientMessages>
        )}
      </div>
    </Section>
  );
}
