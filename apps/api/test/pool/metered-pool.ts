import type { DataSource } from 'typeorm';
import { Clock } from '../../src/platform/clock/clock';
import { createDataSource } from '../../src/platform/database/data-source';
import { PoolMeter } from '../../src/platform/database/pool-meter';
import { schema } from '../../src/schema';
import { createTestDatabase, type TestDatabase } from '../setup/database';

export const NOON = Date.parse('2026-01-01T12:00:30Z');

/** Wall time is set by hand; waits are measured by the real clock, which can be made to leap. */
class HandSetClock extends Clock {
  wall = NOON;
  leapt = 0;
  override now = () => new Date(this.wall);
  override monotonicMs = () => performance.now() + this.leapt;
}

/** A pool whose every checkout is metered, to a database that can also be asked beside it. */
export class MeteredPool {
  readonly meter = new PoolMeter();
  readonly clock = new HandSetClock();
  database!: TestDatabase;
  dataSource!: DataSource;

  async open(poolSize: number): Promise<void> {
    this.database = await createTestDatabase();
    const { url } = this.database;
    this.dataSource = createDataSource({ url, poolSize, applicationName: 'metered' }, schema, {
      observer: this.meter,
      clock: this.clock,
    });
    await this.dataSource.initialize();
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
    await this.database.drop();
  }
}
