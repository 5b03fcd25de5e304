"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { ChargePointOption } from "@/lib/tariffs/tariff-options";
import { findChargePoints } from "../actions";

type Chosen = { id: string; uid: string };

const TYPING_PAUSE_MS = 200;

/** One charge point among many, found by a part of its id or its site's name; none means any. */
export function ChargePointChoice({
  value,
  onChange,
}: {
  value: Chosen | null;
  onChange: (chosen: Chosen | null) => void;
}) {
  const t = useTranslations("tariffs.configuration");
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>{t("chargePoint")}</Label>
      <div className="flex gap-1">
        <Popover open={open} onOpenChange={setOpen}>
          <PopoverTrigger asChild>
            <Button id={id} className="flex-1 justify-between font-normal">
              {value?.uid ?? t("anyChargePoint")}
              <Search aria-hidden />
            </Button>
          </PopoverTrigger>
          <PopoverContent aria-label={t("chargePoint")}>
            <Found
              onChoose={(option) => {
                onChange({ id: option.id, uid: option.uid });
                setOpen(false);
              }}
            />
          </PopoverContent>
        </Popover>
        {value && (
          <Button size="icon" variant="ghost" aria-label={t("clearChargePoint")} onClick={() => onChange(null)}>
            <X aria-hidden />
          </Button>
        )}
      </div>
    </div>
  );
}

function Found({ onChoose }: { onChoose: (option: ChargePointOption) => void }) {
  const t = useTranslations("tariffs.configuration");
  const [search, setSearch] = useState("");
  const [found, setFound] = useState<readonly ChargePointOption[] | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const answer = await findChargePoints({ search });
      if (isCurrent && answer.ok) setFound(answer.value);
    }, TYPING_PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [search]);
  return (
    <div className="flex flex-col gap-2">
      <Input
        type="search"
        aria-label={t("searchChargePoint")}
        placeholder={t("searchChargePoint")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul className="flex max-h-64 flex-col overflow-y-auto" aria-live="polite">
        {found?.map((option) => (
          <li key={option.id}>
            <Button
              variant="ghost"
              className="h-auto w-full flex-col items-start gap-0 py-1"
              onClick={() => onChoose(option)}
            >
              {option.uid}
              <span className="font-normal text-muted-foreground text-xs">{option.site}</span>
            </Button>
          </li>
        ))}
        {found?.length === 0 && <li className="px-3 py-2 text-muted-foreground">{t("noChargePoint")}</li>}
      </ul>
    </div>
  );
}
