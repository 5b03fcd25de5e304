import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DateTime } from "@/components/figures";
import { Facts, Page, PageHeader, Section } from "@/components/shell/page";
import { findDemo } from "@/db/seed/queries";
import { readAs } from "@/lib/access/read.server";
import { requireViewer } from "@/lib/access/viewer.server";

const LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";
const SOURCE = "https://data.dundeecity.gov.uk";
const DAYS_OF_A_WEEK = 7;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("demo"))("title") };
}

/** Says which of the demo's data are real, under which licence, and which are invented. */
export default async function DemoPage() {
  const viewer = await requireViewer("overview:read");
  const demo = await readAs(viewer, findDemo);
  if (!demo) notFound();
  const t = await getTranslations("demo");
  const days = demo.shiftedByDays;
  return (
    <Page width="reading">
      <PageHeader title={t("title")} description={t("description")} />
      <Section title={t("real.title")}>
        <Points items={[t("real.sessions"), t("real.dirt"), t("real.sites")]} />
        <p>
          {t.rich("real.attribution", {
            licence: (text) => <Outside href={LICENCE}>{text}</Outside>,
            source: (text) => <Outside href={SOURCE}>{text}</Outside>,
          })}
        </p>
      </Section>
      <Section title={t("moved.title")}>
        <p>{t("moved.text", { days, weeks: days / DAYS_OF_A_WEEK })}</p>
        <Facts
          items={[
            { key: "shift", label: t("moved.shift"), value: t("moved.days", { days }) },
            { key: "loaded", label: t("moved.loaded"), value: <DateTime at={demo.loadedAt} zone="Europe/London" /> },
          ]}
        />
      </Section>
      <Section title={t("invented.title")}>
        <Points items={[t("invented.companies"), t("invented.abroad"), t("invented.drivers"), t("invented.prices")]} />
      </Section>
      <Section title={t("gaps.title")}>
        <p>{t("gaps.text")}</p>
      </Section>
    </Page>
  );
}

function Points({ items }: { items: readonly string[] }) {
  return (
    <ul className="flex list-disc flex-col gap-1 pl-5 text-pretty">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

function Outside({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} rel="noopener" className="underline underline-offset-2">
      {children}
    </a>
  );
}
