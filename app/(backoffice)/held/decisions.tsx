"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useSelection } from "@/components/data-table";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { accept, discard, release } from "./actions";

export type Decision = "release" | "discard" | "accept";

const ACTIONS = { release, discard, accept };

/** A decision about rows that wait, with its consequences and a reason. */
export function DecisionButton({
  decision,
  keys,
  primary = false,
  onDone,
}: {
  decision: Decision;
  keys: readonly string[];
  primary?: boolean;
  onDone?: () => void;
}) {
  const t = useTranslations("cdrs.held");
  const router = useRouter();
  const count = keys.length;
  function finish() {
    onDone?.();
    router.refresh();
  }
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant={primary ? "primary" : "secondary"}>
          {t(`decide.${decision}.verb`)}
        </Button>
      }
      title={t(`decide.${decision}.title`, { count })}
      consequences={[t(`decide.${decision}.first`), t(`decide.${decision}.second`)]}
      verb={t(`decide.${decision}.verb`)}
      action={ACTIONS[decision]}
      fields={{ keys: JSON.stringify(keys) }}
      destructive={decision === "discard"}
      reason={{ label: t("decide.reason"), description: t("decide.reasonHint") }}
      onDone={finish}
    />
  );
}

/** The decisions about the selected rows of one kind. */
export function BulkDecisions({ decisions }: { decisions: readonly Decision[] }) {
  const { ids, clear } = useSelection();
  return decisions.map((decision) => <DecisionButton key={decision} decision={decision} keys={ids} onDone={clear} />);
}
