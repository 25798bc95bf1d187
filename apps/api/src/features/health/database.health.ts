import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { DataSource } from 'typeorm';

const PING_TIMEOUT_MS = 1_000;
const PING_KEPT_MS = 1_000;

/** Whether the database answers; asked once a second at most, however often somebody wants to know. */
@Injectable()
export class DatabaseHealth {
  private pinging: Promise<unknown> | null = null;

  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly dataSource: DataSource,
  ) {}

  async check(): Promise<HealthIndicatorResult<'database'>> {
    const result = await this.indicators
      .check('database')
      .attempt(() => this.ping())
      .withTimeout(PING_TIMEOUT_MS)
      .cacheFor(PING_KEPT_MS);
    return { database: { status: result.database.status } }; // its message may name hosts and users
  }

  async isUp(): Promise<boolean> {
    return (await this.check()).database.status === 'up';
  }

  /** A time-out stops the waiting, not the query: a frozen database shall hold one connection, not all of them. */
  private async ping(): Promise<void> {
    if (!this.dataSource.isInitialized) throw new Error('not connected yet');
    this.pinging ??= this.dataSource.query('SELECT 1').finally(() => (this.pinging = null));
    await this.pinging;
  }
}
