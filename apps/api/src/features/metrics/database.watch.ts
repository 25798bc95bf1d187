import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import type { DatabaseOutage } from '../../core/health/database-outage';
import { Clock } from '../../platform/clock/clock';
import { isDatabaseAway } from '../../platform/database/database-away';
import { inTime } from '../../platform/deadline';
import { requireWritable } from '../../platform/database/writable';

const LOOK_EVERY_MS = 2_000;
/** A slower answer is of no use to anybody who asks for figures. */
const PATIENCE_MS = 2_500;
/** Judged every 2 s, they are told long before. */
const KEPT_MS = 600_000;
const MOST_KEPT = 100;

/** Remembers when the database was away: what nobody can write down meanwhile is written once it is back. */
@Injectable()
export class DatabaseWatch {
  private awaySince: Date | null = null;
  private past: DatabaseOutage[] = [];
  private looking: Promise<void> | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Those that this replica has seen the end of, of the last minutes, oldest first. */
  get outages(): readonly DatabaseOutage[] {
    return this.past;
  }

  /** On each replica: nobody knows which one will lead when the database is back. */
  @Interval(LOOK_EVERY_MS)
  tick(): Promise<void> {
    return this.look().catch(() => undefined);
  }

  /** Shared by all who look meanwhile. @throws the database's error when it does not answer or takes no writes. */
  look(): Promise<void> {
    return (this.looking ??= this.ask().finally(() => (this.looking = null)));
  }

  private async ask(): Promise<void> {
    const hasBeenThere = this.dataSource.isInitialized; // a start that waits for its tables is no outage
    try {
      await inTime(PATIENCE_MS, () => requireWritable(this.dataSource));
    } catch (error) {
      if (hasBeenThere && isDatabaseAway(error)) this.awaySince ??= this.clock.now();
      throw error;
    }
    this.seenBack(this.clock.now());
  }

  private seenBack(now: Date): void {
    if (this.awaySince === null) return;
    const recent = this.past.filter(({ until }) => now.getTime() - until.getTime() < KEPT_MS);
    this.past = [...recent, { since: this.awaySince, until: now }].slice(-MOST_KEPT);
    this.awaySince = null;
  }
}
