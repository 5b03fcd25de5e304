import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { StatusBadge } from "@/components/figures";
import { ClientMessages } from "@/components/shell/client-messages";
import { Facts, Page, PageHeader, Section } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { findHeld } from "@/db/queries/held";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";
import { viewerZone } from "@/lib/access/viewer-zone.server";
import { cdrHref, heldKeyOfAddress, heldKeyText } from "@/lib/cdrs/cdr-key";
import { contentDifferences } from "@/lib/cdrs/content-differences";
import type { StoredCdr } from "@/lib/cdrs/stored-cdr";
import type { CrossCheck } from "@/lib/records/cross-check";
import { ContentFacts, ContentValue, contentLabel } from "../../cdrs/content-facts";
import { CrossCheckTable } from "../../cdrs/cross-check-table";
import { reasonName } from "../../imports/finding-words";
import { DecisionButton } from "../decisions";

const STATES = { released: "row.accepted", discarded: "row.discarded" } as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("cdrs"))("held.title") };
}

/** One row that waits: why, what it says, and for a conflict what would change. */
export default async function HeldCdrPage(props: PageProps<"/held/[key]">) {
  const viewer = await requireViewer("cdrs:read");
  const t = await getTranslations("cdrs");
  const words = await getTranslations("imports");
  const key = heldKeyOfAddress((await props.params).key);
  if (!key) notFound();
  const held = await readAs(viewer, (tx) => findHeld(tx, key));
  if (!held) notFound();
  const zone = await viewerZone(viewer);
  const waits = held.state === "waiting";
  const decisions = held.kind === "conflict" ? (["accept", "discard"] as const) : (["release", "discard"] as const);
  const status =
    held.state !== "waiting" ? STATES[held.state] : held.kind === "hold" ? "row.on_hold" : "row.conflicting";
  return (
    <Page>
      <PageHeader
        title={held.cdrId}
        breadcrumbs={[{ label: t("held.title"), href: "/held" }, { label: held.cdrId }]}
        status={<StatusBadge status={status} />}
        actions={
          waits &&
          isAllowed(viewer.role, "cdrs:release") && (
            <ClientMessages areas={["cdrs"]}>
              {decisions.map((decision, index) => (
                <DecisionButton key={decision} decision={decision} keys={[heldKeyText(key)]} primary={index === 0} />
              ))}
            </ClientMessages>
          )
        }
      />
      {waits ? (
        <Alert tone="warning">
          {held.reasons.map((reason) => (
            <p key={reason}>
              <span className="font-medium">{reasonName(words, reason)}</span> – {t(`held.why.${whyKey(reason)}`)}
            </p>
          ))}
        </Alert>
      ) : (
        <Alert>{t("held.decided", { reason: held.decisionReason ?? "–" })}</Alert>
      )}
      <Facts
        items={[
          { key: "source", label: t("fields.source"), value: held.sourceName },
          {
            key: "import",
            label: t("held.import"),
            value: (
              <Link className="underline-offset-4 hover:underline" href={`/imports/${held.importId}`}>
                {t("held.fileLine", { file: held.fileName, line: held.line })}
              </Link>
            ),
          },
          ...(held.isImported
            ? [
                {
                  key: "cdr",
                  label: t("held.known"),
                  value: (
                    <Link className="underline-offset-4 hover:underline" href={cdrHref(held) as Route}>
                      {held.cdrId}
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
      />
      {waits && held.kind === "conflict" && held.standing && (
        <Differences standing={held.standing} content={held.content} zone={zone} />
      )}
      {held.crossCheck !== null && <CrossCheckTable check={held.crossCheck as CrossCheck} />}
      <Section title={t("held.content")}>
        <ContentFacts content={held.content} zone={zone} />
      </Section>
    </Page>
  );
}

const WHYS = [
  "unknown_evse",
  "over_max_duration",
  "credit_original_unknown",
  "country_not_served",
  "price_differs",
  "other_content",
] as const;

/** What is to be done about a reason; limits without a remedy of their own share one. */
function whyKey(reason: string): (typeof WHYS)[number] | "other" {
  return WHYS.find((each) => each === reason) ?? "other";
}

async function Differences({ standing, content, zone }: { standing: StoredCdr; content: StoredCdr; zone: string }) {
  const t = await getTranslations("cdrs");
  return (
    <Section title={t("held.differences")} description={t("held.differencesHint")} className="max-w-4xl">
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("held.field")}</TableHead>
            <TableHead>{t("held.before")}</TableHead>
            <TableHead>{t("held.after")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {contentDifferences(standing, content).map(({ field, before, after }) => (
            <TableRow key={field}>
              <TableCell>{contentLabel(t, field)}</TableCell>
              <TableCell className="text-muted-foreground line-through decoration-muted-foreground/50">
                <ContentValue field={field} value={before} zone={zone} />
              </TableCell>
              <TableCell className="font-medium">
                <ContentValue field={field} value={after} zone={zone} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}
