"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { toast } from "sonner";
import { useListTransition } from "@/components/data-table/list-transition";
import { Checkbox } from "@/components/ui/checkbox";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { ActionForm, FormField, SubmitButton } from "@/components/ui/form";
import type { FormAction, FormState } from "@/components/ui/form-state";
import { Input } from "@/components/ui/input";
import type { ViewList } from "@/lib/views/view-lists";
import { viewHref } from "@/lib/views/view-query";

/** Gives the filters as they are a name. */
export function SaveView({
  list,
  query,
  mayShare,
  action,
  onClose,
}: {
  list: ViewList;
  query: string;
  mayShare: boolean;
  action: FormAction;
  onClose: () => void;
}) {
  const t = useTranslations("views");
  const router = useRouter();
  const { start } = useListTransition();
  function opened(state: FormState) {
    const id = state.status === "done" ? String(state.value) : "";
    onClose();
    toast.success(t("saved"));
    start(() => router.push(viewHref({ id, query }) as never, { scroll: false }));
  }
  return (
    <ViewForm
      title={t("saveTitle")}
      description={t("saveHint")}
      verb={t("save")}
      action={action}
      onDone={opened}
      onClose={onClose}
    >
      <input type="hidden" name="list" value={list} />
      <input type="hidden" name="query" value={query} />
      <NameAndSharing name="" isShared={false} mayShare={mayShare} />
    </ViewForm>
  );
}

type NamedView = { id: string; name: string; isShared: boolean };

/** Changes a view's name and who sees it. */
export function RenameView({
  view,
  mayShare,
  action,
  onClose,
}: {
  view: NamedView;
  mayShare: boolean;
  action: FormAction;
  onClose: () => void;
}) {
  const t = useTranslations("views");
  return (
    <ViewForm
      title={t("renameTitle", { name: view.name })}
      verb={t("save")}
      action={action}
      onDone={onClose}
      onClose={onClose}
    >
      <input type="hidden" name="id" value={view.id} />
      <NameAndSharing name={view.name} isShared={view.isShared} mayShare={mayShare} />
    </ViewForm>
  );
}

/** Asks before a view is deleted. */
export function DeleteView({ view, action, onClose }: { view: NamedView; action: FormAction; onClose: () => void }) {
  const t = useTranslations("views");
  return (
    <ViewForm
      title={t("deleteTitle", { name: view.name })}
      description={view.isShared ? t("deleteShared") : t("deleteOwn")}
      verb={t("deleteVerb")}
      destructive
      action={action}
      onDone={onClose}
      onClose={onClose}
    >
      <input type="hidden" name="id" value={view.id} />
    </ViewForm>
  );
}

function ViewForm({
  title,
  description,
  verb,
  destructive = false,
  action,
  onDone,
  onClose,
  children,
}: {
  title: string;
  description?: string;
  verb: string;
  destructive?: boolean;
  action: FormAction;
  onDone: (state: FormState) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-w-sm" {...(!description && { "aria-describedby": undefined })}>
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          {description && <DialogDescription>{description}</DialogDescription>}
        </DialogHeader>
        <ActionForm action={action} onDone={onDone}>
          {children}
          <DialogFooter>
            <SubmitButton variant={destructive ? "destructive" : "primary"}>{verb}</SubmitButton>
          </DialogFooter>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}

function NameAndSharing({ name, isShared, mayShare }: { name: string; isShared: boolean; mayShare: boolean }) {
  const t = useTranslations("views");
  const id = useId();
  return (
    <>
      <FormField name="name" label={t("name")}>
        <Input defaultValue={name} maxLength={60} required autoComplete="off" />
      </FormField>
      {mayShare && (
        <label htmlFor={id} className="flex items-center gap-2.5">
          <Checkbox id={id} name="isShared" defaultChecked={isShared} />
          {t("share")}
        </label>
      )}
    </>
  );
}
