"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** An OCPI object as a file, as other systems take it. */
export function ExportTariff({ label, fileName, json }: { label: string; fileName: string; json: string }) {
  const t = useTranslations("tariffs");
  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([json], { type: "application/json" }));
    link.download = `${fileName.replace(/[^\p{L}\p{N}]+/gu, "-")}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  }
  return (
    <Button size="sm" variant="ghost" onClick={save}>
      <Download aria-hidden />
      {t("export", { cost: label })}
    </Button>
  );
}
