import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Count, DateTime, StatusBadge } from "@/components/figures";
import { Page, PageHeader } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { findFile } from "@/db/queries/files";
import { findImport, findImportsOfFile, type ImportDetail } from "@/db/queries/imports";
import { listOrganizations } from "@/db/queries/organizations";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { isUuid } from "@/lib/input/fields";
import { placeDefaults } from "@/lib/locations/place-defaults";
import { Mapping } from "./mapping";
import { Result } from "./result";
import { Running } from "./running";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("title") };
}

export default async function ImportPage(props: PageProps<"/imports/[id]">) {
  const viewer = await requireViewer("cdrs:read");
  const t = await getTranslations("imports");
  const { id } = await props.params;
  if (!isUuid(id)) notFound();
  const loaded = await readAs(viewer, async (tx) => {
    const found = await findImport(tx, id);
    const file = found && (await findFile(tx, found.fileId));
    if (!found || !file) return null;
    const same = await findImportsOfFile(tx, file.sha256, id);
    return { found, same, defaults: placeDefaults(await listOrganizations(tx)) };
  });
  if (!loaded) notFound();
  const { found } = loaded;
  const zone = await viewerZone(viewer);
  const mayImport = isAllowed(viewer.role, "cdrs:import");
  return (
    <Page>
      <PageHeader
        title={found.fileName}
        description={<Origin found={found} zone={zone} />}
        breadcrumbs={[{ label: t("title"), href: "/imports" }, { label: found.fileName }]}
        status={<StatusBadge status={`import.${found.state}`} />}
      />
      <SameFile same={loaded.same} zone={zone} />
      {isMapped(found, mayImport) && <Mapping viewer={viewer} found={found} zone={zone} />}
      {(found.state === "queued" || found.state === "running") && <Running found={found} mayImport={mayImport} />}
      {found.state === "done" && (
        <Result
          viewer={viewer}
          found={found}
          query={await props.searchParams}
          place={{ ...loaded.defaults, timeZone: loaded.defaults.timeZone || zone }}
        />
      )}
      {!mayImport && found.state === "uploaded" && <Alert>{t("mapping.waits")}</Alert>}
    </Page>
  );
}

/** A file is mapped before its first run, and again when the mapping turned out not to fit. */
function isMapped(found: ImportDetail, mayImport: boolean): boolean {
  return mayImport && (found.state === "uploaded" || found.state === "failed");
}

async function Origin({ found, zone }: { found: ImportDetail; zone: string }) {
  const t = await getTranslations("imports.detail");
  return t.rich("origin", {
    source: () => (
      <Link key="source" className="underline-offset-4 hover:underline" href={`/imports/sources/${found.sourceId}`}>
        {found.sourceName}
      </Link>
    ),
    size: () => (
      <span key="size">
        <Count value={Math.ceil(found.sizeBytes / 1024)} /> KB
      </span>
    ),
    at: () => <DateTime key="at" at={found.createdAt} zone={zone} />,
    who: found.createdBy ?? t("system"),
  });
}

/** The same bytes twice change nothing, but somebody should know. */
async function SameFile({ same, zone }: { same: readonly { id: string; createdAt: number }[]; zone: string }) {
  const t = await getTranslations("imports.detail");
  const [latest] = same;
  if (!latest) return null;
  return (
    <Alert tone="warning" title={t("sameFile")}>
      {t.rich("sameFileText", {
        import: () => (
          <Link key="import" className="underline underline-offset-4" href={`/imports/${latest.id}`}>
            <DateTime at={latest.createdAt} zone={zone} />
          </Link>
        ),
      })}
    </Alert>
  );
}
