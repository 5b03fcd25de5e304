/** The browser of the tests: a real Chromium from the npm packages on Linux x64, elsewhere one that is named. */
import { existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";

/** The flags without which it neither starts as root nor leaves the network alone. */
export const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Path of the browser, unpacked if need be. Call it once before the workers start: two that unpack at the same time
 * break each other. It is unpacked into the project, since one in the system's temp folder
 * would be used again whatever its version.
 */
export async function chromiumPath(): Promise<string> {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) {
    if (existsSync(CHROMIUM_PATH)) return CHROMIUM_PATH;
    throw new Error(`CHROMIUM_PATH names ${CHROMIUM_PATH}, where there is no file.`);
  }
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("The browser tests need a Chromium here: set CHROMIUM_PATH to one.");
  }
  const folder = resolve(".tmp/chromium");
  mkdirSync(folder, { recursive: true });
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    return await chromium.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}
