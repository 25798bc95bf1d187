import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { OWN_SERVICE } from '../../src/core/requests/request-minute';
import { createDataSource } from '../../src/platform/database/data-source';
import { migrate } from '../../src/platform/database/migrate';
import { PARTITIONED_TABLES } from '../../src/platform/database/partitioned-tables';
import { isTableBusy, makePartitions } from '../../src/platform/database/partitions';
import { RequestHistorySqlRepository } from '../../src/storage/error-buckets/request-history.sql.repository';
import { schema } from '../../src/schema';
import { DAY_MS } from '../chance/rhythm';
import { SERVICE } from '../requests/service-facts';
import { PastRows } from './past-rows';
import { WatchedPast } from './watched-past';
import { readJudging } from './watching/past-ground';

/** Ranges of the page reach so far back. */
const LOOKED_BACK_DAYS = 30;
/** Written in one go: the database then has a rest as long, for whoever asks meanwhile. */
const DAYS_AT_ONCE = 4;
const LONGEST_REST_MS = 2_000;
const TRIES = 5;
const AGAIN_AFTER_MS = 2_000;

/** What the launcher waits for: nothing may be watching before the first, nobody should look before the second. */
export type PastWritten = 'watched-written' | 'recent-written';

interface Seeding {
  days?: number;
  /** The weeks before are written with the rest of the month. */
  watched?: WatchedPast;
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
  'external_service_probes',
  'external_service_days',
  'service_changes',
  'verdict_changes',
  'health_changes',
]);

/**
 * Makes up what only Watchroom's own timers write, of the time before the demo began: a program of its own, and the
 * only one that writes what nobody has lived. Hours of which Watchroom has seen anything stay as they are; a database
 * to which a real service has reported is left alone.
 */
export async function seedDemoPast(
  dataSource: DataSource,
  now: Date,
  { days = LOOKED_BACK_DAYS, watched, recentWritten = () => Promise.resolve() }: Seeding = {},
): Promise<'seeded' | 'left alone'> {
  if (await isInEarnest(dataSource)) return 'left alone';
  const rows = new PastRows(dataSource, now.getTime(), days);
  const isRecent = (hourMs: number) => rows.isByMinute(hourMs);
  await seed(rows, isRecent);
  await recentWritten();
  for (let day = 0; day <= days; day += DAYS_AT_ONCE) {
    const ageOf = (hourMs: number) => (now.getTime() - hourMs) / DAY_MS - day;
    const began = performance.now();
    await seed(rows, (hour) => !isRecent(hour) && ageOf(hour) >= 0 && ageOf(hour) < DAYS_AT_ONCE);
    await pause(Math.min(LONGEST_REST_MS, performance.now() - began));
  }
  await watched?.seedEarlier(dataSource);
  for (const table of PARTITIONED_TABLES)
    if (SEEDED.has(table.table)) await partition(dataSource, table, now);
  return 'seeded';
}

/** Whether a service has reported that is not simulated. */
async function isInEarnest(dataSource: DataSource): Promise<boolean> {
  const reporting = await new RequestHistorySqlRepository().services(dataSource.manager);
  return reporting.reporting.some((service) => service !== SERVICE && service !== OWN_SERVICE);
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

/**
 * Thinks of the past at once, and writes it as soon as there is a database; tries again when that is too busy.
 * @param database its address; undefined where there is none
 * @param written resolves when there is time for more
 * @throws Error when this is no demo
 */
export async function run(
  env: Readonly<Record<string, string | undefined>>,
  database: Promise<string | undefined>,
  written: (what: PastWritten) => Promise<void>,
): Promise<void> {
  if (env.DEMO !== 'on') throw new Error('Only for a demo: DEMO=on is needed.');
  const watched = new WatchedPast(new Date(), readJudging(env.DEMO_JUDGING));
  const url = await database;
  if (!url) throw new Error('DATABASE_URL is needed.');
  for (let tries = 1; ; tries++)
    try {
      return await seedOnce(url, watched, written);
    } catch (error) {
      if (tries === TRIES) throw error;
      await pause(AGAIN_AFTER_MS);
    }
}

async function seedOnce(
  url: string,
  watched: WatchedPast,
  written: (what: PastWritten) => Promise<void>,
): Promise<void> {
  const settings = { url, poolSize: 2, applicationName: 'watchroom demo past' };
  const dataSource = createDataSource(settings, schema);
  try {
    await dataSource.initialize();
    await migrate(dataSource);
    if (!(await isInEarnest(dataSource))) await watched.seedRecent(dataSource, new Date());
    await written('watched-written');
    const recentWritten = () => written('recent-written');
    if ((await seedDemoPast(dataSource, new Date(), { watched, recentWritten })) === 'left alone')
      console.error('Demo: a real service reports to this database; no past is made up in it.');
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}
