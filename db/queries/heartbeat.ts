/**
 * Which workers are alive. A worker process locks jobs under its pool's id and keeps a row of that id fresh. A
 * lock whose holder has no fresh row belongs to a dead worker; graphile-worker itself would leave
 * its job locked for four hours.
 */
import type postgres from "postgres";

/** A worker whose row is older than this is dead. Rows are refreshed six times within it. */
export const DEAD_AFTER_SECONDS = 60;

/** Marks a worker as alive now. */
export async function beat(client: postgres.Sql, workerId: string): Promise<void> {
  await client`
    insert into worker_heartbeats (id, seen_at) values (${workerId}, now())
    on conflict (id) do update set seen_at = excluded.seen_at`;
}

/** Removes a worker that ended in good order. */
export async function forgetWorker(client: postgres.Sql, workerId: string): Promise<void> {
  await client`delete from worker_heartbeats where id = ${workerId}`;
}

/**
 * Gives the jobs of dead workers back to the queue and removes the dead workers' rows.
 * @param deadAfterSeconds 0 when the caller knows that no worker can be running
 * @returns how many dead workers held a lock
 */
export async function releaseDeadWorkers(
  client: postgres.Sql,
  deadAfterSeconds: number = DEAD_AFTER_SECONDS,
): Promise<number> {
  return client.begin(async (tx) => {
    const [limit] = await tx`select now() - make_interval(secs => ${deadAfterSeconds}) as seen_before`;
    const before = limit?.seen_before as Date;
    await tx`delete from worker_heartbeats where seen_at <= ${before}`;
    const dead = await tx`
      select locked_by as id from graphile_worker._private_jobs where locked_at <= ${before}
      union
      select locked_by from graphile_worker._private_job_queues where locked_at <= ${before}
      except
      select id from worker_heartbeats`;
    const ids = dead.map((row) => row.id as string);
    if (ids.length > 0) await tx`select graphile_worker.force_unlock_workers(${ids}::text[])`;
    return ids.length;
  });
}

/** What the database knows about the installation's health. */
export type StoredHealth = {
  /** Creation times of the applied migrations, as in the journal. */
  appliedMigrations: number[];
  /** Since any worker was last seen; undefined when none ever was. */
  workerSeenSecondsAgo: number | undefined;
};

/** Reads what `GET /api/health` judges. */
export async function readHealth(client: postgres.Sql): Promise<StoredHealth> {
  const [tables] = await client`
    select to_regclass('drizzle.__drizzle_migrations') is not null and to_regclass('worker_heartbeats') is not null as ready`;
  if (!tables?.ready) return { appliedMigrations: [], workerSeenSecondsAgo: undefined };
  const migrations = await client`select created_at::float8 as made from drizzle.__drizzle_migrations`;
  const [seen] =
    await client`select extract(epoch from now() - max(seen_at))::float8 as seconds from worker_heartbeats`;
  return {
    appliedMigrations: migrations.map((row) => row.made as number),
    workerSeenSecondsAgo: (seen?.seconds as number | null) ?? undefined,
  };
}
