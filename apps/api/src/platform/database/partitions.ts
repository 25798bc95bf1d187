import type { EntityManager } from 'typeorm';
import {
  defaultPartitionOf,
  type ExpiredPartition,
  type Partition,
  type PartitionedTable,
  partitionsToDrop,
  partitionsToMake,
  strayRowsKeptSince,
} from '../../core/partitions/partition-plan';

/** Any constant: the key of the lock that lets one replica change partitions at a time. */
const PARTITION_LOCK = 7_270_112_029;
/** Whoever asks for a table queues behind us while we wait for its lock: a moment, then another try later. */
const LOCK_TIMEOUT = '300ms';
const BUSY_CODES = new Set(['55P03', '40P01']); // lock_not_available, deadlock_detected

/** True when others held the tables for too long: nothing is wrong, another try will do. */
export const isTableBusy = (error: unknown): boolean =>
  BUSY_CODES.has((error as { code?: string } | null)?.code ?? '');

/**
 * Makes the partitions that are missing and moves their rows in from the DEFAULT partition, within the transaction of
 * `sql`. A table that is not partitioned (yet) is left alone.
 * @throws an error for which `isTableBusy` holds when others hold the table; the transaction must be rolled back then
 */
export async function makePartitions(
  table: PartitionedTable,
  now: Date,
  sql: EntityManager,
): Promise<{ made: Partition[]; moved: number }> {
  await lockPartitions(sql);
  const existing = await partitionNames(table, sql);
  if (!existing.includes(defaultPartitionOf(table))) return { made: [], moved: 0 };
  const made = partitionsToMake(table, existing, await strays(table, sql), now);
  let moved = 0;
  for (const partition of made) moved += await makePartition(table, partition, sql);
  return { made, moved };
}

/**
 * Drops the oldest partition whose time is up; null when there is none. What was still to be read of it is forgotten
 * with it. Within the transaction of `sql`; throws as `makePartitions`.
 */
export async function dropExpiredPartition(
  table: PartitionedTable,
  now: Date,
  sql: EntityManager,
): Promise<ExpiredPartition | null> {
  await lockPartitions(sql);
  const existing = await partitionNames(table, sql);
  if (partitionsToDrop(table, existing, await oldestAwaited(table, sql), now).length === 0) return null;
  // Only under the lock nobody adds a row, and with it something to read, between the look and the drop.
  await sql.query(`LOCK TABLE ${table.table} IN ACCESS EXCLUSIVE MODE`);
  const [expired] = partitionsToDrop(table, existing, await oldestAwaited(table, sql), now);
  if (expired === undefined) return null;
  await sql.query(`DROP TABLE ${expired.name}`);
  await forgetBefore(table, expired.to, expired.isUnread, sql);
  return expired;
}

/** Removes at most `most` rows that are older than their keep from the DEFAULT partition; answers how many. */
export async function removeExpiredStrays(
  table: PartitionedTable,
  now: Date,
  most: number,
  sql: EntityManager,
): Promise<number> {
  if (!(await partitionNames(table, sql)).includes(defaultPartitionOf(table))) return 0;
  const awaited = await oldestAwaited(table, sql);
  const since = strayRowsKeptSince(table, awaited, now);
  const stray = defaultPartitionOf(table);
  const [, removed] = await sql.query<[unknown, number]>(
    `DELETE FROM ${stray} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${stray} WHERE ${table.column} < $1 LIMIT $2))`,
    [since, most],
  );
  if (removed > 0) await forgetBefore(table, since, awaited !== null && awaited < since, sql);
  return removed;
}

/** Rows in the DEFAULT partition: more than none means that the keeper was away, or that a clock is wrong. */
export async function countStrays(table: PartitionedTable, sql: EntityManager): Promise<number> {
  if (!(await partitionNames(table, sql)).includes(defaultPartitionOf(table))) return 0;
  const [row] = await sql.query<{ rows: number }[]>(
    `SELECT count(*)::int AS rows FROM ${defaultPartitionOf(table)}`,
  );
  return row!.rows;
}

async function lockPartitions(sql: EntityManager): Promise<void> {
  await sql.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
  await sql.query('SELECT pg_advisory_xact_lock($1)', [PARTITION_LOCK]);
}

async function partitionNames({ table }: PartitionedTable, sql: EntityManager): Promise<string[]> {
  const rows = await sql.query<{ name: string }[]>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = to_regclass($1)`,
    [table],
  );
  return rows.map(({ name }) => name);
}

async function strays(table: PartitionedTable, sql: EntityManager): Promise<Date[]> {
  const rows = await sql.query<{ at: Date }[]>(
    `SELECT DISTINCT date_trunc('${table.span}', ${table.column}, 'UTC') AS at FROM ${defaultPartitionOf(table)}
     WHERE isfinite(${table.column})`,
  );
  return rows.map(({ at }) => at);
}

/**
 * Readers of other partitions go on meanwhile: CREATE … PARTITION OF would lock them out. Writers wait before they
 * choose a partition: one that had chosen the DEFAULT partition would be refused once its rows belong elsewhere.
 */
async function makePartition(
  table: PartitionedTable,
  { name, from, to }: Partition,
  sql: EntityManager,
): Promise<number> {
  const stray = defaultPartitionOf(table);
  const [start, end] = [from, to].map((at) => `TIMESTAMPTZ '${at.toISOString()}'`);
  await sql.query(`LOCK TABLE ${table.table} IN SHARE ROW EXCLUSIVE MODE`);
  await sql.query(`LOCK TABLE ${stray} IN ACCESS EXCLUSIVE MODE`);
  await sql.query(`CREATE TABLE ${name} (LIKE ${table.table} INCLUDING ALL)`);
  const [row] = await sql.query<{ moved: number }[]>(
    `WITH gone AS (DELETE FROM ${stray} WHERE ${table.column} >= ${start} AND ${table.column} < ${end} RETURNING *),
       put AS (INSERT INTO ${name} SELECT * FROM gone RETURNING 1)
     SELECT count(*)::int AS moved FROM put`,
  );
  await sql.query(
    `ALTER TABLE ${table.table} ATTACH PARTITION ${name} FOR VALUES FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`,
  );
  return row!.moved;
}

async function oldestAwaited({ awaitedBy = [] }: PartitionedTable, sql: EntityManager): Promise<Date | null> {
  let oldest: Date | null = null;
  for (const { table, column } of awaitedBy) {
    const [row] = await sql.query<{ at: Date | null }[]>(`SELECT min(${column}) AS at FROM ${table}`);
    const at = row!.at;
    if (at !== null && (oldest === null || at < oldest)) oldest = at;
  }
  return oldest;
}

/** Remembers that rows before `at` are gone: what is computed from rows before that must not be computed again. */
async function forgetBefore(
  table: PartitionedTable,
  at: Date,
  isUnread: boolean,
  sql: EntityManager,
): Promise<void> {
  await sql.query(
    `INSERT INTO retention_floors AS f (table_name, kept_since) VALUES ($1, $2)
     ON CONFLICT (table_name) DO UPDATE SET kept_since = greatest(f.kept_since, excluded.kept_since)`,
    [table.table, at],
  );
  if (!isUnread) return;
  for (const queue of table.awaitedBy ?? [])
    await sql.query(`DELETE FROM ${queue.table} WHERE ${queue.column} < $1`, [at]);
}
