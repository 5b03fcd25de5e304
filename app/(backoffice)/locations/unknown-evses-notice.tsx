import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { listUnknownEvses } from "@/db/queries/locations";
import { type Reader, readAs } from "@/lib/access/read.server";

/** Says how many EVSEs files name that nobody knows, and where to create them. */
export async function UnknownEvsesNotice({ viewer }: { viewer: Reader }) {
  const t = await getTranslations("locations");
  const unknown = await readAs(viewer, (tx) => listUnknownEvses(tx));
  if (unknown.length === 0) return null;
  const open = (
    <Button asChild size="sm">
      <Link href="/locations/unknown">{t("unknown.open")}</Link>
    </Button>
  );
  return (
    <Alert tone="warning" title={t("unknown.notice", { count: unknown.length })} action={open}>
      {t("unknown.waiting")}
    </Alert>
  );
}
