import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { FilterBar, hrefWith, type Query } from "@/components/data-table";
import { ListLink } from "@/components/data-table/list-transition";
import { Amount, DateTime, Energy } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Alert } from "@/components/ui/alert";
import { cn } from "@/components/ui/cn";
import { findCdr } from "@/db/queries/cdrs";
import { sessionsToTry } from "@/db/queries/tariff-trials";
import { readAs } from "@/lib/access/read.server";
import type { Viewer } from "@/lib/access/viewer";
import { cdrHref, cdrKeyText, readCdrKey } from "@/lib/cdrs/cdr-key";
import { toRateable } from "@/lib/cdrs/rateable";
import { readStoredCdr, type StoredCdr } from "@/lib/cdrs/stored-cdr";
import type { Tariff } from "@/lib/tariffs/tariff";
import { trySession } from "@/lib/tariffs/try-tariff";
import { TryResult } from "../try-result";

const SHOWN = 12;

/** The tariff's last sessions, or those whose CDR id begins with what was typed: a link prices one. */
export async function RealSessions({
  viewer,
  tariffId,
  query,
  find,
}: {
  viewer: Viewer;
  tariffId: string;
  query: Query;
  find: string | null;
}) {
  const t = await getTranslations("trials");
  const sessions = await readAs(viewer, (tx) => sessionsToTry(tx, { tariffId, cdrId: find }, SHOWN));
  return (
    <Section title={find ? t("real.found") : t("real.title")}>
      <FilterBar filters={[{ type: "search", key: "find", label: t("fields.cdr") }]} />
      <p className="text-[0.8125rem] text-muted-foreground">{t("real.hint")}</p>
      {sessions.length === 0 && <p>{find ? t("real.noneFound") : t("real.none")}</p>}
      <ul className="flex flex-col">
        {sessions.map((session) => {
          const key = cdrKeyText(session);
          return (
            <li key={key} className="border-b last:border-b-0">
              <ListLink
                href={hrefWith(query, { cdr: key, kind: "session" })}
                aria-current={query.cdr === key ? "true" : undefined}
                className={cn("block rounded-sm px-1 py-1.5 hover:bg-accent", query.cdr === key && "bg-selected")}
              >
                <span className="flex justify-between gap-3">
                  <span className="truncate font-medium">{session.cdrId}</span>
                  <Energy kwh={session.energyKwh} />
                </span>
                <span className="block truncate text-[0.8125rem] text-muted-foreground">
                  <DateTime at={session.startedAt} zone={session.zone} /> · {session.locationName} · {session.evseUid}
                </span>
              </ListLink>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** A real session under this tariff, and what it was priced at. */
export async function RealPrice({ viewer, cdr: text, tariff }: { viewer: Viewer; cdr: string; tariff: Tariff }) {
  const t = await getTranslations("trials");
  const key = readCdrKey(text);
  const cdr = key && (await readAs(viewer, (tx) => findCdr(tx, key)));
  if (cdr?.kind !== "session") return <Alert tone="warning">{t("real.gone")}</Alert>;
  const session = toRateable(readStoredCdr(cdr.content as StoredCdr), cdr.locationZone);
  return (
    <div className="flex flex-col gap-4">
      <p>
        <Link href={cdrHref(cdr) as Route} className="underline underline-offset-4">
          {t(cdr.revenue === null ? "real.notPriced" : "real.priced", { cdr: cdr.cdrId })}
        </Link>{" "}
        {cdr.revenue !== null && cdr.currency !== null && <Amount value={cdr.revenue} currency={cdr.currency} />}
      </p>
      <TryResult {...trySession(session, tariff)} />
    </div>
  );
}
