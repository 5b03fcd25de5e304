import { describe, expect, it } from "vitest";
import { judgeHealth } from "./health";

const healthy = { migrationsInCode: [1, 2], migrationsApplied: [1, 2], workerSeenSecondsAgo: 4.2 };

describe("judgeHealth", () => {
  it("is ready when database, migrations and worker are", () => {
    expect(judgeHealth(healthy)).toEqual({ ready: true, database: "ok", migrations: "ok", worker: "ok" });
  });

  it("names an unreachable database and claims nothing about the rest", () => {
    const health = judgeHealth({ databaseError: "connection refused" });
    expect(health).toMatchObject({ ready: false, database: "connection refused" });
    expect(health.worker).toMatch(/^unknown/);
  });

  it("counts missing migrations, and refuses a database of a newer version", () => {
    expect(judgeHealth({ ...healthy, migrationsApplied: [1] })).toMatchObject({
      ready: false,
      migrations: "1 of 2 not applied",
    });
    expect(judgeHealth({ ...healthy, migrationsApplied: [1, 2, 3] }).migrations).toMatch(/does not know/);
  });

  it("takes a worker for dead after thirty seconds of silence", () => {
    expect(judgeHealth({ ...healthy, workerSeenSecondsAgo: 29.9 }).ready).toBe(true);
    expect(judgeHealth({ ...healthy, workerSeenSecondsAgo: 30 })).toMatchObject({
      ready: false,
      worker: "last seen 30 seconds ago",
    });
    expect(judgeHealth({ ...healthy, workerSeenSecondsAgo: undefined }).worker).toBe("none has started");
  });
});
