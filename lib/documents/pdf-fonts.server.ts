/** The fonts of PDFs: Inter, which has € ł ő ß ø, registered with the library and measured for what we draw ourselves. */
import { createRequire } from "node:module";
import { Font } from "@react-pdf/renderer";
import type { PenFont, PenFonts } from "./pen";

const require = createRequire(import.meta.url);
const FAMILY = "Inter";
const WEIGHTS = { text: 400, strong: 600 } as const;
const file = (weight: string) => require.resolve(`@expo-google-fonts/inter/${weight}/Inter_${weight}.ttf`);

Font.register({
  family: FAMILY,
  fonts: [
    { src: file("400Regular"), fontWeight: WEIGHTS.text },
    { src: file("600SemiBold"), fontWeight: WEIGHTS.strong },
  ],
});
// Names and numbers are never divided.
Font.registerHyphenationCallback((word) => [word]);

type Glyph = { advanceWidth: number };
type Position = { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number };
type Run = { glyphs: Glyph[]; positions: Position[]; advanceWidth: number };
/** As much of a fontkit font as is used here. */
type Face = {
  postscriptName: string;
  unitsPerEm: number;
  capHeight: number;
  layout(text: string, features?: string[]): Run;
};

let loaded: Promise<PenFonts> | null = null;

/** The fonts to draw with; read from disk once. */
export function penFonts(): Promise<PenFonts> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<PenFonts> {
  const text = await faceOf(WEIGHTS.text);
  const strong = await faceOf(WEIGHTS.strong);
  return {
    text: penFont(`${FAMILY} ${WEIGHTS.text}`, text, new CharacterWidths(text, [])),
    strong: penFont(`${FAMILY} ${WEIGHTS.strong}`, strong, new CharacterWidths(strong, [])),
    figures: figuresFont(`${FAMILY} ${WEIGHTS.text} figures`, text),
    strongFigures: figuresFont(`${FAMILY} ${WEIGHTS.strong} figures`, strong),
  };
}

async function faceOf(fontWeight: number): Promise<Face> {
  const descriptor = { fontFamily: FAMILY, fontWeight };
  await Font.load(descriptor);
  return Font.getFont(descriptor).data as unknown as Face;
}

function penFont(key: string, face: Face, widths: CharacterWidths): PenFont {
  const capHeight = face.capHeight / face.unitsPerEm;
  return { key, face, capHeight, isShaped: true, widthOf: (text, size) => widths.of(text) * (size / face.unitsPerEm) };
}

/** A character as the font draws it alone. */
type Character = { glyph: Glyph; xAdvance: number };

/** Characters as they are drawn alone, looked up once. */
class CharacterWidths {
  private readonly characters = new Map<string, Character>();

  constructor(
    private readonly face: Face,
    private readonly features: string[],
  ) {}

  at(character: string): Character {
    let known = this.characters.get(character);
    if (!known) {
      const { glyphs, positions } = this.face.layout(character, this.features);
      known = { glyph: glyphs[0]!, xAdvance: positions[0]!.xAdvance };
      this.characters.set(character, known);
    }
    return known;
  }

  of(text: string): number {
    let width = 0;
    for (const character of text) width += this.at(character).xAdvance;
    return width;
  }
}

/**
 * The face with figures of equal width, laid out character by character: numbers are not kerned, and thirty thousand
 * of them are not worth shaping one by one. A name of its own keeps the library from taking it for the face it has.
 */
function figuresFont(key: string, face: Face): PenFont {
  const widths = new CharacterWidths(face, ["tnum"]);
  const figures = Object.create(face, {
    postscriptName: { value: `${face.postscriptName}-Figures` },
    layout: { value: (text: string) => runOf(text, widths) },
  }) as Face;
  return { ...penFont(key, figures, widths), isShaped: false };
}

/** The library scales the positions in place, so that each run needs its own, and their sum only afterwards. */
function runOf(text: string, widths: CharacterWidths): Run {
  const glyphs: Glyph[] = [];
  const positions: Position[] = [];
  for (const character of text) {
    const { glyph, xAdvance } = widths.at(character);
    glyphs.push(glyph);
    positions.push({ xAdvance, yAdvance: 0, xOffset: 0, yOffset: 0 });
  }
  return {
    glyphs,
    positions,
    get advanceWidth() {
      return positions.reduce((sum, position) => sum + position.xAdvance, 0);
    },
  };
}
