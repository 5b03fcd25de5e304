/**
 * Completes package-lock.json after a change of dependencies.
 *
 * npm writes no lock entry for an optional platform package (a macOS binary, say) that it could not
 * reach while installing, and `npm ci` then refuses that lockfile on every machine. This adds the
 * missing entries: version from the package that asks for it, os and cpu from the package's name.
 */
import { readFileSync, writeFileSync } from "node:fs";

const path = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(path, "utf8"));
const systems = ["darwin", "win32", "linux", "freebsd", "netbsd", "openbsd", "openharmony", "android", "sunos", "aix"];
const processors = ["x64", "arm64", "arm", "ia32", "riscv64", "ppc64", "s390x", "loong64", "mips64el", "wasm32"];

/** The first of `known` that stands as a word of a package's name; "win32" must not be read as "ia32". */
function wordOf(name, known) {
  const words = name.split(/[/@_.-]+/);
  return known.find((word) =>
    words.some((part) => part === word || (word === "arm" && part.startsWith("arm") && part !== "arm64")),
  );
}

let added = 0;
for (const [owner, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${owner}/node_modules/${name}`;
    const top = `node_modules/${name}`;
    const present = lock.packages[nested] ?? lock.packages[top];
    if (present && (present.version === version || !/^\d/.test(version))) continue;
    const place = present ? nested : top;
    const os = wordOf(name, systems) ?? (name.includes("linux") ? "linux" : undefined);
    const cpu = wordOf(name, processors);
    lock.packages[place] = {
      version: version.replace(/^[~^]/, ""),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...(os ? { os: [os] } : {}),
      ...(cpu ? { cpu: [cpu] } : {}),
    };
    added += 1;
    console.log(`added ${place}@${version}${os ? "" : " (no os in its name)"}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries added`);
