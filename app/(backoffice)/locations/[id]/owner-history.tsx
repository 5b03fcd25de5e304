import { useTranslations } from "next-intl";
import { BusinessDate } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { OwnershipRow } from "@/db/queries/owners";
import { addDays } from "@/lib/calendar/calendar";
import { assign, correct, remove } from "../actions";
import { OwnerDialog, type OwnerOption } from "../owner-dialogs";

/** Who owned what on which days, with the ways to change it: assign, end, correct. */
export function OwnerHistory({
  locationId,
  history,
  owners,
  mayWrite,
}: {
  locationId: string;
  history: readonly OwnershipRow[];
  owners: readonly OwnerOption[];
  mayWrite: boolean;
}) {
  const t = useTranslations("locations");
  const actions = mayWrite && (
    <>
      <OwnerDialog
        trigger={<Button size="sm">{t("owner.end")}</Button>}
        title={t("owner.endTitle")}
        description={t("owner.endHint")}
        verb={t("owner.end")}
        action={remove}
        owners={null}
      >
        <input type="hidden" name="locationIds" value={locationId} />
      </OwnerDialog>
      <OwnerDialog
        trigger={<Button size="sm">{t("owner.assign")}</Button>}
        title={t("owner.assignSite")}
        description={t("owner.assignHint")}
        verb={t("owner.assign")}
        action={assign}
        owners={owners}
      >
        <input type="hidden" name="locationIds" value={locationId} />
      </OwnerDialog>
    </>
  );
  return (
    <Section title={t("owner.history")} actions={actions}>
      {history.length === 0 ? (
        <p className="text-muted-foreground">{t("owner.none")}</p>
      ) : (
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{t("fields.uid")}</TableHead>
              <TableHead>{t("fields.owner")}</TableHead>
              <TableHead>{t("owner.from")}</TableHead>
              <TableHead>{t("owner.to")}</TableHead>
              {mayWrite && <TableHead align="end">{t("owner.change")}</TableHead>}
            </TableRow>
          </TableHeader>
          <TableBody>
            {history.map((row) => (
              <HistoryRow key={row.id} row={row} owners={owners} mayWrite={mayWrite} />
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}

function HistoryRow({
  row,
  owners,
  mayWrite,
}: {
  row: OwnershipRow;
  owners: readonly OwnerOption[];
  mayWrite: boolean;
}) {
  const t = useTranslations("locations");
  const last = row.days.until === null ? null : addDays(row.days.until, -1);
  return (
    <TableRow>
      <TableCell>{row.uid}</TableCell>
      <TableCell>{row.partnerName}</TableCell>
      <TableCell>
        <BusinessDate date={row.days.from} />
      </TableCell>
      <TableCell>
        {last === null ? (
          <span className="text-muted-foreground">{t("owner.open")}</span>
        ) : (
          <BusinessDate date={last} />
        )}
      </TableCell>
      {mayWrite && (
        <TableCell align="end">
          <div className="flex justify-end gap-1">
            <OwnerDialog
              trigger={
                <Button size="sm" variant="ghost">
                  {t("owner.assignOne")}
                </Button>
              }
              title={t("owner.assignEvse", { uid: row.uid })}
              description={t("owner.assignHint")}
              verb={t("owner.assign")}
              action={assign}
              owners={owners}
            >
              <input type="hidden" name="evseIds" value={row.evseId} />
            </OwnerDialog>
            <OwnerDialog
              trigger={
                <Button size="sm" variant="ghost">
                  {t("owner.correct")}
                </Button>
              }
              title={t("owner.correctTitle", { uid: row.uid })}
              description={t("owner.correctHint")}
              verb={t("owner.correct")}
              action={correct}
              owners={owners}
              values={{ partnerId: row.partnerId, from: row.days.from, to: last }}
            >
              <input type="hidden" name="id" value={row.id} />
            </OwnerDialog>
          </div>
        </TableCell>
      )}
    </TableRow>
  );
}
