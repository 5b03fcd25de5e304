"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import {
  type ChangeEvent,
  createContext,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { Amount } from "@/components/figures";
import { cn } from "@/components/ui/cn";
import { parseDecimalExact } from "@/lib/money/amount";
import { useListTransition } from "./list-transition";
import { useRowKeys } from "./use-row-keys";

/** A selectable row: how it is called, and what it adds to the sum (a decimal string). */
export type SelectionItem = { id: string; label: string; amount?: string; currency?: string };

type Selection = { ids: readonly string[]; clear: () => void };
const Context = createContext<Selection>({ ids: [], clear: () => undefined });

/** The rows that are selected in the table around. For buttons of the bulk bar. */
export function useSelection(): Selection {
  return useContext(Context);
}

/** The selected ids as hidden fields of a form; the action's input gets them as the array `ids`. */
export function SelectionFields({ name = "ids[]" }: { name?: string }) {
  const { ids } = useSelection();
  return ids.map((id) => <input key={id} type="hidden" name={name} value={id} />);
}

/**
 * Selection, keys and dimming of a server-rendered table. The checkboxes are plain HTML and hold the selection
 * themselves; this only listens, so that a page of rows costs no component per cell in the browser.
 */
export function TableControls({
  caption,
  items,
  bulk,
  children,
}: {
  caption: string;
  items: readonly SelectionItem[];
  bulk?: ReactNode;
  children: ReactNode;
}) {
  const root = useRef<HTMLDivElement>(null);
  const { pending } = useListTransition();
  const [ids, setIds] = useState<readonly string[]>([]);

  const read = useCallback(() => {
    const boxes = rowBoxes(root.current);
    const checked = boxes.filter((box) => box.checked);
    const page = root.current?.querySelector<HTMLInputElement>("[data-select-page]");
    if (page) {
      page.checked = checked.length > 0 && checked.length === boxes.length;
      page.indeterminate = checked.length > 0 && checked.length < boxes.length;
    }
    setIds(checked.map((box) => box.value));
  }, []);

  const clear = useCallback(() => {
    for (const box of rowBoxes(root.current)) box.checked = false;
    read();
  }, [read]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows are another selection, although nothing here reads them
  useEffect(read, [read, items]);
  useRowKeys(root, { selected: ids.length > 0, clear });

  function change(event: ChangeEvent<HTMLDivElement>) {
    const box = event.target as EventTarget as HTMLInputElement;
    if (box.matches("[data-select-page]")) for (const row of rowBoxes(root.current)) row.checked = box.checked;
    read();
  }

  const selection = useMemo(() => ({ ids, clear }), [ids, clear]);
  return (
    <Context value={selection}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the row's own link is the control; a click beside it is a convenience */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are j, k and Enter on the link */}
      <div ref={root} onChange={change} onClick={openRow} aria-busy={pending} className="min-w-0">
        <section
          data-slot="table-scroll"
          aria-label={caption}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          className={cn("table-scroll", pending && "dimmed")}
        >
          {children}
        </section>
      </div>
      {ids.length > 0 && <BulkBar items={items}>{bulk}</BulkBar>}
    </Context>
  );
}

function rowBoxes(root: HTMLElement | null): HTMLInputElement[] {
  return root ? [...root.querySelectorAll<HTMLInputElement>("input[data-select-row]")] : [];
}

/** A click anywhere on a row opens it, unless it hit a control or ended a text selection. */
function openRow(event: MouseEvent<HTMLElement>) {
  const target = event.target as HTMLElement;
  if (target.closest("a, button, input, label, select") || window.getSelection()?.toString()) return;
  const link = target.closest("tr[data-row]")?.querySelector<HTMLAnchorElement>("a[data-identity]");
  if (!link) return;
  const { metaKey, ctrlKey, shiftKey } = event;
  link.dispatchEvent(new window.MouseEvent("click", { bubbles: true, cancelable: true, metaKey, ctrlKey, shiftKey }));
}

/** How many are selected, what they sum to per currency, and what can be done with them. */
function BulkBar({ items, children }: { items: readonly SelectionItem[]; children: ReactNode }) {
  const t = useTranslations("common.table");
  const { ids, clear } = useSelection();
  const sums = useMemo(() => sumByCurrency(items.filter((item) => ids.includes(item.id))), [items, ids]);
  return (
    <section
      aria-label={t("bulkActions")}
      className="fixed inset-x-4 bottom-4 z-40 mx-auto flex w-fit max-w-[calc(100vw-2rem)] flex-wrap items-center gap-x-4 gap-y-2 inverse rounded-xl py-2 pr-2 pl-4 shadow-overlay print:hidden"
    >
      <p aria-live="polite" className="flex flex-wrap gap-x-3">
        <span className="font-semibold">{t("selected", { count: ids.length })}</span>
        {sums.map(([currency, amount]) => (
          <Amount key={currency} value={amount} currency={currency} />
        ))}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        {children}
        <button
          type="button"
          onClick={clear}
          aria-label={t("clearSelection")}
          className="rounded-md p-1.5 text-muted-foreground hover:text-foreground"
        >
          <X className="size-4" />
        </button>
      </div>
    </section>
  );
}

function sumByCurrency(items: readonly SelectionItem[]): [currency: string, amount: bigint][] {
  const sums = new Map<string, bigint>();
  for (const { amount, currency } of items) {
    if (amount === undefined || currency === undefined) continue;
    sums.set(currency, (sums.get(currency) ?? 0n) + parseDecimalExact(amount));
  }
  return [...sums];
}
