import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { BusinessDate } from "@/components/figures";
import { Section } from "@/components/shell/page";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { salesTariffsOf } from "@/db/queries/sales-tariffs";
import { addDays, type IsoDate } from "@/lib/calendar/calendar";
import type { TariffOption } from "@/lib/tariffs/tariff-options";
import { assignSales } from "../../tariffs/actions";
import { AssignChoice } from "../../tariffs/assign/assign-choice";
import { EndAssignment } from "../../tariffs/assign/end-assignment";

type Assignment = Awaited<ReturnType<typeof salesTariffsOf>>[number];

/** The EMP sales tariffs of a token: its own come before those of the company that issued it. */
export async function SalesTariffs({
  tokenId,
  uid,
  assignments,
  tariffs,
  today,
  mayWrite,
}: {
  tokenId: string;
  uid: string;
  assignments: readonly Assignment[];
  tariffs: readonly TariffOption[];
  today: IsoDate;
  mayWrite: boolean;
}) {
  const t = await getTranslations("tokens.tariffs");
  const words = await getTranslations("tariffs.assign");
  return (
    <Section
      title={t("title")}
      description={t("description")}
      actions={
        mayWrite && (
          <AssignChoice title={t("assign", { uid })} action={assignSales} tariffs={tariffs}>
            <input type="hidden" name="tokenIds[]" value={tokenId} />
          </AssignChoice>
        )
      }
    >
      {assignments.length === 0 ? (
        <p className="text-muted-foreground">{t("none")}</p>
      ) : (
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{words("tariff")}</TableHead>
              <TableHead>{t("of")}</TableHead>
              <TableHead>{words("from")}</TableHead>
              <TableHead>{words("to")}</TableHead>
              <TableHead>
                <span className="sr-only">{words("end")}</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {assignments.map(({ id, tariffId, tariffName, days, companyId }) => {
              const last = days.until === null ? null : addDays(days.until, -1);
              const isOver = last !== null && last < today;
              return (
                <TableRow key={id} className={isOver ? "text-muted-foreground" : undefined}>
                  <TableCell>
                    <Link className="font-medium hover:underline" href={`/tariffs/${tariffId}`}>
                      {tariffName}
                    </Link>
                  </TableCell>
                  <TableCell>{t(companyId ? "company" : "own")}</TableCell>
                  <TableCell>
                    <BusinessDate date={days.from} />
                  </TableCell>
                  <TableCell>{last ? <BusinessDate date={last} /> : words("open")}</TableCell>
                  <TableCell align="end">
                    {mayWrite && !companyId && !isOver && (
                      <EndAssignment of="holders" who={uid} from={days.from} last={last} today={today}>
                        <input type="hidden" name="tokenIds[]" value={tokenId} />
                      </EndAssignment>
                    )}
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}
