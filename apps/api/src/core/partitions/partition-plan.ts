import { DAY_MS } from '../time';
/** Rows may come this late without falling into the DEFAULT partition. */
const BACK_MS = 3 * DAY_MS;
const SPANS_AHEAD = { day: 3, month: 1 };
/** What still waits to be folded is kept this much longer, and no longer. */
const GRACE_MS = DAY_MS;

/** A table that is partitioned by time, in UTC. */
export interface PartitionedTable {
  table: string;
  /** The `timestamptz` column that decides. */
  column: string;
  span: 'day' | 'month';
  /** A partition goes once all of it is older than this; need not be whole. */
  keptDays: number;
  /** Queues of moments whose rows are still to be read: partitions up to them are kept a day longer. */
  awaitedBy?: readonly { table: string; column: string }[];
}

/** Rows with `from` <= column < `to`. */
export interface Partition {
  name: string;
  from: Date;
  to: Date;
}

export const defaultPartitionOf = ({ table }: PartitionedTable): string => `${table}_default`;

/** Rows before this moment are older than their keep. */
export const keptSince = ({ keptDays }: PartitionedTable, now: Date): Date =>
  new Date(now.getTime() - keptDays * DAY_MS);

/** The partition for rows of this moment: a UTC day (`name_20261123`) or a UTC month (`name_202611`). */
export function partitionHolding({ table, span }: PartitionedTable, at: Date): Partition {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  const [from, to] =
    span === 'day'
      ? [utc(year, month, at.getUTCDate()), utc(year, month, at.getUTCDate() + 1)]
      : [utc(year, month, 1), utc(year, month + 1, 1)];
  const digits = from
    .toISOString()
    .replaceAll('-', '')
    .slice(0, span === 'day' ? 8 : 6);
  return { name: `${table}_${digits}`, from, to };
}

/** The partition of this name; null for a name that is not one of ours, such as the DEFAULT partition's. */
export function partitionNamed(table: PartitionedTable, name: string): Partition | null {
  const digits = /_(\d{4})(\d{2})(\d{2})?$/.exec(name);
  if (digits === null) return null;
  const partition = partitionHolding(
    table,
    utc(Number(digits[1]), Number(digits[2]) - 1, Number(digits[3] ?? 1)),
  );
  return partition.name === name ? partition : null;
}

/**
 * Partitions that are missing, oldest first: those from three days ago (or as far as rows are kept) to three days or a
 * month ahead, and any older one within the keep for which rows lie in the DEFAULT partition. Never one that
 * `partitionsToDrop` would drop at the same `now`.
 * @param existing names of the partitions that stand
 * @param strays moments of rows in the DEFAULT partition, one of each span suffices
 */
export function partitionsToMake(
  table: PartitionedTable,
  existing: readonly string[],
  strays: readonly Date[],
  now: Date,
): Partition[] {
  const since = keptSince(table, now);
  const standard = standardPartitions(
    table,
    new Date(Math.max(since.getTime(), now.getTime() - BACK_MS)),
    now,
  );
  const end = standard.at(-1)!.to;
  const wanted = [...standard, ...strays.map((at) => partitionHolding(table, at))]
    .filter(({ to }) => to > since && to <= end)
    .filter(({ name }) => !existing.includes(name));
  const byName = new Map(wanted.map((partition) => [partition.name, partition]));
  return [...byName.values()].toSorted((a, b) => a.from.getTime() - b.from.getTime());
}

/** A partition whose time is up; `isUnread`: given up although rows of it were still to be read. */
export type ExpiredPartition = Partition & { isUnread: boolean };

/**
 * Partitions of which every row is older than its keep, oldest first. Those that are still to be read wait one day.
 * @param oldestAwaited the oldest moment whose rows are still to be read; null when nothing is
 */
export function partitionsToDrop(
  table: PartitionedTable,
  existing: readonly string[],
  oldestAwaited: Date | null,
  now: Date,
): ExpiredPartition[] {
  const since = keptSince(table, now).getTime();
  return existing
    .map((name) => partitionNamed(table, name))
    .filter((partition) => partition !== null)
    .map((partition) => ({ ...partition, isUnread: oldestAwaited !== null && oldestAwaited < partition.to }))
    .filter(({ to, isUnread }) => to.getTime() + (isUnread ? GRACE_MS : 0) <= since)
    .toSorted((a, b) => a.from.getTime() - b.from.getTime());
}

/** Rows in the DEFAULT partition before this moment may go: older than their keep, and read, or long overdue. */
export function strayRowsKeptSince(table: PartitionedTable, oldestAwaited: Date | null, now: Date): Date {
  const since = keptSince(table, now).getTime();
  const unread = Math.min(since, oldestAwaited?.getTime() ?? since);
  return new Date(Math.max(unread, since - GRACE_MS));
}

/** Without a gap from the one that holds `from` to the last one ahead of `now`. */
function standardPartitions(table: PartitionedTable, from: Date, now: Date): Partition[] {
  const partitions = [partitionHolding(table, from)];
  for (let ahead = 0; ahead < SPANS_AHEAD[table.span];) {
    const next = partitionHolding(table, partitions.at(-1)!.to);
    partitions.push(next);
    if (next.from > now) ahead++;
  }
  return partitions;
}

function utc(year: number, month: number, day: number): Date {
  return new Date(Date.UTC(year, month, day));
}
