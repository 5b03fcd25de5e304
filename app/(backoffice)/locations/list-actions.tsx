import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** How locations come in: by hand or by file. */
export function ListActions() {
  const t = useTranslations("locations");
  return (
    <>
      <Button asChild>
        <Link href="/locations/import">{t("import.open")}</Link>
      </Button>
      <Button asChild variant="primary">
        <Link href="/locations/new">{t("new")}</Link>
      </Button>
    </>
  );
}
