import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { HistorySpan } from '../../core/history/history-span';
import type { PoolRow } from '../../core/history/pool-tally';
import type { PoolHour, PoolMinutePart } from '../../core/pool/fold-pool-hour';
import { takeMarks } from '../hour-marks/hour-marks';
import { PoolHourRepository } from './pool-hour.repository';

const OF_MINUTES = 'minute AS start, 1 AS minutes, waits, timeouts::float8 AS timeouts';

/** $1 from, $2 to. */
const ROWS = {
  minute: `SELECT ${OF_MINUTES} FROM pool_minutes WHERE minute >= $1 AND minute < $2 ORDER BY start`,
  hour: `WITH dirty AS (SELECT DISTINCT hour FROM pool_hour_marks WHERE hour >= $1 AND hour < $2)
    SELECT hour AS start, observed_minutes::int AS minutes, waits, timeouts::float8 AS timeouts FROM pool_hours
    WHERE hour >= $1 AND hour < $2 AND hour NOT IN (SELECT hour FROM dirty)
    UNION ALL
    SELECT ${OF_MINUTES} FROM dirty JOIN pool_minutes ON minute >= hour AND minute < hour + interval '1 hour'
    ORDER BY start`,
};

@Injectable()
export class PoolHourSqlRepository extends PoolHourRepository {
  override takeDirty(most: number, manager: EntityManager): Promise<Date[]> {
    return takeMarks('pool_hour_marks', most, manager);
  }

  override partsOf(hour: Date, manager: EntityManager): Promise<PoolMinutePart[]> {
    return manager.query(
      `SELECT minute, waits, timeouts, waiting FROM pool_minutes
       WHERE minute >= $1 AND minute < $1::timestamptz + interval '1 hour'`,
      [hour],
    );
  }

  override async replace(row: PoolHour, manager: EntityManager): Promise<void> {
    await manager.query(
      `INSERT INTO pool_hours (hour, observed_minutes, waits, timeouts, waiting_max) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (hour) DO UPDATE SET observed_minutes = excluded.observed_minutes, waits = excluded.waits,
         timeouts = excluded.timeouts, waiting_max = excluded.waiting_max`,
      [row.hour, row.observedMinutes, row.waits.encode(), row.timeouts, row.waitingMax],
    );
  }

  override rows({ from, to, resolution }: HistorySpan, manager: EntityManager): Promise<PoolRow[]> {
    return manager.query(ROWS[resolution], [from, to]);
  }
}
