import { Archive, Check, Clock, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";

const looks = {
  waiting: { tone: "neutral", icon: Clock },
  sent: { tone: "success", icon: Check },
  failed: { tone: "danger", icon: TriangleAlert },
  kept: { tone: "info", icon: Archive },
} as const;

export type MailState = keyof typeof looks;

/** Where a mail stands. */
export function MailStateBadge({ state }: { state: MailState }) {
  const t = useTranslations("mails.outbox.states");
  const { tone, icon: Icon } = looks[state];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden strokeWidth={2.25} />
      {t(state)}
    </Badge>
  );
}
