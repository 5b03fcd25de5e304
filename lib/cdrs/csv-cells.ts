/** Cuts one CSV record into its cells, as RFC 4180 says. */

/** A record is cut; the text ends within a quoted cell; or something stands behind a closing quote. */
export type RecordCut =
  | { kind: "record"; cells: string[]; end: number }
  | { kind: "incomplete" }
  | { kind: "malformed" };

const INCOMPLETE: RecordCut = { kind: "incomplete" };
const MALFORMED: RecordCut = { kind: "malformed" };

/**
 * Reads the record that starts at `from`; `end` is the position behind its line break. A quote within an
 * unquoted cell is an ordinary character. `final` says that no text follows.
 */
export function cutRecord(text: string, from: number, delimiter: string, quote: string, final: boolean): RecordCut {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    const quoted = text[at] === quote;
    const cell = quoted ? quotedCell(text, at, quote, final) : plainCell(text, at, delimiter, final);
    if (typeof cell === "string") return cell === "incomplete" ? INCOMPLETE : MALFORMED;
    cells.push(cell.value);
    at = cell.end;
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    if (text[at] === "\r" && text[at + 1] === undefined && !final) return INCOMPLETE;
    if (text[at] === "\r" && (text[at + 1] === "\n" || text[at + 1] === undefined)) at += 1;
    if (at >= text.length) return final ? { kind: "record", cells, end: at } : INCOMPLETE;
    return text[at] === "\n" ? { kind: "record", cells, end: at + 1 } : MALFORMED;
  }
}

type Cell = { value: string; end: number };

function quotedCell(text: string, from: number, quote: string, final: boolean): Cell | "incomplete" {
  let start = from + 1;
  let value = "";
  for (;;) {
    const close = text.indexOf(quote, start);
    if (close < 0 || (close + 1 === text.length && !final)) return "incomplete";
    value += text.slice(start, close);
    if (text[close + 1] !== quote) return { value, end: close + 1 };
    value += quote;
    start = close + 2;
  }
}

function plainCell(text: string, from: number, delimiter: string, final: boolean): Cell | "incomplete" {
  let end = from;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n") end += 1;
  if (end === text.length && !final) return "incomplete";
  const bare = text[end] !== delimiter && text[end - 1] === "\r" && end > from ? end - 1 : end;
  return { value: text.slice(from, bare), end };
}
