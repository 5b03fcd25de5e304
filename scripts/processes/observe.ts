/**
 * What the system knows about a process, and whether it is still the one we started. A pid alone says
 * little: after a crash or a reboot it may belong to somebody else, and must then never be signalled.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A running process. `startedAt` is an opaque text that no two holders of one pid share. */
export type ObservedProcess = { pid: number; startedAt: string; command: string };

/** A process as we wrote it down when we started it. */
export type ProcessMark = { pid: number; startedAt: string };

/** Looks a process up; a zombie counts as gone, since it only waits for somebody to read its exit code. */
export function observeProcess(pid: number): ObservedProcess | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return process.platform === "linux" ? observeInProc(pid) : observeWithPs(pid);
}

function observeInProc(pid: number): ObservedProcess | undefined {
  try {
    const parsed = parseProcStat(readFileSync(`/proc/${pid}/stat`, "utf8"));
    if (parsed.state === "Z" || parsed.state === "X") return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return { pid, startedAt: `${bootId()}/${parsed.startTicks}`, command };
  } catch {
    return undefined;
  }
}

/**
 * State and start time (clock ticks since boot) from a line of `/proc/<pid>/stat`. The second field is the
 * program's name in brackets and may itself contain brackets and spaces (proc(5)).
 */
export function parseProcStat(line: string): { state: string; startTicks: string } {
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  const [state, startTicks] = [fields[0], fields[19]];
  if (!state || !startTicks) throw new Error(`not a line of /proc/<pid>/stat: ${line}`);
  return { state, startTicks };
}

function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}

function observeWithPs(pid: number): ObservedProcess | undefined {
  try {
    const ps = (column: string) =>
      execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }).trim();
    if (ps("state").startsWith("Z")) return undefined;
    return { pid, startedAt: ps("lstart"), command: ps("command") };
  } catch {
    return undefined;
  }
}

/** Whether the process that was written down is the one that holds its pid now. */
export function isSameProcess(mark: ProcessMark, observed: ObservedProcess | undefined): boolean {
  return observed !== undefined && observed.pid === mark.pid && observed.startedAt === mark.startedAt;
}

/** The mark of a process that runs now; undefined when it is gone already. */
export function markOf(pid: number): ProcessMark | undefined {
  const observed = observeProcess(pid);
  return observed && { pid, startedAt: observed.startedAt };
}
