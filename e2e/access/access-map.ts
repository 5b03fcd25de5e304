/**
 * Every page, route handler and server action of the product, with what it asks for: read from the sources, so that
 * a new one cannot be forgotten. `scripts/access-map.test.ts` fails on one that asks for nothing; the browser tests
 * try every role on every entry.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { isPermission, type Permission } from "@/lib/access/permissions";

export type Guard = { permission: Permission } | { publicBecause: string };

export type AccessEntry = {
  kind: "page" | "handler" | "action";
  /** The address, with the names of its parameters: `/settings/users/[id]`; of an action its page's. */
  route: string;
  /** The action's name. */
  name: string | null;
  file: string;
  /** Undefined: it asks for nothing, which is a mistake. */
  guard: Guard | undefined;
};

/** What opens without a session, and why that is right. */
const PUBLIC: Readonly<Record<string, string>> = {
  "/sign-in": "it is the sign-in",
  "/sign-in-link": "it asks for the address of a sign-in link",
  "/forgot-password": "who forgot the password cannot sign in",
  "/link/[token]": "the one-time link is the proof",
  "/forbidden": "it names a missing permission to whoever is signed in",
  "/share/[token]": "the shared link, and its password, are the proof",
  "/share/[token]/pdf": "the shared link, and its password, are the proof",
  "/api/auth/[...nextauth]": "it is the sign-in at another provider",
  "/api/health": "monitoring asks it; it tells nothing but whether the parts work",
};

/** The text of another source of ours, by its path from the project's root; undefined where there is none. */
type ReadSource = (file: string) => string | undefined;

/** Reads `app/` under the project's root. */
export function readAccessMap(root: string): AccessEntry[] {
  const read: ReadSource = (file) =>
    existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : undefined;
  const files = filesUnder(join(root, "app")).map((path) => relative(root, path).split(sep).join("/"));
  return files.flatMap((file) => entriesOf(file, read(file) ?? "", read));
}

/**
 * The entries of one file; none when it is neither page, handler nor actions, or an empty slot.
 * @param file from the project's root, with forward slashes
 */
export function entriesOf(file: string, source: string, read: ReadSource = () => undefined): AccessEntry[] {
  const route = routeOf(file);
  const code = withoutComments(source);
  const guard = () => viewerGuard(route, file, code, read);
  if (/\/page\.tsx$/.test(file)) {
    return isEmptySlot(file, code) ? [] : [{ kind: "page", route, name: null, file, guard: guard() }];
  }
  if (/\/route\.tsx?$/.test(file)) return [{ kind: "handler", route, name: null, file, guard: guard() }];
  return /\/actions\.ts$/.test(file) ? actionsOf(route, file, code) : [];
}

/** A parallel slot that shows nothing. */
function isEmptySlot(file: string, code: string): boolean {
  const body = /^\s*export default function \w+\(\) \{\s*return null;\s*\}\s*$/;
  return /\/@[^/]+\/page\.tsx$/.test(file) && body.test(code);
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

function viewerGuard(route: string, file: string, code: string, read: ReadSource): Guard | undefined {
  const reason = PUBLIC[route];
  if (reason !== undefined) return { publicBecause: reason };
  return ownGuard(code) ?? loaderGuard(file, code, read);
}

function ownGuard(code: string): Guard | undefined {
  return permissionIn(/await (?:requireViewer|admitViewer)\(\s*"([^"]+)"/.exec(code)?.[1]);
}

/** The guard of a function beside the page that the page awaits: two faces of one thing load it in one place. */
function loaderGuard(file: string, code: string, read: ReadSource): Guard | undefined {
  for (const [, names = "", path = ""] of code.matchAll(/import \{([^}]*)\} from "(\.{1,2}\/[^"]+)"/g)) {
    const module = posix.join(posix.dirname(file), path);
    const source = read(`${module}.tsx`) ?? read(`${module}.ts`) ?? "";
    for (const name of names.split(",").map((part) => part.trim())) {
      const guard = new RegExp(`await ${name}\\(`).test(code) && ownGuard(exportOf(withoutComments(source), name));
      if (guard) return guard;
    }
  }
  return undefined;
}

/** The text of one exported function, up to the end of its top-level block. */
function exportOf(code: string, name: string): string {
  const pattern = new RegExp(`^export (?:async function|const) ${name}\\b[\\s\\S]*?^[})].*$`, "m");
  return pattern.exec(code)?.[0] ?? "";
}

function actionsOf(route: string, file: string, code: string): AccessEntry[] {
  const exports = [
    ...code.matchAll(/^export\s+(?:async\s+)?(?:const|let|function)\s+(\w+)([\s\S]*?)(?=^export\s|$(?![\s\S]))/gm),
  ];
  return exports.map(([, name = "", body = ""]) => ({ kind: "action", route, name, file, guard: actionGuard(body) }));
}

function actionGuard(body: string): Guard | undefined {
  const match = /^\s*=\s*defineAction\(\{\s*(permission|publicBecause):\s*"([^"]+)"/.exec(body);
  if (match?.[1] === "publicBecause") return { publicBecause: match[2] ?? "" };
  return permissionIn(match?.[2]);
}

function permissionIn(text: string | undefined): Guard | undefined {
  return text !== undefined && isPermission(text) ? { permission: text } : undefined;
}

/** `app/(backoffice)/revenue/@sheet/(.)[id]/page.tsx` → `/revenue/[id]`: groups, slots and interceptions are no part. */
function routeOf(file: string): string {
  const folders = file.split("/").slice(1, -1);
  const visible = folders.filter((folder) => !/^(\([^.]*\)|@.*)$/.test(folder));
  return `/${visible.map((folder) => folder.replace(/^(\(\.+\))+/, "")).join("/")}`;
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}
