/**
 * Cuts a stream of JSON into the texts of its CDR objects: a top-level array, the `data` array of an OCPI
 * response, or objects one behind the other. Bounded memory, whatever the cuts of the stream.
 */
import { finding, type RowFinding } from "./findings";

/** One object of the file; `line` is the line on which it starts, counted from 1. */
export type JsonElement = { line: number; text: string } | { line: number; problem: RowFinding };

/** The longest object, in characters: 30,000 charging periods. */
export const LONGEST_ELEMENT = 4_194_304;

/** What may end a string or change its meaning: line break, quote, backslash. */
const STRING_SIGNS: ReadonlySet<number> = new Set([0x0a, 0x22, 0x5c]);
const SPACE_OR_COMMA = /[\s,]/;

/** One object per line (NDJSON): a broken line never touches the next one. */
export class JsonLines {
  private text = "";
  private line = 1;
  private skipping = false;

  push(text: string): JsonElement[] {
    this.text += text;
    return this.drain(false);
  }

  finish(): JsonElement[] {
    return this.drain(true);
  }

  private drain(final: boolean): JsonElement[] {
    const out: JsonElement[] = [];
    let at = 0;
    for (let end = this.text.indexOf("\n"); end >= 0; end = this.text.indexOf("\n", at)) {
      this.take(this.text.slice(at, end), out);
      this.skipping = false;
      this.line += 1;
      at = end + 1;
    }
    this.text = this.text.slice(at);
    if (final || this.text.length > LONGEST_ELEMENT) {
      this.take(this.text, out);
      this.skipping = !final;
      this.text = "";
    }
    return out;
  }

  private take(line: string, out: JsonElement[]): void {
    const text = line.trim();
    if (this.skipping || text === "") return;
    if (line.length <= LONGEST_ELEMENT) out.push({ line: this.line, text });
    else out.push({ line: this.line, problem: finding("reject", "row_too_long", { value: text }) });
  }
}

/** Where the scanner stands: before a value, among the elements of an array, or behind everything. */
type Place = "top" | "array" | "rest";

/** Objects of a document that is not cut by lines. */
export class JsonDocument {
  private text = "";
  private at = 0;
  private line = 1;
  private place: Place = "top";
  /** Start of the value being read, and its line; -1 between values. */
  private start = -1;
  private startLine = 1;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private stringStart = 0;
  /** The last string that ended directly within the outermost object: the key, where a value follows. */
  private key = "";
  /** What stands before the value on its line; null when another value does. */
  private indent: string | null = "";
  private out: JsonElement[] = [];

  push(text: string): JsonElement[] {
    const keep = this.start >= 0 ? this.start : this.at;
    this.text = this.text.slice(keep) + text;
    this.at -= keep;
    this.stringStart -= keep;
    if (this.start >= 0) this.start = 0;
    return this.drain(false);
  }

  finish(): JsonElement[] {
    return this.drain(true);
  }

  private drain(final: boolean): JsonElement[] {
    this.out = [];
    for (;;) {
      while (this.at < this.text.length && !this.isTooLong()) this.step();
      if (this.start < 0 || (!final && !this.isTooLong())) return this.out;
      if (!this.giveUp(final)) return this.out;
    }
  }

  private isTooLong(): boolean {
    return this.start >= 0 && this.at - this.start > LONGEST_ELEMENT;
  }

  /** Takes one character. */
  private step(): void {
    const char = this.text[this.at]!;
    if (this.place === "rest") this.at = this.text.length - 1;
    else if (this.start < 0) this.between(char);
    else if (this.inString) this.withinString(char);
    else this.withinValue(char);
    if (char === "\n") this.line += 1;
    this.at += 1;
  }

  /** Brackets that close nothing are passed over: what they belong to was reported as no JSON. */
  private between(char: string): void {
    if (char === "\n") this.indent = "";
    else if (SPACE_OR_COMMA.test(char)) this.indent = this.indent === null ? null : this.indent + char;
    else if (this.place === "top" && char === "[") this.place = "array";
    else if (this.place === "array" && char === "]") this.place = "rest";
    else if (char !== "}" && char !== "]") this.begin(char);
  }

  private begin(char: string): void {
    this.start = this.at;
    this.startLine = this.line;
    this.depth = 0;
    this.key = "";
    this.withinValue(char);
  }

  /** A line break ends a string that was left open: its object is then no JSON, the next one is read again. */
  private withinString(char: string): void {
    if (this.escaped) this.escaped = false;
    else if (char === "\\") this.escaped = true;
    else if (char === '"' || char === "\n") {
      this.inString = false;
      if (this.depth === 1 && this.place === "top") this.key = this.text.slice(this.stringStart, this.at);
    } else this.skipOrdinary();
  }

  /** Goes to the last of a run of ordinary characters of a string: most of a file is such runs. */
  private skipOrdinary(): void {
    const end = Math.min(this.text.length, this.start + LONGEST_ELEMENT);
    let next = this.at + 1;
    while (next < end && !STRING_SIGNS.has(this.text.charCodeAt(next))) next += 1;
    this.at = Math.max(this.at, next - 1);
  }

  private withinValue(char: string): void {
    if (char === '"') {
      this.inString = true;
      this.stringStart = this.at + 1;
    } else if (char === "[" && this.place === "top" && this.depth === 1 && this.key === "data") {
      this.place = "array";
      this.start = -1;
    } else if (char === "{" || char === "[") this.depth += 1;
    else if (char === "}" || char === "]") this.close(char);
    else if (this.depth === 0 && SPACE_OR_COMMA.test(char)) this.emit(this.at);
  }

  /** A bracket that was not opened within the value ends a bare one (`[1, 2]`), and its array. */
  private close(char: string): void {
    this.depth -= 1;
    if (this.depth > 0) return;
    const bare = this.depth < 0;
    this.emit(bare ? this.at : this.at + 1);
    if (bare && char === "]" && this.place === "array") this.place = "rest";
  }

  private emit(end: number): void {
    this.out.push({ line: this.startLine, text: this.text.slice(this.start, end) });
    this.start = -1;
    this.indent = this.text[end] === "\n" ? "" : null;
  }

  /**
   * The value that was begun does not end: it is reported, and reading goes on at the next line that begins like
   * its first one, as the objects of a list do. False when there is no such line: `resumesAtLine` is then 0.
   */
  private giveUp(final: boolean): boolean {
    const next = this.nextLikeThis();
    const resumesAtLine = next < 0 ? 0 : this.startLine + this.text.slice(this.start, next).split("\n").length - 1;
    const about = { value: this.text.slice(this.start, this.start + 200), params: { resumesAtLine } };
    this.out.push({ line: this.startLine, problem: finding("reject", final ? "not_json" : "row_too_long", about) });
    this.start = -1;
    this.inString = false;
    this.escaped = false;
    if (next < 0) this.place = "rest";
    else this.line = resumesAtLine;
    this.at = next < 0 ? this.text.length : next;
    return next >= 0;
  }

  /** Looks no further than was read, so that the cuts of the stream make no difference. */
  private nextLikeThis(): number {
    if (this.indent === null) return -1;
    const prefix = `\n${this.indent}{`;
    const found = this.text.slice(0, this.at).indexOf(prefix, this.start);
    return found < 0 ? -1 : found + prefix.length - 1;
  }
}
