import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Page, PageHeader } from "@/components/shell/page";
import { Badge } from "@/components/ui/badge";
import { Empty } from "@/components/ui/empty";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { listSources } from "@/db/queries/imports";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { rememberedPayer } from "@/lib/cdrs/source-payer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("sources.title") };
}

/** The sources of CDRs, with what is remembered about each; there are a handful. */
export default async function SourcesPage() {
  const viewer = await requireViewer("cdrs:read");
  const t = await getTranslations("imports");
  const sources = await readAs(viewer, listSources);
  return (
    <Page>
      <PageHeader
        title={t("sources.title")}
        description={t("sources.description")}
        breadcrumbs={[{ label: t("title"), href: "/imports" }, { label: t("sources.title") }]}
      />
      {sources.length === 0 ? (
        <Empty title={t("sources.empty")}>{t("sources.emptyText")}</Empty>
      ) : (
        <Table className="max-w-5xl">
          <TableHeader>
            <TableRow>
              <TableHead>{t("sources.name")}</TableHead>
              <TableHead>{t("sources.format")}</TableHead>
              <TableHead>{t("sources.pricing")}</TableHead>
              <TableHead>{t("payer.label")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {sources.map((source) => (
              <TableRow key={source.id}>
                <TableCell>
                  <Link
                    className="font-medium underline-offset-4 hover:underline"
                    href={`/imports/sources/${source.id}`}
                  >
                    {source.name}
                  </Link>
                </TableCell>
                <TableCell>
                  <Badge tone="outline">{t(`sources.formats.${source.format}`)}</Badge>
                </TableCell>
                <TableCell>{t(`sources.pricings.${source.pricing}`)}</TableCell>
                <TableCell>{t(`payer.kinds.${rememberedPayer(source.mapping).kind}`)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Page>
  );
}
