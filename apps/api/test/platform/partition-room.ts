import { Distribution } from '../../src/core/latency/distribution';
import { Clock } from '../../src/platform/clock/clock';
import { PartitionKeeper } from '../../src/platform/database/partition.keeper';
import { PARTITIONED_TABLES } from '../../src/platform/database/partitioned-tables';
import { Leadership } from '../../src/platform/lease/leadership';
import { RequestMinuteSqlRepository } from '../../src/storage/request-minutes/request-minute.sql.repository';
import type { TestDatabase } from '../setup/database';
import type { EntityManager } from 'typeorm';

/** A database whose partitions are kept for moments that the test chooses. */
export class PartitionRoom {
  constructor(readonly database: TestDatabase) {}

  query = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
    this.database.dataSource.query<T[]>(sql, values);

  /** No rows, and no partitions but the DEFAULT ones. */
  async empty(): Promise<void> {
    await this.query('TRUNCATE minute_marks, hour_marks, reporting_services, retention_floors');
    for (const { table } of PARTITIONED_TABLES) {
      await this.query(`TRUNCATE ${table}`);
      for (const name of await this.partitions(table)) await this.query(`DROP TABLE ${table}_${name}`);
    }
  }

  /** What follows `<table>_` in the names of its partitions, oldest first; without the DEFAULT one. */
  async partitions(table: string): Promise<string[]> {
    const rows = await this.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
       WHERE inhparent = $1::regclass AND c.relname <> $1 || '_default' ORDER BY 1`,
      [table],
    );
    return rows.map(({ name }) => name.slice(table.length + 1));
  }

  /** One run of the leading replica at this moment. */
  keep(now: string): Promise<void> {
    return this.keeper(clockAt(now)).tick();
  }

  /** Of a replica with this clock. */
  keeper(clock: Clock): PartitionKeeper {
    return new PartitionKeeper(clock, new AlwaysLeading(this.database));
  }

  /** One request in each of these minutes. */
  putMinutes(...minutes: string[]): Promise<void> {
    return new RequestMinuteSqlRepository(this.database.dataSource).replace(
      minutes.map((text) => ({
        minute: new Date(text),
        service: 'shop',
        instance: 'one',
        source: 'otlp',
        requests: 1,
        errors: 0,
        clientErrors: 0,
        distribution: new Distribution(),
        newestAt: new Date(text),
      })),
    );
  }

  /** Resolves once this many wait for the lock of a table. */
  async untilWaiting(count: number): Promise<void> {
    for (;;) {
      const waiting = await this.query(
        `SELECT FROM pg_locks WHERE NOT granted AND locktype = 'relation'
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      if (waiting.length >= count) return;
    }
  }

  /** Where rows lie: `20261123 2026-11-23T10:00` or `default …`. */
  async places(table: string, column: string): Promise<string[]> {
    const rows = await this.query<{ place: string; at: Date }>(
      `SELECT tableoid::regclass::text AS place, ${column} AS at FROM ${table} ORDER BY 2`,
    );
    return rows.map(({ place, at }) => `${place.slice(table.length + 1)} ${at.toISOString().slice(0, 16)}`);
  }
}

export function clockAt(now: string): Clock {
  return { now: () => new Date(now), monotonicMs: () => performance.now() };
}

export class AlwaysLeading extends Leadership {
  override readonly isLeader = true;
  constructor(private readonly database: TestDatabase) {
    super();
  }
  override fenced<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.database.dataSource.transaction(work);
  }
}
