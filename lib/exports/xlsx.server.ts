/** An Excel workbook of one table, written row by row in bounded memory; a full sheet is followed by another. */
import {
  ROOT_RELATIONS,
  rowXml,
  SHEET_END,
  SHEET_ROWS,
  type SheetColumn,
  STYLES,
  sheetStart,
  workbookParts,
} from "./xlsx-xml";
import { type Sink, ZipWriter } from "./zip.server";

const PIECE_CHARACTERS = 256 * 1024;

/** A row's values as text, in the order of the columns; null leaves a cell empty. */
export type SheetRow = readonly (string | null)[];

export class XlsxWriter {
  readonly #zip: ZipWriter;
  readonly #name: string;
  readonly #columns: readonly SheetColumn[];
  readonly #sheetRows: number;
  #sheets = 0;
  #rowsInSheet = 0;
  #text = "";

  /** @param sheetRows how many rows a sheet holds, its header among them; smaller in tests only. */
  constructor(name: string, columns: readonly SheetColumn[], sink: Sink, sheetRows = SHEET_ROWS) {
    this.#zip = new ZipWriter(sink);
    this.#name = name;
    this.#columns = columns;
    this.#sheetRows = sheetRows;
  }

  async rows(rows: readonly SheetRow[]): Promise<void> {
    for (const row of rows) {
      if (this.#sheets === 0 || this.#rowsInSheet === this.#sheetRows) await this.#nextSheet();
      this.#text += rowXml(this.#columns, row);
      this.#rowsInSheet += 1;
      if (this.#text.length > PIECE_CHARACTERS) await this.#flush();
    }
  }

  /** Writes what makes a workbook of the sheets; one without rows has its header. */
  async finish(): Promise<void> {
    if (this.#sheets === 0) await this.#nextSheet();
    await this.#endSheet();
    const names = Array.from({ length: this.#sheets }, (_, index) =>
      index === 0 ? this.#name : `${this.#name} ${index + 1}`,
    );
    await this.#zip.file("xl/styles.xml", STYLES);
    await this.#zip.file("_rels/.rels", ROOT_RELATIONS);
    for (const [path, text] of Object.entries(workbookParts(names))) await this.#zip.file(path, text);
    await this.#zip.finish();
  }

  async #nextSheet(): Promise<void> {
    if (this.#sheets > 0) await this.#endSheet();
    this.#sheets += 1;
    this.#rowsInSheet = 1;
    await this.#zip.open(`xl/worksheets/sheet${this.#sheets}.xml`);
    this.#text = sheetStart(this.#columns);
  }

  async #endSheet(): Promise<void> {
    this.#text += SHEET_END;
    await this.#flush();
    await this.#zip.close();
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.from(this.#text);
    this.#text = "";
    await this.#zip.add(bytes);
  }
}
