import { ChevronRight } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Page, PageHeader } from "@/components/shell/page";
import { listSources } from "@/db/queries/imports";
import { listOrganizations } from "@/db/queries/organizations";
import { listUsers } from "@/db/queries/users";
import { findDemo } from "@/db/seed/queries";
import { isOidcConfigured } from "@/lib/access/oidc.server";
import { isAllowed } from "@/lib/access/permissions";
import { readAs } from "@/lib/access/read.server";
import type { Viewer } from "@/lib/access/viewer";
import { requireViewer } from "@/lib/access/viewer.server";
import { availableLocales } from "@/lib/i18n/load-messages.server";
import { languageName } from "@/lib/i18n/locale";

type SettingKey = "organizations" | "sources" | "users" | "mail" | "signIn" | "languages" | "demo";

/** One thing that can be set, how it stands, and its page; without one it is set where the server is started. */
type Setting = { key: SettingKey; state: string; href?: Route };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

/** What can be set in this installation, how it stands, and where it is changed. */
export default async function SettingsPage() {
  const viewer = await requireViewer("settings:read");
  const t = await getTranslations("settings");
  const settings = await settingsFor(viewer);
  return (
    <Page>
      <PageHeader title={t("title")} description={t("description")} />
      <ul className="flex max-w-4xl flex-col divide-y border-y">
        {settings.map(({ key, state, href }) => (
          <Row key={key} title={t(`${key}.title`)} text={t(`${key}.text`)} state={state} href={href} />
        ))}
      </ul>
    </Page>
  );
}

/** What the viewer may see of the settings, in the order in which a new installation needs them. */
async function settingsFor(viewer: Viewer): Promise<Setting[]> {
  const t = await getTranslations("settings");
  const mayReadUsers = isAllowed(viewer.role, "users:read");
  const found = await readAs(viewer, async (tx, scope) => ({
    organizations: await listOrganizations(tx),
    sources: await listSources(tx),
    users: mayReadUsers ? await listUsers(tx, scope) : null,
    demo: await findDemo(tx),
  }));
  const settings: (Setting | null)[] = [
    {
      key: "organizations",
      state: t("organizations.state", { count: found.organizations.length }),
      href: "/organizations",
    },
    { key: "sources", state: t("sources.state", { count: found.sources.length }), href: "/imports/sources" },
    found.users && { key: "users", state: t("users.state", { count: found.users.length }), href: "/settings/users" },
    {
      key: "mail",
      state: t(process.env.SMTP_URL ? "mail.sent" : "mail.kept"),
      ...(isAllowed(viewer.role, "mails:read") && { href: "/settings/outbox" as const }),
    },
    { key: "signIn", state: t(isOidcConfigured() ? "signIn.provider" : "signIn.password") },
    { key: "languages", state: availableLocales().map(languageName).join(", "), href: "/account" },
    found.demo && { key: "demo", state: t("demo.state"), href: "/demo" },
  ];
  return settings.filter((setting) => setting !== null);
}

function Row({ title, text, state, href }: { title: ReactNode; text: ReactNode; state: string; href?: Route }) {
  const content = (
    <>
      <span className="min-w-0 flex-1">
        <span className="block font-medium underline-offset-4 group-hover:underline">{title}</span>
        <span className="block text-[0.8125rem] text-muted-foreground">{text}</span>
      </span>
      <span className="shrink-0 text-muted-foreground">{state}</span>
      {href ? (
        <ChevronRight aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      ) : (
        <span className="w-4 shrink-0" />
      )}
    </>
  );
  const classes = "flex min-h-14 items-center gap-4 py-2";
  return (
    <li>
      {href ? (
        <Link href={href} className={`group ${classes}`}>
          {content}
        </Link>
      ) : (
        <div className={classes}>{content}</div>
      )}
    </li>
  );
}
