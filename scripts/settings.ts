/**
 * Every setting of an installation, read from the environment and from `.env`, checked once at start.
 * `.env.example` and docs/operations.md describe the same list.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { createDataFolder } from "./data-folder";

const SECRET_LENGTH = 32;
/** Listening on these, the web server answers to "localhost". */
const LOCAL_HOSTS = ["127.0.0.1", "::1", "0.0.0.0", "::", "localhost"];

const databaseUrl = z
  .string()
  .refine(isDatabaseUrl, "must be a PostgreSQL connection string like postgres://user:password@host:5432/wattsettle");

const schema = z.object({
  PORT: z.coerce
    .number("must be a port number between 1 and 65535")
    .int("must be a port number between 1 and 65535")
    .min(1, "must be a port number between 1 and 65535")
    .max(65_535, "must be a port number between 1 and 65535")
    .default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "must be an address like https://settlement.example.com" })
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  DATABASE_URL: databaseUrl.optional(),
  STAFF_DATABASE_URL: databaseUrl.optional(),
  PARTNER_DATABASE_URL: databaseUrl.optional(),
  DEMO: z.enum(["0", "1"], "must be 0 (empty system) or 1 (load the demo at the first start)").default("1"),
  NEXTAUTH_SECRET: z.string().min(SECRET_LENGTH, `must have at least ${SECRET_LENGTH} characters`).optional(),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      hostname: /.+/,
      error: "must be an address like smtp://user:password@mail.example.com:587",
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^@\s]+@[^@\s]+$|^.+<[^@\s]+@[^@\s]+>$/, "must be an e-mail address")
    .optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: "must be an address like https://id.example.com" }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"], "must be debug, info, warn or error").default("info"),
  WORKER_CONCURRENCY: z.coerce
    .number("must be a number between 1 and 32")
    .int("must be a number between 1 and 32")
    .min(1, "must be a number between 1 and 32")
    .max(32, "must be a number between 1 and 32")
    .default(2),
});

/** The settings of one installation; paths are absolute. */
export type Settings = Omit<z.infer<typeof schema>, "DEMO"> & { DEMO: boolean };

/** One or more settings are unusable; `problems` holds one line for each. */
export class SettingsError extends Error {
  override name = "SettingsError";
  constructor(readonly problems: string[]) {
    super(problems.join("\n"));
  }
}

type Environment = Record<string, string | undefined>;

/**
 * Checks the environment. An empty value counts as not set, as in `PORT=`.
 * @throws SettingsError naming every bad setting
 */
export function parseSettings(environment: Environment): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(given);
  const problems = parsed.success
    ? contradictions(parsed.data)
    : parsed.error.issues.map((issue) => problemOf(issue, given));
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);
  return { ...parsed.data, DATA_DIR: resolve(parsed.data.DATA_DIR), DEMO: parsed.data.DEMO === "1" };
}

function problemOf(issue: z.core.$ZodIssue, given: Environment): string {
  const name = String(issue.path[0]);
  const shown = /SECRET|URL/.test(name) ? "" : ` (is "${given[name]}")`;
  return `${name} ${issue.message}${shown}.`;
}

function contradictions(settings: z.infer<typeof schema>): string[] {
  const problems: string[] = [];
  const { DATABASE_URL, STAFF_DATABASE_URL, PARTNER_DATABASE_URL, SMTP_URL, MAIL_FROM } = settings;
  if (!DATABASE_URL && (STAFF_DATABASE_URL || PARTNER_DATABASE_URL)) {
    problems.push(
      "STAFF_DATABASE_URL and PARTNER_DATABASE_URL need DATABASE_URL, the owner's connection to the same database.",
    );
  }
  if (Boolean(STAFF_DATABASE_URL) !== Boolean(PARTNER_DATABASE_URL)) {
    problems.push("STAFF_DATABASE_URL and PARTNER_DATABASE_URL are given both or not at all.");
  }
  if (SMTP_URL && !MAIL_FROM) problems.push("MAIL_FROM must be set when SMTP_URL is: mails need a sender.");
  const oidc = [settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET].filter(Boolean).length;
  if (oidc % 3 !== 0)
    problems.push("OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are given together or not at all.");
  return problems;
}

function isDatabaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname } = new URL(text);
  return /^postgres(ql)?:$/.test(protocol) && pathname.length > 1;
}

/** Reads `.env` (what is set already wins) and the environment. */
export function readSettings(): Settings {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return parseSettings(process.env);
}

/** The installation's secret: as set, or made once and kept in the data folder (mode 0600). */
export function installationSecret(settings: Settings): string {
  if (settings.NEXTAUTH_SECRET) return settings.NEXTAUTH_SECRET;
  const file = join(settings.DATA_DIR, "secret");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const secret = randomBytes(SECRET_LENGTH).toString("hex");
  createDataFolder(settings.DATA_DIR);
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}

/** The address people type: as set, or else where the web server listens. */
export function publicAddress({ PUBLIC_URL, HOST, PORT }: Settings): string {
  if (PUBLIC_URL) return PUBLIC_URL;
  const host = LOCAL_HOSTS.includes(HOST) ? "localhost" : HOST;
  return `http://${host.includes(":") ? `[${host}]` : host}:${PORT}`;
}

/**
 * The environment of every process of the installation. Where no public address is set, sign-in follows
 * the address that was typed, so that `localhost` and `127.0.0.1` both work.
 */
export function processEnvironment(settings: Settings, databaseUrl: string): NodeJS.ProcessEnv {
  const { STAFF_DATABASE_URL, PARTNER_DATABASE_URL, SMTP_URL, MAIL_FROM } = settings;
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = settings;
  const signIn = settings.PUBLIC_URL ? { NEXTAUTH_URL: settings.PUBLIC_URL } : { AUTH_TRUST_HOST: "true" };
  return {
    ...process.env,
    ...signIn,
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    DATA_DIR: settings.DATA_DIR,
    PUBLIC_URL: publicAddress(settings),
    NEXTAUTH_SECRET: installationSecret(settings),
    LOG_LEVEL: settings.LOG_LEVEL,
    WORKER_CONCURRENCY: String(settings.WORKER_CONCURRENCY),
    ...definedOnly({ STAFF_DATABASE_URL, PARTNER_DATABASE_URL, SMTP_URL, MAIL_FROM }),
    ...definedOnly({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }),
  };
}

function definedOnly(values: Environment): Environment {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
