import { useLocale, useTranslations } from "next-intl";
import { StatusBadge } from "@/components/figures";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { FormAction } from "@/components/ui/form-state";
import type { Instant } from "@/lib/calendar/calendar";
import { formatDateTime } from "@/lib/i18n/format";
import { shareState } from "@/lib/sharing/share";

/** A link as `listShares` gives it. */
export type ShownShare = {
  id: string;
  createdAt: Instant;
  createdBy: string | null;
  expiresAt: Instant;
  revokedAt: Instant | null;
  hasPassword: boolean;
  lastOpenedAt: Instant | null;
  opened: number;
};

/** The links of a report: who made them, how long they live, when they were opened; `revoke` null only shows. */
export function ShareList({
  shares,
  number,
  zone,
  now,
  revoke,
}: {
  shares: readonly ShownShare[];
  number: string;
  zone: string;
  now: Instant;
  revoke: FormAction | null;
}) {
  const t = useTranslations("sharing.list");
  const locale = useLocale();
  if (shares.length === 0) return <p className="text-muted-foreground">{t("empty")}</p>;
  const date = (at: Instant) => formatDateTime(at, zone, locale);
  return (
    <ul className="flex flex-col divide-y">
      {shares.map((share) => {
        const state = shareState(share, now);
        const facts = [
          t("created", { date: date(share.createdAt), who: share.createdBy ?? "?" }),
          t("expires", { date: date(share.expiresAt) }),
          t("opened", { count: share.opened, date: share.lastOpenedAt === null ? "" : date(share.lastOpenedAt) }),
          ...(share.hasPassword ? [t("hasPassword")] : []),
        ];
        return (
          <li key={share.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <StatusBadge status={`share.${state}`} />
            <span className="min-w-0 flex-1 text-[0.8125rem] text-muted-foreground">{facts.join(" · ")}</span>
            {revoke && state === "active" && (
              <ConfirmDialog
                destructive
                trigger={<Button size="sm">{t("revoke")}</Button>}
                title={t("revokeTitle", { number })}
                consequences={[t("revokeText")]}
                verb={t("revoke")}
                action={revoke}
                fields={{ shareId: share.id }}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
