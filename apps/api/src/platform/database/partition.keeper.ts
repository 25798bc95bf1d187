import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import type { PartitionedTable } from '../../core/partitions/partition-plan';
import { HOUR_MS } from '../../core/time';
import { Clock } from '../clock/clock';
import { BackgroundWork } from '../lease/background-work';
import { Leadership } from '../lease/leadership';
import { databaseTime } from './database-time';
import { PARTITIONED_TABLES } from './partitioned-tables';
import {
  countStrays,
  dropExpiredPartition,
  isTableBusy,
  makePartitions,
  removeExpiredStrays,
} from './partitions';

/** The first tick leaves the folders this long to read what was left when Watchroom stopped. */
const KEEP_EVERY_MS = 600_000;
const MOST_STEPS = 50;
const MOST_ROWS = 5_000;
/** Clocks differ by seconds; by more than this one of them is wrong. */
const FAR_AHEAD_MS = HOUR_MS;

/**
 * Retention: makes partitions ahead of time and drops those whose time is up. Never later than by the database's time:
 * a clock that is set wrong must not drop what is still to be kept.
 */
@Injectable()
export class PartitionKeeper {
  private readonly log = new Logger(PartitionKeeper.name);
  private readonly work: BackgroundWork;
  private isAhead = false;

  constructor(
    private readonly clock: Clock,
    leadership: Leadership,
  ) {
    this.work = new BackgroundWork(leadership, this.log, MOST_STEPS);
  }

  @Interval(KEEP_EVERY_MS)
  async tick(): Promise<void> {
    for (const table of PARTITIONED_TABLES) await this.work.run((manager) => this.step(table, manager));
  }

  /** One bounded step within a transaction; answers how much was done. Gives way to whoever holds the table. */
  private async step(table: PartitionedTable, manager: EntityManager): Promise<number> {
    try {
      return await manager.transaction((nested) => this.keep(table, nested));
    } catch (error) {
      if (!isTableBusy(error)) throw error;
      this.log.warn(`${table.table} is busy: its partitions are seen to at the next tick`);
      return 0;
    }
  }

  private async keep(table: PartitionedTable, manager: EntityManager): Promise<number> {
    const now = await this.now(manager);
    const { made, moved } = await makePartitions(table, now, manager);
    if (moved > 0) this.log.warn(`${table.table}: ${moved} rows had no partition and were moved into theirs`);
    if (made.length > 0) return made.length;
    const dropped = await dropExpiredPartition(table, now, manager);
    if (dropped?.isUnread)
      this.log.warn(`${dropped.name} was dropped although some of it was not folded yet`);
    if (dropped !== null) return 1;
    const removed = await removeExpiredStrays(table, now, MOST_ROWS, manager);
    if (removed > 0) return removed;
    const left = await countStrays(table, manager);
    if (left > 0)
      this.log.warn(`${table.table}: ${left} rows lie in no partition: compare the clocks of the senders`);
    return 0;
  }

  private async now(manager: EntityManager): Promise<Date> {
    const [own, database] = [this.clock.now(), await databaseTime(manager)];
    const isAhead = own.getTime() - database.getTime() > FAR_AHEAD_MS;
    if (isAhead && !this.isAhead)
      this.log.warn(
        `This machine's clock says ${own.toISOString()}, the database's ${database.toISOString()}: ` +
          "partitions are kept by the database's. Set the clock of this machine.",
      );
    this.isAhead = isAhead;
    return own < database ? own : database;
  }
}
