import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { installationSecret, parseSettings, processEnvironment, publicAddress, SettingsError } from "./settings";

function problemsOf(environment: Record<string, string>): string[] {
  try {
    parseSettings(environment);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

describe("parseSettings", () => {
  it("needs nothing", () => {
    expect(parseSettings({})).toMatchObject({ PORT: 3000, HOST: "127.0.0.1", DATA_DIR: resolve(".data"), DEMO: true });
  });

  it("takes an empty value for one that is not set", () => {
    expect(parseSettings({ PORT: "", DATABASE_URL: " " })).toMatchObject({ PORT: 3000 });
  });

  it.each([
    [{ PORT: "http" }, /^PORT must be a port number .*\(is "http"\)\.$/],
    [{ PORT: "0" }, /^PORT /],
    [{ PORT: "80.5" }, /^PORT /],
    [{ DEMO: "yes" }, /^DEMO must be 0/],
    [{ DATABASE_URL: "mysql://db/x" }, /^DATABASE_URL must be a PostgreSQL/],
    [{ DATABASE_URL: "postgres://db:5432" }, /^DATABASE_URL must be a PostgreSQL/],
    [{ PUBLIC_URL: "settlement.example.com" }, /^PUBLIC_URL must be an address/],
    [{ NEXTAUTH_SECRET: "short" }, /^NEXTAUTH_SECRET must have at least 32/],
    [{ SMTP_URL: "mail.example.com" }, /^SMTP_URL must be an address/],
    [{ SMTP_URL: "smtp://mail.example.com" }, /^MAIL_FROM must be set/],
    [{ OIDC_ISSUER: "https://id.example.com", OIDC_CLIENT_ID: "x" }, /^OIDC_ISSUER, OIDC_CLIENT_ID and/],
    [{ MAIL_FROM: "nobody" }, /^MAIL_FROM must be an e-mail/],
    [{ STAFF_DATABASE_URL: "postgres://a/b", PARTNER_DATABASE_URL: "postgres://a/b" }, /need DATABASE_URL/],
    [{ DATABASE_URL: "postgres://a/b", STAFF_DATABASE_URL: "postgres://a/b" }, /both or not at all/],
  ])("refuses %j in one line", (environment, line) => {
    const problems = problemsOf(environment);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(line);
  });

  it("names every bad setting, and shows no secret", () => {
    const problems = problemsOf({ PORT: "x", NEXTAUTH_SECRET: "hunter2", DATABASE_URL: "hunter2" });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain("hunter2");
  });
});

describe("installationSecret", () => {
  const folder = mkdtempSync(join(tmpdir(), "wattsettle-settings-"));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is made once, kept, and readable by its owner only", () => {
    const settings = parseSettings({ DATA_DIR: join(folder, "data") });
    const secret = installationSecret(settings);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(installationSecret(settings)).toBe(secret);
    expect(statSync(join(folder, "data", "secret")).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "data")).mode & 0o777).toBe(0o700);
  });

  it("is the given one where one is given", () => {
    const NEXTAUTH_SECRET = "0123456789012345678901234567890123456789";
    expect(installationSecret(parseSettings({ NEXTAUTH_SECRET, DATA_DIR: folder }))).toBe(NEXTAUTH_SECRET);
  });
});

describe("publicAddress", () => {
  it.each([
    [{}, "http://localhost:3000"],
    [{ HOST: "0.0.0.0", PORT: "80" }, "http://localhost:80"],
    [{ HOST: "10.0.0.7" }, "http://10.0.0.7:3000"],
    [{ HOST: "fd00::7" }, "http://[fd00::7]:3000"],
    [{ PUBLIC_URL: "https://pay.example.com/" }, "https://pay.example.com"],
  ])("with %j is %s", (environment, address) => {
    expect(publicAddress(parseSettings(environment))).toBe(address);
  });
});

describe("processEnvironment", () => {
  const NEXTAUTH_SECRET = "0123456789012345678901234567890123456789";

  it("fixes the address of sign-in where it is known, and follows the typed one where it is not", () => {
    const known = processEnvironment(
      parseSettings({ NEXTAUTH_SECRET, PUBLIC_URL: "https://pay.example.com/" }),
      "postgres://a/b",
    );
    expect(known).toMatchObject({ NEXTAUTH_URL: "https://pay.example.com", PUBLIC_URL: "https://pay.example.com" });
    const unknown = processEnvironment(parseSettings({ NEXTAUTH_SECRET, PORT: "4000" }), "postgres://a/b");
    expect(unknown).toMatchObject({ AUTH_TRUST_HOST: "true", PUBLIC_URL: "http://localhost:4000" });
  });
});
