import pg from 'pg';
import { DataSource, type MixedList, type EntitySchema } from 'typeorm';
import type { Clock } from '../clock/clock';
import { ANSWER_TIMEOUT_MS, STATEMENT_TIMEOUT_MS } from './database.client';
import { DatabasePool } from './database.pool';
import { meteredPoolClass } from './metered-pool';
import type { PoolObserver } from './pool-observer';

/** A caller never waits longer than this for a connection; below the deadline of a request (5 s). */
export const CHECKOUT_TIMEOUT_MS = 2_000;

export interface DatabaseSettings {
  url: string;
  poolSize: number;
  /** Shown in pg_stat_activity. */
  applicationName: string;
}

type Classes = MixedList<Function | string | EntitySchema>;

/**
 * The one definition of the database for app, command line and tests. Threads have few connections of their own beside
 * the pool of requests; those are not metered: a fold or an export that waits there keeps no request waiting.
 */
export function createDataSource(
  settings: DatabaseSettings,
  schema: { entities: Classes; migrations: Classes },
  meter?: { observer: PoolObserver; clock: Clock },
): DataSource {
  return new DataSource({
    type: 'postgres',
    url: settings.url,
    applicationName: settings.applicationName,
    poolSize: settings.poolSize,
    entities: schema.entities as never,
    migrations: schema.migrations as never,
    synchronize: false,
    installExtensions: false,
    migrationsTransactionMode: 'each',
    driver: { ...pg, Pool: meter ? meteredPoolClass(meter.observer, meter.clock) : DatabasePool },
    poolErrorHandler: () => undefined, // the pool drops the broken connection itself; the next caller is told
    extra: {
      connectionTimeoutMillis: CHECKOUT_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: 10_000,
      idleTimeoutMillis: 30_000,
      min: Math.ceil(settings.poolSize / 2), // these stay open: whoever looks once a minute need not wait for a new one
      keepAlive: true,
    },
  });
}

/** The pg pool behind a data source that has been initialised. */
export function poolOf(dataSource: DataSource): DatabasePool {
  return (dataSource.driver as unknown as { master: DatabasePool }).master;
}
