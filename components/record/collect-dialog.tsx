"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { useSelection } from "@/components/data-table";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogHeader, DialogTitle, DialogTrigger } from "@/components/ui/dialog";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";

/** Everything that matches the list's filter: its query, and how many that are. */
export type Matching = { query: string; count: number };

/** The button of the bulk bar: collects the selected rows, or all that match. */
export function CollectSelection({
  action,
  matching,
  today,
}: {
  action: FormAction;
  matching: Matching;
  today: string;
}) {
  const { ids, clear } = useSelection();
  return <CollectDialog action={action} ids={ids} matching={matching} today={today} onDone={clear} />;
}

/** Asks when the money moved and who received it, then books it. One record can be collected in part. */
export function CollectDialog({
  action,
  ids,
  matching,
  today,
  onDone,
}: {
  action: FormAction;
  /** `partnerId/recordId` of each record. */
  ids: readonly string[];
  matching?: Matching;
  today: string;
  onDone?: () => void;
}) {
  const t = useTranslations("records.collect");
  // Made when the dialog opens: sending the same form twice books once.
  const [paymentId, setPaymentId] = useState<string | null>(null);
  function finish() {
    setPaymentId(null);
    toast.success(t("done"));
    onDone?.();
  }
  return (
    <Dialog open={paymentId !== null} onOpenChange={(open) => setPaymentId(open ? crypto.randomUUID() : null)}>
      <DialogTrigger asChild>
        <Button size="sm" variant="primary">
          {t("open")}
        </Button>
      </DialogTrigger>
      <DialogContent aria-describedby={undefined}>
        <DialogHeader>
          <DialogTitle>{matching ? t("title") : t("titleOne")}</DialogTitle>
        </DialogHeader>
        <ActionForm action={action} onDone={finish}>
          <input type="hidden" name="paymentId" value={paymentId ?? ""} />
          {ids.map((id) => (
            <input key={id} type="hidden" name="ids[]" value={id} />
          ))}
          {matching && <What ids={ids} matching={matching} />}
          <Fields today={today} one={ids.length === 1} />
          <DialogFooter>
            <SubmitButton>{t("submit")}</SubmitButton>
          </DialogFooter>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}

function What({ ids, matching }: { ids: readonly string[]; matching: Matching }): ReactNode {
  const t = useTranslations("records.collect");
  return (
    <>
      <input type="hidden" name="query" value={matching.query} />
      <FormField name="what" label={t("what")}>
        <NativeSelect defaultValue="selected">
          <option value="selected">{t("selected", { count: ids.length })}</option>
          <option value="matching">{t("matching", { count: matching.count })}</option>
        </NativeSelect>
      </FormField>
    </>
  );
}

function Fields({ today, one }: { today: string; one: boolean }) {
  const t = useTranslations("records");
  return (
    <>
      <FormField name="valueDate" label={t("collect.valueDate")} description={t("collect.valueDateHint")}>
        <Input type="date" defaultValue={today} max={today} required />
      </FormField>
      <FormField name="receivedBy" label={t("collect.receivedBy")} description={t("collect.receivedByHint")}>
        <NativeSelect defaultValue="operator">
          <option value="operator">{t("receiver.operator")}</option>
          <option value="partner">{t("receiver.partner")}</option>
        </NativeSelect>
      </FormField>
      {one && (
        <FormField name="amount" label={t("collect.amount")} description={t("collect.amountHint")}>
          <Input inputMode="decimal" autoComplete="off" />
        </FormField>
      )}
      <FormField name="reason" label={t("collect.note")}>
        <Input maxLength={500} />
      </FormField>
    </>
  );
}
