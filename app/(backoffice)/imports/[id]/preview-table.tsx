"use client";

import { useLocale, useTranslations } from "next-intl";
import { DateTime, Duration, Energy } from "@/components/figures";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Preview, PreviewRow } from "@/lib/cdrs/preview";
import { fieldName, findingWords } from "../finding-words";

/** The first rows as the import will read them: the session on the left, what is to be said about it on the right. */
export function PreviewTable({ preview, zone }: { preview: Preview; zone: string }) {
  const t = useTranslations("imports.previewTable");
  return (
    <Table>
      <caption className="sr-only">{t("caption")}</caption>
      <TableHeader>
        <TableRow>
          <TableHead align="end">{t("line")}</TableHead>
          <TableHead>{t("id")}</TableHead>
          <TableHead>{t("start")}</TableHead>
          <TableHead>{t("end")}</TableHead>
          <TableHead align="end">{t("duration")}</TableHead>
          <TableHead align="end">{t("energy")}</TableHead>
          <TableHead>{t("chargePoint")}</TableHead>
          <TableHead>{t("token")}</TableHead>
          <TableHead>{t("finding")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {preview.rows.map((row) => (
          <Row key={row.line} row={row} zone={zone} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ row, zone }: { row: PreviewRow; zone: string }) {
  const { session } = row;
  return (
    <TableRow className="whitespace-nowrap">
      <TableCell align="end" className="text-muted-foreground">
        {row.line}
      </TableCell>
      {session ? (
        <>
          <TableCell className="max-w-44 truncate" title={session.cdrId}>
            {session.cdrId}
          </TableCell>
          <TableCell>
            <DateTime at={session.startAt} zone={zone} />
          </TableCell>
          <TableCell>
            <DateTime at={session.endAt} zone={zone} />
          </TableCell>
          <TableCell align="end">
            <Duration seconds={(session.endAt - session.startAt) / 1000} />
          </TableCell>
          <TableCell align="end">
            <Energy kwh={session.energyKwh} />
          </TableCell>
          <TableCell>{[session.chargePoint, session.connectorId].filter(Boolean).join(" · ")}</TableCell>
          <TableCell className="text-muted-foreground">{session.token}</TableCell>
          <TableCell className="whitespace-normal">
            <Findings row={row} />
          </TableCell>
        </>
      ) : (
        <TableCell colSpan={8} className="whitespace-normal">
          <Findings row={row} />
        </TableCell>
      )}
    </TableRow>
  );
}

const TONES = { reject: "danger", hold: "warning", note: "info" } as const;

function Findings({ row }: { row: PreviewRow }) {
  const t = useTranslations("imports");
  const locale = useLocale();
  return row.findings.map((finding) => {
    const field = finding.column ?? finding.field;
    return (
      <span key={`${finding.code} ${field}`} className="flex min-w-56 items-baseline gap-2">
        <Badge tone={TONES[finding.severity]}>{t(`severity.${finding.severity}`)}</Badge>
        <span>
          {field && <span className="font-medium">{fieldName(t, field)}: </span>}
          {findingWords(t, locale, finding.code, finding.params)}
          {finding.value && <span className="text-muted-foreground"> “{finding.value.slice(0, 60)}”</span>}
        </span>
      </span>
    );
  });
}
