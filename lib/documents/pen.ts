/** What a page is drawn with: text on a baseline, lines, and fonts that know how wide their text is. */

/** A font in one weight. `key` names it to the PDF library; `face` is what the library takes the glyphs from. */
export type PenFont = {
  readonly key: string;
  readonly face: object;
  /** Height of capital letters per point of size. */
  readonly capHeight: number;
  /** Whether words are worth keeping once laid out: letters are shaped, figures stand side by side. */
  readonly isShaped: boolean;
  /** In points; neighbouring letters that move together (kerning) make a text a little narrower than this. */
  widthOf(text: string, size: number): number;
};

/** Regular and strong, each with letters and with figures that are all equally wide. */
export type PenFonts = {
  readonly text: PenFont;
  readonly strong: PenFont;
  readonly figures: PenFont;
  readonly strongFigures: PenFont;
};

/** The part of react-pdf's Canvas painter (pdfkit) that is used; every method gives the painter back. */
export type Painter = {
  font(face: object, key: string, size: number): Painter;
  fillColor(color: string): Painter;
  text(text: string, x: number, y: number, options: object): Painter;
  lineWidth(width: number): Painter;
  strokeColor(color: string): Painter;
  moveTo(x: number, y: number): Painter;
  lineTo(x: number, y: number): Painter;
  stroke(): Painter;
  save(): Painter;
  rotate(degrees: number, options: { origin: [number, number] }): Painter;
  restore(): Painter;
};

export type TextStyle = { readonly font: PenFont; readonly size: number; readonly color: string };

/** One line on its baseline. With a list of features, an empty one too, the library lays words out anew instead of keeping them. */
const KEPT = { lineBreak: false, baseline: "alphabetic" };
const LAID_OUT_ANEW = { ...KEPT, features: [] };

/** Draws on one page; remembers font and colour, which are set only where they change. */
export class Pen {
  private style: TextStyle | null = null;

  constructor(private readonly painter: Painter) {}

  /** Writes a line whose baseline is at `y`; `end` is its right edge, `start` its left. */
  write(text: string, at: { start: number; y: number } | { end: number; y: number }, style: TextStyle): void {
    if (text === "") return;
    this.use(style);
    const x = "start" in at ? at.start : at.end - style.font.widthOf(text, style.size);
    this.painter.text(text, x, at.y, style.font.isShaped ? KEPT : LAID_OUT_ANEW);
  }

  private use(style: TextStyle): void {
    const { style: before } = this;
    if (before?.font !== style.font || before.size !== style.size) {
      this.painter.font(style.font.face, style.font.key, style.size);
    }
    if (before?.color !== style.color) this.painter.fillColor(style.color);
    this.style = style;
  }

  /** Horizontal lines of one kind. */
  rule(lines: readonly { from: number; to: number; y: number }[], width: number, color: string): void {
    if (lines.length === 0) return;
    this.painter.lineWidth(width).strokeColor(color);
    for (const { from, to, y } of lines) this.painter.moveTo(from, y).lineTo(to, y);
    this.painter.stroke();
  }

  /** Draws turned round a point. */
  turned(degrees: number, origin: [number, number], draw: () => void): void {
    this.painter.save().rotate(degrees, { origin });
    draw();
    this.painter.restore();
    this.style = null;
  }
}

/** A text cut to a width, with an ellipsis. */
export function fitted(text: string, width: number, { font, size }: TextStyle): string {
  if (font.widthOf(text, size) <= width) return text;
  const left = width - font.widthOf("…", size);
  let used = 0;
  let kept = "";
  for (const character of text) {
    used += font.widthOf(character, size);
    if (used > left) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** A text broken into lines between words. */
export function linesOf(text: string, width: number, { font, size }: TextStyle): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && font.widthOf(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
