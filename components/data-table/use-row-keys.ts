"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";
import { isTyping } from "@/components/shell/keys";

/**
 * The keys of a list: `/` goes to its search, j and k move along the rows, x selects, Esc clears the selection.
 * Moving puts the focus on the row's link, so Enter opens it without further ado.
 */
export function useRowKeys(root: RefObject<HTMLElement | null>, state: { selected: boolean; clear: () => void }) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event)) return;
    const used = pressed(event.key, root.current, state);
    if (used) event.preventDefault();
  });
  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

function pressed(key: string, root: HTMLElement | null, state: { selected: boolean; clear: () => void }): boolean {
  if (key === "/") return focusSearch();
  if (key === "j" || key === "k") return moveRow(root, key === "j" ? 1 : -1);
  if (key === "x") return toggleRow(root);
  if (key !== "Escape" || !state.selected) return false;
  state.clear();
  return true;
}

function focusSearch(): boolean {
  const search = document.querySelector<HTMLInputElement>("[data-list-search]");
  search?.focus();
  search?.select();
  return search !== null;
}

function moveRow(root: HTMLElement | null, step: 1 | -1): boolean {
  const rows = [...(root?.querySelectorAll<HTMLElement>("tr[data-row]") ?? [])];
  const current = rows.findIndex((row) => row.contains(document.activeElement));
  const next = current < 0 ? rows[step === 1 ? 0 : rows.length - 1] : rows[current + step];
  const control = next?.querySelector<HTMLElement>("a[data-identity], input[data-select-row]");
  control?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
  return rows.length > 0;
}

function toggleRow(root: HTMLElement | null): boolean {
  const row = document.activeElement?.closest("tr[data-row]");
  if (!row || !root?.contains(row)) return false;
  row.querySelector<HTMLInputElement>("input[data-select-row]")?.click();
  return true;
}
