"use client";

import { Bookmark, Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { ListLink } from "@/components/data-table/list-transition";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { FormAction } from "@/components/ui/form-state";
import type { ViewList } from "@/lib/views/view-lists";
import { viewHref, viewQuery } from "@/lib/views/view-query";
import { DeleteView, RenameView, SaveView } from "./view-dialogs";

/** A saved view as the menu lists it. */
export type ViewChoice = {
  id: string;
  name: string;
  query: string;
  isShared: boolean;
  isOwn: boolean;
  ownerName: string;
};

export type ViewActions = {
  save: FormAction;
  rename: FormAction;
  remove: FormAction;
  update: (input: { id: string; query: string }) => Promise<{ ok: boolean }>;
};

type Dialog = "save" | "rename" | "delete" | null;

/** The views of a list: opens one, says when the filters are no longer its own, and keeps what was changed. */
export function ViewMenu({
  list,
  views,
  query,
  openId,
  mayShare,
  mayChangeAll,
  actions,
}: {
  list: ViewList;
  views: readonly ViewChoice[];
  /** The filters as they are now. */
  query: string;
  openId: string | null;
  mayShare: boolean;
  /** May also change what others share. */
  mayChangeAll: boolean;
  actions: ViewActions;
}) {
  const t = useTranslations("views");
  const [dialog, setDialog] = useState<Dialog>(null);
  const open = views.find((view) => view.id === openId) ?? null;
  const now = viewQuery(query);
  const isChanged = open !== null && viewQuery(open.query) !== now;
  const mine = open !== null && (open.isOwn || mayChangeAll) ? open : null;
  const close = () => setDialog(null);
  return (
    <>
      {mine && isChanged && <UpdateButton view={mine} query={now} update={actions.update} />}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button size="sm" variant="ghost" className="max-w-56 text-muted-foreground print:hidden">
            <Bookmark aria-hidden />
            <span className="truncate">{open ? open.name : t("views")}</span>
            {isChanged && (
              <span className="text-warning" title={t("changed")}>
                ●<span className="sr-only">{t("changed")}</span>
              </span>
            )}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="w-64">
          <Choices label={t("mine")} views={views.filter((view) => view.isOwn)} openId={openId} />
          <Choices label={t("shared")} views={views.filter((view) => !view.isOwn)} openId={openId} />
          {views.length === 0 && <p className="px-2 py-2 text-muted-foreground">{t("none")}</p>}
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => setDialog("save")}>{t("saveAsNew")}</DropdownMenuItem>
          {mine && <DropdownMenuItem onSelect={() => setDialog("rename")}>{t("rename")}</DropdownMenuItem>}
          {mine && (
            <DropdownMenuItem destructive onSelect={() => setDialog("delete")}>
              {t("delete")}
            </DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {dialog === "save" && (
        <SaveView list={list} query={now} mayShare={mayShare} action={actions.save} onClose={close} />
      )}
      {dialog === "rename" && mine && (
        <RenameView view={mine} mayShare={mayShare} action={actions.rename} onClose={close} />
      )}
      {dialog === "delete" && mine && <DeleteView view={mine} action={actions.remove} onClose={close} />}
    </>
  );
}

function Choices({ label, views, openId }: { label: string; views: readonly ViewChoice[]; openId: string | null }) {
  if (views.length === 0) return null;
  return (
    <>
      <DropdownMenuLabel>{label}</DropdownMenuLabel>
      {views.map((view) => (
        <DropdownMenuItem key={view.id} asChild>
          <ListLink href={viewHref(view)} aria-current={view.id === openId || undefined}>
            <span className="min-w-0 flex-1 truncate">{view.name}</span>
            {!view.isOwn && <span className="text-muted-foreground text-xs">{view.ownerName}</span>}
            {view.id === openId && <Check aria-hidden className="text-primary" />}
          </ListLink>
        </DropdownMenuItem>
      ))}
    </>
  );
}

function UpdateButton({ view, query, update }: { view: ViewChoice; query: string; update: ViewActions["update"] }) {
  const t = useTranslations("views");
  const router = useRouter();
  const [pending, start] = useTransition();
  function keep() {
    start(async () => {
      const answer = await update({ id: view.id, query });
      if (answer.ok) toast.success(t("updated", { name: view.name }));
      else toast.error(t("failed"));
      router.refresh();
    });
  }
  return (
    <Button size="sm" onClick={keep} disabled={pending}>
      {t("update")}
    </Button>
  );
}
