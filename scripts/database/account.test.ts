import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { othersMayEnter, parseAccount } from "./account";
import { serverOptions } from "./server-options";

describe("parseAccount", () => {
  const passwd = "root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin\n";

  it("finds an account's ids", () => {
    expect(parseAccount(passwd, "nobody")).toEqual({ uid: 65534, gid: 65533 });
  });

  it("finds none of another name", () => {
    expect(parseAccount(passwd, "body")).toBeUndefined();
    expect(parseAccount("", "nobody")).toBeUndefined();
  });
});

describe("othersMayEnter", () => {
  const folder = mkdtempSync(join(tmpdir(), "wattsettle-enter-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("looks at every folder on the way, also where the last ones do not exist yet", () => {
    mkdirSync(join(folder, "closed", "open"), { recursive: true });
    chmodSync(folder, 0o755);
    const inner = join(folder, "closed", "open", "data");
    chmodSync(join(folder, "closed"), 0o711);
    expect(othersMayEnter(inner)).toBe(true);
    chmodSync(join(folder, "closed"), 0o700);
    expect(othersMayEnter(inner)).toBe(false);
  });
});

describe("serverOptions", () => {
  it("keeps the product's data safe, and gives that up for tests only", () => {
    expect(serverOptions(5000, false)).not.toContain("fsync=off");
    expect(serverOptions(5000, true)).toContain("fsync=off");
  });

  it("listens on the loopback address and no socket file", () => {
    expect(serverOptions(5000, false)).toEqual(
      expect.arrayContaining(["listen_addresses=127.0.0.1", "port=5000", "unix_socket_directories="]),
    );
  });
});
