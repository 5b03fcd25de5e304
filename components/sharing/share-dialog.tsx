"use client";

import { Share2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CopyField } from "@/components/access/copy-field";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction, FormState } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { DEFAULT_SHARE_DAYS, SHARE_DAYS } from "@/lib/sharing/share-days";

type Report = { id: string; number: string };

/** Makes a link to a report, and shows it once. `action` answers with `{ url }`. Needs the messages of `sharing`. */
export function ShareDialog({ report, action }: { report: Report; action: FormAction }) {
  const t = useTranslations("sharing.dialog");
  const [open, setOpen] = useState(false);
  const [url, setUrl] = useState<string | null>(null);
  function toggle(next: boolean) {
    setOpen(next);
    setUrl(null);
  }
  function finish(state: FormState) {
    if (state.status === "done") setUrl((state.value as { url: string }).url);
  }
  return (
    <Dialog open={open} onOpenChange={toggle}>
      <DialogTrigger asChild>
        <Button>
          <Share2 aria-hidden />
          {t("share")}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{url === null ? t("title", { number: report.number }) : t("created")}</DialogTitle>
          <DialogDescription>{t(url === null ? "text" : "createdText")}</DialogDescription>
        </DialogHeader>
        {url === null ? (
          <ShareForm reportId={report.id} action={action} onDone={finish} />
        ) : (
          <>
            <CopyField label={t("link")} value={url} />
            <DialogFooter>
              <DialogClose asChild>
                <Button variant="primary">{t("done")}</Button>
              </DialogClose>
            </DialogFooter>
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}

function ShareForm({
  reportId,
  action,
  onDone,
}: {
  reportId: string;
  action: FormAction;
  onDone: (state: FormState) => void;
}) {
  const t = useTranslations("sharing.dialog");
  return (
    <ActionForm action={action} onDone={onDone}>
      <input type="hidden" name="reportId" value={reportId} />
      <FormField name="days" label={t("days")}>
        <NativeSelect defaultValue={String(DEFAULT_SHARE_DAYS)}>
          {SHARE_DAYS.map((days) => (
            <option key={days} value={days}>
              {t("daysOption", { days })}
            </option>
          ))}
        </NativeSelect>
      </FormField>
      <FormField name="password" label={t("password")} hint={t("passwordHint")}>
        <Input type="password" autoComplete="new-password" />
      </FormField>
      <DialogFooter>
        <SubmitButton>{t("submit")}</SubmitButton>
      </DialogFooter>
    </ActionForm>
  );
}
