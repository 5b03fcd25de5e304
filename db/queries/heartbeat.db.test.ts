import { describe, expect, it } from "vitest";
import { ownerClient } from "@/db/client";
import { testDatabase } from "@/scripts/testing/database";
import { beat, forgetWorker, readHealth, releaseDeadWorkers } from "./heartbeat";

await testDatabase();
const client = ownerClient();

/** A job as a worker leaves it that took it and was killed `secondsAgo`. */
async function addLockedJob(workerId: string, secondsAgo: number): Promise<string> {
  const [job] = await client`select (graphile_worker.add_job('rest', '{}')).id::text as id`;
  await client`
    update graphile_worker._private_jobs
    set locked_by = ${workerId}, locked_at = now() - make_interval(secs => ${secondsAgo}) where id = ${job?.id}`;
  return job?.id;
}

async function holderOf(jobId: string): Promise<string | null> {
  const [job] = await client`select locked_by from graphile_worker._private_jobs where id = ${jobId}`;
  return job?.locked_by;
}

describe("releaseDeadWorkers", () => {
  it("gives back the jobs of workers that were not seen for a minute, and no others", async () => {
    await beat(client, "alive");
    const [ofAlive, ofDead, justTaken] = [
      await addLockedJob("alive", 300),
      await addLockedJob("dead", 300),
      await addLockedJob("beginning", 2),
    ];
    expect(await releaseDeadWorkers(client)).toBe(1);
    expect([await holderOf(ofAlive), await holderOf(ofDead), await holderOf(justTaken)]).toEqual([
      "alive",
      null,
      "beginning",
    ]);
  });

  it("takes every worker for dead when the caller knows that none can be running", async () => {
    await beat(client, "killed a moment ago");
    const job = await addLockedJob("killed a moment ago", 1);
    await releaseDeadWorkers(client, 0);
    expect(await holderOf(job)).toBeNull();
    expect((await readHealth(client)).workerSeenSecondsAgo).toBeUndefined();
  });
});

describe("readHealth", () => {
  it("reads the applied migrations and when a worker was last seen", async () => {
    await beat(client, "one");
    const health = await readHealth(client);
    expect(health.appliedMigrations.length).toBeGreaterThan(0);
    expect(health.workerSeenSecondsAgo).toBeGreaterThanOrEqual(0);
    await forgetWorker(client, "one");
    expect((await readHealth(client)).workerSeenSecondsAgo).toBeUndefined();
  });
});
