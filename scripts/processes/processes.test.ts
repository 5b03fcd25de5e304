import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isSameProcess, markOf, observeProcess, parseProcStat } from "./observe";
import { forgetProcess, recordedProcess, recordProcess, stopRecorded } from "./registry";
import { type StopStep, stopProcess } from "./stop";

const QUICKLY: StopStep[] = [
  { signal: "SIGTERM", waitMilliseconds: 5_000 },
  { signal: "SIGKILL", waitMilliseconds: 5_000 },
];

let children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children = [];
});

/** A process that says when it is ready and then waits. */
async function startSleeper(code = ""): Promise<number> {
  const child = spawn(process.execPath, ["-e", `${code};setInterval(() => {}, 1e6);process.stdout.write("ready")`], {
    detached: true,
  });
  children.push(child);
  await new Promise((resolve) => child.stdout.once("data", resolve));
  return child.pid ?? 0;
}

describe("parseProcStat", () => {
  it("reads past a name with brackets and spaces", () => {
    const fields = Array.from({ length: 30 }, (_, index) => String(index + 4));
    expect(parseProcStat(`7 (a) b (c)) S ${fields.join(" ")}`)).toEqual({ state: "S", startTicks: "22" });
  });

  it("refuses anything else", () => {
    expect(() => parseProcStat("nothing")).toThrow(/stat/);
  });
});

describe("isSameProcess", () => {
  it("knows a process again, and no other that has its pid", () => {
    const self = observeProcess(process.pid);
    expect(isSameProcess({ pid: process.pid, startedAt: self?.startedAt ?? "" }, self)).toBe(true);
    expect(isSameProcess({ pid: process.pid, startedAt: "an earlier boot/17" }, self)).toBe(false);
    expect(isSameProcess({ pid: process.pid, startedAt: "x" }, undefined)).toBe(false);
  });
});

describe("observeProcess", () => {
  it("finds nothing for pids that cannot be", () => {
    for (const pid of [0, -1, Number.NaN, 2 ** 40]) expect(observeProcess(pid)).toBeUndefined();
  });
});

describe("stopProcess", () => {
  it("ends a willing process with the first signal", async () => {
    expect(await stopProcess(await startSleeper(), QUICKLY)).toBe("SIGTERM");
  });

  it("kills one that does not listen", async () => {
    const pid = await startSleeper('process.on("SIGTERM", () => {})');
    const steps: StopStep[] = [
      { signal: "SIGTERM", waitMilliseconds: 50 },
      { signal: "SIGKILL", waitMilliseconds: 5_000 },
    ];
    expect(await stopProcess(pid, steps)).toBe("SIGKILL");
    expect(observeProcess(pid)).toBeUndefined();
  });

  it("leaves alone what is gone already", async () => {
    const pid = await startSleeper();
    await stopProcess(pid, QUICKLY);
    expect(await stopProcess(pid, QUICKLY)).toBeUndefined();
  });
});

describe("the registry", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "wattsettle-registry-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("ends what it recorded and forgets it", async () => {
    const pid = await startSleeper();
    recordProcess(folder, "web", pid);
    expect(recordedProcess(folder, "web")).toEqual(markOf(pid));
    expect(await stopRecorded(folder, QUICKLY)).toEqual(["web"]);
    expect(observeProcess(pid)).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("never signals a stranger that got the pid of ours", async () => {
    const pid = await startSleeper();
    writeFileSync(join(folder, "web.process.json"), JSON.stringify({ pid, startedAt: "an earlier boot/17" }));
    expect(await stopRecorded(folder, QUICKLY)).toEqual([]);
    expect(observeProcess(pid)).toBeDefined();
  });

  it("ignores a file that a crash left half written", async () => {
    writeFileSync(join(folder, "web.process.json"), '{"pid": 1');
    expect(recordedProcess(folder, "web")).toBeUndefined();
    expect(await stopRecorded(folder, QUICKLY)).toEqual([]);
  });

  it("forgets on request", async () => {
    recordProcess(folder, "web", process.pid);
    forgetProcess(folder, "web");
    expect(recordedProcess(folder, "web")).toBeUndefined();
  });
});
