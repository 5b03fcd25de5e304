/** The four rules of CONTRIBUTING.md about who may import what, as a function of one file's path and text. */

/** Packages that make a file impure: they bring a framework, a database or the world outside. */
const IMPURE_PACKAGES =
  /^(next|react|react-dom|next-intl|next-auth|drizzle-orm|postgres|pg|graphile-worker|nodemailer|pino|uuidv7|server-only|client-only)(\/|$)/;
const PURE_BUILT_INS = new Set(["node:crypto", "node:util", "node:buffer"]);
const IMPURE_EXPRESSIONS: [RegExp, string][] = [
  [/\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b|\bperformance\.now\(/, "reads the clock"],
  [/\bMath\.random\(|\brandomUUID\(|\brandomBytes\(|\brandomInt\(|\bgetRandomValues\(/, "uses randomness"],
  [/\bprocess\.env\b/, "reads the environment"],
];
const DATABASE_PACKAGES = /^(drizzle-orm|postgres|pg)(\/|$)/;
/** Reaches the server before there is a database to speak of. */
const ADMINISTRATION = /^scripts\/(database|testing)\//;

/** The modules a TypeScript source imports, as written: static, dynamic and re-exports. */
export function importsOf(source: string): string[] {
  const code = withoutComments(source);
  const pattern = /(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']/g;
  return [...code.matchAll(pattern)].map((match) => match[1] ?? "");
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

/**
 * What is wrong with one file, in words; empty when it keeps the rules.
 * @param path from the project's root, with forward slashes
 */
export function findViolations(path: string, source: string): string[] {
  const imports = importsOf(source);
  const code = withoutComments(source);
  return [
    ...(isPure(path) ? impurities(imports, code) : []),
    ...(path.startsWith("db/") || ADMINISTRATION.test(path) ? [] : strayDatabase(imports, code)),
    ...wrongDirections(path, imports),
    ...clientReaches(imports, code),
    ...(path.startsWith("scripts/") ? [] : strayActions(path, code)),
  ].map((problem) => `${path} ${problem}`);
}

/** Rule 1 speaks of plain files in `lib/`. */
function isPure(path: string): boolean {
  return /^lib\/.*\.ts$/.test(path) && !path.endsWith(".server.ts");
}

function impurities(imports: string[], code: string): string[] {
  const imported = imports
    .filter(
      (name) => IMPURE_PACKAGES.test(name) || isImpureBuiltIn(name) || /\.server$/.test(name) || /^@\/db\//.test(name),
    )
    .map((name) => `is pure and imports ${name}`);
  const used = IMPURE_EXPRESSIONS.filter(([pattern]) => pattern.test(code)).map(([, what]) => `is pure and ${what}`);
  return [...imported, ...used];
}

function isImpureBuiltIn(name: string): boolean {
  return name.startsWith("node:") && !PURE_BUILT_INS.has(name);
}

/** Rule 3: SQL lives in `db/`. */
function strayDatabase(imports: string[], code: string): string[] {
  const imported = imports.filter((name) => DATABASE_PACKAGES.test(name)).map((name) => `imports ${name} outside db/`);
  return /\bsql(<[^>]*>)?`/.test(code) ? [...imported, "writes SQL outside db/"] : imported;
}

/** Pages know the business, the business knows no pages; the database knows neither. */
function wrongDirections(path: string, imports: string[]): string[] {
  const folder = path.slice(0, path.indexOf("/"));
  const forbidden: Record<string, RegExp> = {
    lib: /^@\/(app|components)\//,
    db: /^@\/(app|components)\/|^@\/lib\/.*\.server$/,
    components: /^@\/(app|db)\//,
  };
  const isSeed = path.startsWith("db/seed/");
  return imports
    .filter((name) => forbidden[folder]?.test(name) && !(isSeed && name.startsWith("@/lib/")))
    .map((name) => `imports ${name}, which is above it`);
}

function clientReaches(imports: string[], code: string): string[] {
  if (!/^\s*["']use client["']/.test(code)) return [];
  return imports
    .filter((name) => /\.server$|^@\/db\//.test(name))
    .map((name) => `runs in the browser and imports ${name}`);
}

/** Rule 4: actions stand in `actions.ts` beside their page, and only `defineAction` makes one. */
function strayActions(path: string, code: string): string[] {
  const isActions = /^app\/(.*\/)?actions\.ts$/.test(path);
  const usesServer = /["']use server["']/.test(code);
  if (!isActions) return usesServer ? ["has server actions but is no app/**/actions.ts"] : [];
  const declared = [...code.matchAll(/^export\s+(?:const|async function|function|let)\s+(\w+)([^\n]*)/gm)];
  const other = declared
    .filter(([, , rest]) => !/=\s*defineAction\(/.test(rest ?? ""))
    .map(([, name]) => `exports ${name}, which is not made by defineAction`);
  return usesServer ? other : ['is actions.ts without "use server"', ...other];
}
