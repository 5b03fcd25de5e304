/** Reads the archives and workbooks that the product writes, by the lists at their end as other programs do. */
import { crc32, inflateRawSync } from "node:zlib";

const END = 0x0605_4b50;
const END_BYTES = 22;

/** The files of an archive by their names; throws where a checksum or a size is not what it says. */
export function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.length - END_BYTES;
  if (archive.readUInt32LE(end) !== END) throw new Error("no list of files at the end");
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let n = archive.readUInt16LE(end + 10); n > 0; n--) {
    const [crc, packed, size] = [16, 20, 24].map((offset) => archive.readUInt32LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    const data = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = inflateRawSync(archive.subarray(data, data + packed));
    if (bytes.length !== size || crc32(bytes) !== crc) throw new Error(`${name} is damaged`);
    files.set(name, bytes);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

/** A sheet's rows: numbers as numbers, texts as texts, null for cells without a value. */
export function readSheet(workbook: Buffer, sheet = 1): (string | number | null)[][] {
  const xml = unzip(workbook).get(`xl/worksheets/sheet${sheet}.xml`)?.toString() ?? "";
  return [...xml.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<c(?: [^>]*)?(?:\/>|>(.*?)<\/c>)/gs)].map(([, cell]) => cellOf(cell)),
  );
}

function cellOf(cell: string | undefined): string | number | null {
  if (cell === undefined) return null;
  const number = /^<v>(.*)<\/v>$/.exec(cell)?.[1];
  if (number !== undefined) return Number(number);
  const text = /<t[^>]*>(.*)<\/t>/s.exec(cell)?.[1] ?? "";
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
