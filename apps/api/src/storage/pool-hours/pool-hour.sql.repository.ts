import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { HistorySpan } from '../../core/history/history-span';
import type { PoolRow } from '../../core/history/pool-tally';
import type { PoolHour, PoolMinutePart } from '../../core/pool/fold-pool-hour';
import { takeMarks } from '../hour-marks/hour-marks';
import { PoolHourRepository } from './pool-hour.repository';

const USE = `used_ms::float8 AS "usedMs", offered_ms::float8 AS "offeredMs", use_max AS "useMax",
  waiting_max AS "waitingMax"`;
const OF_MINUTES = `minute AS start, 1 AS minutes, waits, timeouts::float8 AS timeouts, ${USE}, 1 AS "useMinutes"`;

/** $1 from, $2 to. */
const ROWS = {
  minute: `SELECT ${OF_MINUTES} FROM pool_minutes WHERE minute >= $1 AND minute < $2 ORDER BY start`,
  hour: `WITH dirty AS (SELECT DISTINCT hour FROM pool_hour_marks WHERE hour >= $1 AND hour < $2)
    SELECT hour AS start, observed_minutes::int AS minutes, waits, timeouts::float8 AS timeouts, ${USE},
      use_minutes::int AS "useMinutes" FROM pool_hours
    WHERE hour >= $1 AND hour < $2 AND hour NOT IN (SELECT hour FROM dirty)
    UNION ALL
    SELECT ${OF_MINUTES} FROM dirty JOIN pool_minutes ON minute >= hour AND minute < hour + interval '1 hour'
    ORDER BY start`,
};

const COLUMNS = [
  'observed_minutes',
  'waits',
  'timeouts',
  'waiting_max',
  'used_ms',
  'offered_ms',
  'use_max',
  'use_minutes',
];
/** $1 hour, $2 … the columns. */
const REPLACE = `
  INSERT INTO pool_hours (hour, ${COLUMNS.join(', ')}) VALUES ($1, ${COLUMNS.map((_, i) => `$${i + 2}`).join(', ')})
  ON CONFLICT (hour) DO UPDATE SET ${COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ')}`;

@Injectable()
export class PoolHourSqlRepository extends PoolHourRepository {
  override takeDirty(most: number, manager: EntityManager): Promise<Date[]> {
    return takeMarks('pool_hour_marks', most, manager);
  }

  override partsOf(hour: Date, manager: EntityManager): Promise<PoolMinutePart[]> {
    return manager.query(
      `SELECT minute, waits, timeouts, waiting, ${USE} FROM pool_minutes
       WHERE minute >= $1 AND minute < $1::timestamptz + interval '1 hour'`,
      [hour],
    );
  }

  override async replace(row: PoolHour, manager: EntityManager): Promise<void> {
    await manager.query(REPLACE, [
      row.hour,
      row.observedMinutes,
      row.waits.encode(),
      row.timeouts,
      row.waitingMax,
      row.use?.usedMs,
      row.use?.offeredMs,
      row.use?.useMax,
      row.use?.minutes,
    ]);
  }

  override rows({ from, to, resolution }: HistorySpan, manager: EntityManager): Promise<PoolRow[]> {
    return manager.query(ROWS[resolution], [from, to]);
  }
}
