/** The same rows by a bare loop over pdfkit, the library under ours: a font, pages, one call for each cell. */
import { createRequire } from "node:module";

/** As much of pdfkit as the loop uses. */
type BarePdf = NodeJS.ReadableStream & {
  font(path: string): BarePdf;
  fontSize(size: number): BarePdf;
  text(text: string, x: number, y: number, options: { lineBreak: boolean }): BarePdf;
  addPage(): BarePdf;
  end(): void;
};

const require = createRequire(import.meta.url);
const FONT = require.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf");
const ROWS_PER_PAGE = 45;
const ROW_HEIGHT = 15;
const MARGIN = 42;
const SIZE = 8.5;

/** The bytes of a document with these rows; `starts` are the columns' left edges. */
export async function barePdf(rows: readonly (readonly string[])[], starts: readonly number[]): Promise<number> {
  // pdfkit comes with react-pdf and is found from there.
  const fromReactPdf = createRequire(require.resolve("@react-pdf/renderer"));
  const { default: PDFDocument } = (await import(fromReactPdf.resolve("pdfkit"))) as {
    default: new (options: object) => BarePdf;
  };
  const pdf = new PDFDocument({ size: "A4", margin: 0 });
  let bytes = 0;
  const finished = new Promise((resolve) => pdf.on("end", resolve));
  pdf.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
  });
  pdf.font(FONT).fontSize(SIZE);
  for (const [index, cells] of rows.entries()) {
    const place = index % ROWS_PER_PAGE;
    if (index > 0 && place === 0) pdf.addPage();
    const y = MARGIN + place * ROW_HEIGHT;
    for (const [column, cell] of cells.entries()) pdf.text(cell, starts[column]!, y, { lineBreak: false });
  }
  pdf.end();
  await finished;
  return bytes;
}
