import { Logger } from '@nestjs/common';
import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { CHECKOUT_TIMEOUT_MS } from './data-source';
import { databaseTime } from './database-time';
import { PARTITIONED_TABLES } from './partitioned-tables';
import { isTableBusy, makePartitions } from './partitions';

/** Any constant: the key of the lock that lets one replica migrate at a time. */
export const MIGRATION_LOCK = 7_270_112_026;
/** Whoever waits longer than this for the lock tries again with a new connection. */
const LOCK_TIMEOUT = '3s';
/** A migration may copy a table; a frozen server must not hold up the start without end. */
const STATEMENT_TIMEOUT_MS = 120_000;
const MOST_TRIES = 3;

const log = new Logger('Migrations');

/**
 * Brings the schema up to date and makes the partitions for `now` (without it: the database's clock), one replica at a
 * time; the others wait for it. Safe to repeat.
 */
export async function migrate(dataSource: DataSource, now?: Date): Promise<void> {
  const patient = await patientCopyOf(dataSource).initialize();
  const runner = patient.createQueryRunner();
  try {
    await runner.query(`SET lock_timeout = '${LOCK_TIMEOUT}'`);
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await patient.runMigrations();
    await makeAllPartitions(patient, now ?? (await databaseTime(patient)));
  } finally {
    await runner.release();
    await patient.destroy(); // and with its session the lock
  }
}

/** The limits of a request are too tight for a migration. */
function patientCopyOf(dataSource: DataSource): DataSource {
  return new DataSource({
    ...(dataSource.options as Extract<DataSourceOptions, { type: 'postgres' }>),
    poolSize: 2,
    entities: [],
    driver: pg,
    extra: {
      connectionTimeoutMillis: CHECKOUT_TIMEOUT_MS,
      query_timeout: STATEMENT_TIMEOUT_MS + 500,
      statement_timeout: STATEMENT_TIMEOUT_MS,
    },
  });
}

/** Before anybody writes. A table that others hold for long keeps its rows in the DEFAULT partition meanwhile. */
async function makeAllPartitions(dataSource: DataSource, now: Date): Promise<void> {
  for (const table of PARTITIONED_TABLES)
    for (let tries = 1; tries <= MOST_TRIES; tries++)
      try {
        await dataSource.transaction((manager) => makePartitions(table, now, manager));
        break;
      } catch (error) {
        if (!isTableBusy(error)) throw error;
        if (tries === MOST_TRIES) log.warn(`${table.table} is busy: its partitions will be made later`);
      }
}
