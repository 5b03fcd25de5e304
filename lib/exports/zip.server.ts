/**
 * A ZIP archive written piece by piece, in memory that does not grow with it (APPNOTE 6.3.10, without ZIP64). Sizes
 * and checksums follow each file's bytes, so nothing has to be known before.
 */
import { promisify } from "node:util";
import { constants, crc32, deflateRaw } from "node:zlib";

const compress = promisify<Buffer, object, Buffer>(deflateRaw);

/** What follows from the limits of fields of four bytes. */
const MOST_BYTES = 0xffff_ffff;
/** Sizes follow the data; names are UTF-8. */
const FLAGS = (1 << 3) | (1 << 11);
const DEFLATED = 8;
const VERSION = 20;
/** 1 January 1980, the first day of DOS: the same content makes the same archive. */
const FIRST_DAY = 0x0021;
/** An empty last block. */
const END_OF_DEFLATE = Buffer.from([0x03, 0x00]);

type Entry = { name: Buffer; offset: number; crc: number; packed: number; size: number };

/** Takes the next bytes of the archive. */
export type Sink = (bytes: Buffer) => Promise<void>;

/** The archive is larger than four gigabytes, or a file in it. */
export class ZipTooLarge extends Error {}

export class ZipWriter {
  readonly #sink: Sink;
  readonly #entries: Entry[] = [];
  #open: Entry | null = null;
  #written = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** Begins a file; the one before must be closed. */
  async open(name: string): Promise<void> {
    if (this.#open) throw new Error("the file before is still open");
    this.#open = { name: Buffer.from(name), offset: this.#written, crc: 0, packed: 0, size: 0 };
    const header = fields([
      [4, 0x0403_4b50],
      [2, VERSION],
      [2, FLAGS],
      [2, DEFLATED],
      [2, 0],
      [2, FIRST_DAY],
      ...sizes({ crc: 0, packed: 0, size: 0 }),
      [2, this.#open.name.length],
      [2, 0],
    ]);
    await this.#put(header, this.#open.name);
  }

  /**
   * Adds bytes to the open file, compressed by themselves: give some hundred kilobytes at a time.
   * @throws ZipTooLarge
   */
  async add(bytes: Buffer): Promise<void> {
    const entry = this.#open;
    if (!entry) throw new Error("no file is open");
    if (bytes.length === 0) return;
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    const packed = await compress(bytes, { level: constants.Z_BEST_SPEED, finishFlush: constants.Z_SYNC_FLUSH });
    entry.packed += packed.length;
    await this.#put(packed);
  }

  /** Ends the open file. */
  async close(): Promise<void> {
    const entry = this.#open;
    if (!entry) throw new Error("no file is open");
    entry.packed += END_OF_DEFLATE.length;
    if (entry.size > MOST_BYTES) throw new ZipTooLarge(entry.name.toString());
    await this.#put(END_OF_DEFLATE, fields([[4, 0x0807_4b50], ...sizes(entry)]));
    this.#entries.push(entry);
    this.#open = null;
  }

  /** A whole file at once. */
  async file(name: string, text: string): Promise<void> {
    await this.open(name);
    await this.add(Buffer.from(text));
    await this.close();
  }

  /** Writes the list of files; nothing can be added after it. */
  async finish(): Promise<void> {
    const start = this.#written;
    for (const entry of this.#entries) await this.#put(directoryEntry(entry), entry.name);
    const end = fields([
      [4, 0x0605_4b50],
      [2, 0],
      [2, 0],
      [2, this.#entries.length],
      [2, this.#entries.length],
      [4, this.#written - start],
      [4, start],
      [2, 0],
    ]);
    await this.#put(end);
  }

  async #put(...pieces: Buffer[]): Promise<void> {
    const bytes = Buffer.concat(pieces);
    this.#written += bytes.length;
    if (this.#written > MOST_BYTES) throw new ZipTooLarge("the archive");
    await this.#sink(bytes);
  }
}

function directoryEntry(entry: Entry): Buffer {
  return fields([
    [4, 0x0201_4b50],
    [2, VERSION],
    [2, VERSION],
    [2, FLAGS],
    [2, DEFLATED],
    [2, 0],
    [2, FIRST_DAY],
    ...sizes(entry),
    [2, entry.name.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, entry.offset],
  ]);
}

type Field = readonly [bytes: 2 | 4, value: number];

function sizes({ crc, packed, size }: Pick<Entry, "crc" | "packed" | "size">): Field[] {
  return [
    [4, crc],
    [4, packed],
    [4, size],
  ];
}

/** Unsigned numbers, the lowest byte first. */
function fields(values: readonly Field[]): Buffer {
  const buffer = Buffer.alloc(values.reduce((length, [bytes]) => length + bytes, 0));
  let at = 0;
  for (const [bytes, value] of values) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}
