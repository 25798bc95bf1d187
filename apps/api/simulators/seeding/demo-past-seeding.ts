import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { OWN_SERVICE } from '../../src/core/requests/request-minute';
import { createDataSource } from '../../src/platform/database/data-source';
import { PARTITIONED_TABLES } from '../../src/platform/database/partitioned-tables';
import { isTableBusy, makePartitions } from '../../src/platform/database/partitions';
import { schema } from '../../src/schema';
import { DAY_MS } from '../chance/rhythm';
import { SERVICE } from '../requests/service-facts';
import { PastRows } from './past-rows';

/** Ranges of the page reach so far back. */
const LOOKED_BACK_DAYS = 30;
/** Written in one go: the database then has a rest as long, for whoever asks meanwhile. */
const DAYS_AT_ONCE = 4;
const LONGEST_REST_MS = 2_000;
const TRIES = 5;
const AGAIN_AFTER_MS = 2_000;

interface Seeding {
  days?: number;
  /** Called once the last two days are written; the rest of the month waits for it. */
  recentWritten?: () => Promise<void>;
}

const SEEDED = new Set([
  'active_session_hours',
  'pool_hours',
  'error_buckets',
  'error_bucket_totals',
  'request_quarters',
  'route_hours',
]);

/**
 * Makes up what only Watchroom's own timers write, of the time before the demo began: a program of its own, and the
 * only one that writes what nobody has lived. Hours of which Watchroom has seen anything stay as they are; a database
 * to which a real service has reported is left alone.
 */
export async function seedDemoPast(
  dataSource: DataSource,
  now: Date,
  { days = LOOKED_BACK_DAYS, recentWritten = () => Promise.resolve() }: Seeding = {},
): Promise<'seeded' | 'left alone'> {
  const rows = new PastRows(dataSource, now.getTime(), days);
  const reporting = await rows.reporting();
  if (reporting.some((service) => service !== SERVICE && service !== OWN_SERVICE)) return 'left alone';
  const isRecent = (hourMs: number) => rows.isByMinute(hourMs);
  await seed(rows, isRecent);
  await recentWritten();
  for (let day = 0; day <= days; day += DAYS_AT_ONCE) {
    const ageOf = (hourMs: number) => (now.getTime() - hourMs) / DAY_MS - day;
    const began = performance.now();
    await seed(rows, (hour) => !isRecent(hour) && ageOf(hour) >= 0 && ageOf(hour) < DAYS_AT_ONCE);
    await pause(Math.min(LONGEST_REST_MS, performance.now() - began));
  }
  for (const table of PARTITIONED_TABLES)
    if (SEEDED.has(table.table)) await partition(dataSource, table, now);
  return 'seeded';
}

async function seed(rows: PastRows, isDue: (hourMs: number) => boolean): Promise<void> {
  await rows.seedSessions(isDue);
  await rows.seedPool(isDue);
  await rows.seedRequests(isDue);
}

/** A table that is in use right now is left to the keeper of partitions. */
async function partition(
  dataSource: DataSource,
  table: (typeof PARTITIONED_TABLES)[number],
  now: Date,
): Promise<void> {
  try {
    await dataSource.transaction((manager) => makePartitions(table, now, manager));
  } catch (error) {
    if (!isTableBusy(error)) throw error;
  }
}

/** Tries again when the database is too busy. @throws Error when this is no demo */
export async function run(
  env: Readonly<Record<string, string | undefined>>,
  recentWritten: () => Promise<void>,
): Promise<void> {
  if (env.DEMO !== 'on' || !env.DATABASE_URL)
    throw new Error('Only for a demo: DEMO=on and DATABASE_URL are needed.');
  for (let tries = 1; ; tries++)
    try {
      return await seedOnce(env.DATABASE_URL, recentWritten);
    } catch (error) {
      if (tries === TRIES) throw error;
      await pause(AGAIN_AFTER_MS);
    }
}

async function seedOnce(url: string, recentWritten: () => Promise<void>): Promise<void> {
  const settings = { url, poolSize: 2, applicationName: 'watchroom demo past' };
  const dataSource = createDataSource(settings, schema);
  try {
    await dataSource.initialize();
    if ((await seedDemoPast(dataSource, new Date(), { recentWritten })) === 'left alone')
      console.error('Demo: a real service reports to this database; no past is made up in it.');
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}
