import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Amount, BusinessDate, Period } from "@/components/figures";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";

/** A collection or its reversal, as `collectionsOfCdr` gives it. */
export type Payment = {
  id: string;
  kind: "at_once" | "manual" | "csv" | "invoice" | "balance";
  amount: bigint;
  valueDate: string;
  bookingMonth: string;
  receivedBy: "operator" | "partner";
  reversesId: string | null;
  reason: string | null;
};

/** Money of an invoice is released with the invoice, that of a balance follows its top-ups. */
const SETTLED_ELSEWHERE: ReadonlySet<Payment["kind"]> = new Set(["invoice", "balance"]);

/** What came in and went back for a session, in order of booking (A17, A37). */
export function Payments({
  payments,
  currency,
  due,
  reverse,
}: {
  payments: readonly Payment[];
  currency: string;
  due: bigint;
  reverse?: ((payment: Payment) => ReactNode) | undefined;
}) {
  const t = useTranslations("records");
  if (payments.length === 0) {
    return (
      <p className="text-muted-foreground">{due === 0n ? t("detail.nothingDue") : t("detail.nothingCollected")}</p>
    );
  }
  const reversed = new Set(payments.map((payment) => payment.reversesId));
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t("detail.valueDate")}</TableHead>
          <TableHead>{t("detail.how")}</TableHead>
          <TableHead>{t("detail.receivedBy")}</TableHead>
          <TableHead>{t("detail.booked")}</TableHead>
          <TableHead align="end">{t("detail.amount")}</TableHead>
          {reverse && <TableHead />}
        </TableRow>
      </TableHeader>
      <TableBody>
        {payments.map((payment) => (
          <TableRow key={payment.id}>
            <TableCell>
              <BusinessDate date={payment.valueDate} />
            </TableCell>
            <TableCell>
              {payment.reversesId ? t("detail.reversal") : t(`kind.${payment.kind}`)}
              {payment.reason && <span className="block text-muted-foreground text-xs">{payment.reason}</span>}
            </TableCell>
            <TableCell>{t(`receiver.${payment.receivedBy}`)}</TableCell>
            <TableCell>
              <Period month={payment.bookingMonth} style="short" />
            </TableCell>
            <TableCell align="end">
              <Amount value={payment.amount} currency={currency} />
            </TableCell>
            {reverse && (
              <TableCell align="end">
                {reversed.has(payment.id) ? (
                  <span className="text-muted-foreground">{t("detail.reversed")}</span>
                ) : (
                  payment.reversesId === null && !SETTLED_ELSEWHERE.has(payment.kind) && reverse(payment)
                )}
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
