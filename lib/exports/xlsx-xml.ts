/** The XML of a workbook (ECMA-376, SpreadsheetML) that holds tables and nothing else: pure text. */

/** How a column's cells are stored and shown. Values come as text: decimals, `YYYY-MM-DD HH:MM:SS`, `YYYY-MM`. */
export const CELL_KINDS = ["text", "number", "amount", "time", "month"] as const;
export type CellKind = (typeof CELL_KINDS)[number];

export type SheetColumn = { header: string; kind: CellKind };

/** The rows that a sheet can hold, its header among them. */
export const SHEET_ROWS = 1_048_576;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** Cell formats by their place in `styles.xml`; 0 is the plain one, 1 the header's. */
const STYLE_OF: Readonly<Record<CellKind, number>> = { text: 0, number: 0, amount: 2, time: 3, month: 4 };
const WIDTH_OF: Readonly<Record<CellKind, number>> = { text: 22, number: 12, amount: 13, time: 19, month: 10 };

/** Formats: amounts with two to four decimals, instants, months. */
export const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="#,##0.00##"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="166" formatCode="yyyy\\-mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="166" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** Says where the workbook is. */
export const ROOT_RELATIONS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

/** The workbook, what it refers to, and the types of its parts, by their paths. */
export function workbookParts(sheetNames: readonly string[]): Record<string, string> {
  const sheets = sheetNames.map((name, index) => ({ name: attribute(name), n: index + 1 }));
  const styles = sheets.length + 1;
  const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  return {
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets
      .map(({ name, n }) => `<sheet name="${name}" sheetId="${n}" r:id="rId${n}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${XML}<Relationships xmlns="${PACKAGE}/relationships">${sheets
      .map(({ n }) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
      .join("")}<Relationship Id="rId${styles}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    "[Content_Types].xml": `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${sheets
      .map(({ n }) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${types}.worksheet+xml"/>`)
      .join("")}</Types>`,
  };
}

/** The beginning of a sheet: its header row stays in view. */
export function sheetStart(columns: readonly SheetColumn[]): string {
  const widths = columns.map(
    ({ kind }, index) => `<col min="${index + 1}" max="${index + 1}" width="${WIDTH_OF[kind]}" customWidth="1"/>`,
  );
  const headers = columns.map(({ header }) => textCell(header, 1));
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData><row>${headers.join("")}</row>`;
}

export const SHEET_END = "</sheetData></worksheet>";

/** One row; a cell without a value keeps its place. */
export function rowXml(columns: readonly SheetColumn[], cells: readonly (string | null)[]): string {
  let xml = "<row>";
  for (let i = 0; i < columns.length; i++) xml += cellXml(columns[i]!.kind, cells[i] ?? null);
  return `${xml}</row>`;
}

function cellXml(kind: CellKind, value: string | null): string {
  if (value === null || value === "") return "<c/>";
  if (kind === "text") return textCell(value, 0);
  const number = kind === "time" || kind === "month" ? dateSerial(value) : value;
  return `<c s="${STYLE_OF[kind]}"><v>${number}</v></c>`;
}

function textCell(value: string, style: number): string {
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`;
}

/** Days since 30 December 1899, as spreadsheets count local times. */
export function dateSerial(text: string): number {
  const [date = "", time = "00:00:00"] = text.split(" ");
  const day = date.length === 7 ? `${date}-01` : date;
  return Date.parse(`${day}T${time}Z`) / 86_400_000 + 25_569;
}

const NAMES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** XML knows no control characters but tab and line breaks, and no U+FFFE and U+FFFF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not get into a file
const NOT_IN_XML = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

function escapeXml(text: string): string {
  const plain = text.replace(NOT_IN_XML, "");
  return /[&<>]/.test(plain) ? plain.replace(/[&<>]/g, (character) => NAMES[character]!) : plain;
}

function attribute(text: string): string {
  return escapeXml(text).replaceAll('"', "&quot;");
}
