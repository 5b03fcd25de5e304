/** What can be exported, as what, and how far it is. */

export const EXPORT_LISTS = ["revenue", "expenses"] as const;
export type ExportList = (typeof EXPORT_LISTS)[number];

export const EXPORT_FORMATS = ["csv", "xlsx"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORT_STATES = ["queued", "running", "done", "failed"] as const;

export const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Up to this many rows a file is ready at once; more are written in the background. */
export const AT_ONCE_ROWS = 5_000;
