/**
 * What must work before a single dependency is there: plain Node and nothing else. Checks the version of
 * Node, installs the packages when they are not those of the lockfile, and then runs a TypeScript file in this process.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs `scripts/<name>` once everything it needs is there.
 * @param {string} name a TypeScript file in this folder
 */
export async function runScript(name) {
  process.chdir(root);
  refuseOldNode();
  if (!isInstalled()) install();
  const { register } = await import("tsx/esm/api");
  register();
  await import(pathToFileURL(`${root}scripts/${name}`).href);
}

function refuseOldNode() {
  const { engines } = readJson("package.json");
  const needed = engines.node.replace(/^>=/, "");
  if (compareVersions(process.versions.node, needed) >= 0) return;
  console.error(
    `Wattsettle needs Node ${needed} or later; this is Node ${process.versions.node}. See https://nodejs.org.`,
  );
  process.exit(1);
}

function compareVersions(left, right) {
  const [a, b] = [left, right].map((version) => version.split(".").map(Number));
  return a[0] - b[0] || a[1] - (b[1] ?? 0);
}

/** npm keeps a copy of the lockfile in node_modules, written last: it tells what is really there. */
function isInstalled() {
  try {
    const wanted = readJson("package-lock.json").packages;
    const present = readJson("node_modules/.package-lock.json").packages;
    return Object.entries(wanted).every(
      ([path, entry]) => path === "" || entry.optional || present[path]?.version === entry.version,
    );
  } catch {
    return false;
  }
}

function install() {
  console.log("Installing the packages (about a minute) …");
  const options = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = spawnSync("npm", options, { stdio: "inherit", shell: process.platform === "win32" });
  if (status === 0) return;
  console.error("npm could not install the packages; its message stands above.");
  process.exit(1);
}

function readJson(path) {
  return JSON.parse(readFileSync(`${root}${path}`, "utf8"));
}
