import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { decodedPoints, type EncodedPoints, PointEncoder } from '../../core/requests/encoded-points';
import type { SucceedingPoint } from '../../core/requests/metric-point';
import { type AdmittedPoint, SeriesAdmission } from '../../core/requests/series-limits';
import { deadline, until } from '../../platform/deadline';
import { inTurns } from '../../platform/in-turns';
import { BatchWriter } from '../batches/batch.writer';
import { KnownSeries } from '../metric-series/known-series';
import { MetricSeriesRepository, type StoredSeries } from '../metric-series/metric-series.repository';
import {
  FOLLOWING_MINUTES,
  POINTS_WITHIN,
  type PointRow,
  SET_ASIDE,
  TAKE_MARKS,
} from './marked-minutes.statements';
import {
  type InstanceMinute,
  type IntakeCondition,
  MetricPointRepository,
  type PointsWithin,
} from './metric-point.repository';
import { PointChain } from './point-chain';
import { parametersOf, type PointRows, STORE_POINTS } from './point-rows';
import { PointWriter } from './point-writer';

/** Any constant: the key of the lock that lets one transaction fold minutes at a time. */
const MINUTE_FOLD_LOCK = 7_270_112_027;
/** So many points are read at a time; then whoever else waits for the process has a turn. */
const POINTS_A_TURN = 100;

/** Few at a time: those of known series must find a connection, however many exports are new to a process that starts. */
const NEWCOMERS = {
  atOnce: 2,
  mostTogether: 1, // each by itself
  mostWaiting: 60_000, // points: about 20 MB
  tooMany: 'More points of new series come than can be stored. Nothing was stored.',
};

/** An export with a series that is not known, and until when its sender waits for the answer. */
interface Newcomers {
  points: EncodedPoints;
  now: Date;
  end: number | null;
}

/**
 * Newest first, so that the index of damaged points is read, and nothing else: in a new partition, of which the planner
 * knows nothing yet, it takes nearly all points for damaged and would read them all.
 */
const LATEST_DAMAGED = `
  SELECT at FROM metric_points WHERE damaged_at IS NOT NULL ORDER BY damaged_at DESC LIMIT 10000`;

@Injectable()
export class MetricPointSqlRepository extends MetricPointRepository {
  private readonly known = new KnownSeries();
  private readonly writer: PointWriter;
  private readonly newcomers = new BatchWriter<Newcomers, boolean>(NEWCOMERS, ([one]) =>
    this.storeNewcomers(one!).then((isStored) => [isStored]),
  );

  constructor(
    private readonly dataSource: DataSource,
    private readonly series: MetricSeriesRepository,
  ) {
    super();
    this.writer = new PointWriter(dataSource);
  }

  override async store(points: EncodedPoints, now: Date): Promise<void> {
    if (points.series.length === 0) return;
    for (let isStored = false; !isStored;) {
      const rows = this.rowsOfKnown(points);
      isStored =
        rows === null
          ? await this.newcomers.write({ points, now, end: deadline() }, points.series.length)
          : await this.storeKnown(rows);
    }
  }

  override async condition(now: Date): Promise<IntakeCondition> {
    const [row] = await this.dataSource.query<IntakeCondition[]>(
      `SELECT
         (SELECT coalesce(array_agg(DISTINCT service ORDER BY service), '{}') FROM metric_series
          WHERE overflow AND newest_at > $1::timestamptz - interval '1 hour') AS overflowing,
         coalesce((SELECT extract(epoch FROM clock_timestamp() - marked_at) * 1000
                   FROM minute_marks ORDER BY id LIMIT 1), 0)::float8 AS "behindMs",
         (SELECT count(*)::int FROM (${LATEST_DAMAGED}) AS damaged
          WHERE at > $1::timestamptz - interval '1 hour' AND at <= $1::timestamptz) AS unreadable`,
      [now],
    );
    return row!;
  }

  override async takeMarked(most: number, manager: EntityManager): Promise<InstanceMinute[]> {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [MINUTE_FOLD_LOCK]);
    const marked = await manager.query<InstanceMinute[]>(TAKE_MARKS, [most]);
    if (marked.length === 0) return [];
    const following = await manager.query<InstanceMinute[]>(FOLLOWING_MINUTES, columns(marked));
    return distinct([...marked, ...following]);
  }

  override async within(minutes: readonly InstanceMinute[], manager: EntityManager): Promise<PointsWithin> {
    const rows = await manager.query<PointRow[]>(POINTS_WITHIN, columns(minutes));
    const [chain, points]: [PointChain, SucceedingPoint[]] = [new PointChain(), []];
    for (const [i, row] of rows.entries()) {
      if (i % POINTS_A_TURN === POINTS_A_TURN - 1) await setImmediate();
      const point = chain.next(row);
      if (point !== null) points.push(point);
    }
    return chain.damaged.length === 0
      ? { points, setAside: 0 }
      : this.withoutDamaged(chain.damaged, minutes, manager);
  }

  /** Once more: what follows a damaged point is to be compared with the one before that. */
  private async withoutDamaged(
    damaged: readonly PointRow[],
    minutes: readonly InstanceMinute[],
    manager: EntityManager,
  ): Promise<PointsWithin> {
    const [row] = await manager.query<{ count: number }[]>(SET_ASIDE, [
      damaged.map(({ id }) => id),
      damaged.map(({ at }) => at),
      damaged.map(({ start_at }) => start_at),
    ]);
    const { points, setAside } = await this.within(minutes, manager);
    return { points, setAside: setAside + row!.count };
  }

  /** Null unless all series are known to stand. */
  private rowsOfKnown(points: EncodedPoints): PointRows | null {
    const ids: string[] = [];
    for (const [i, { key }] of points.series.entries()) {
      const id = this.known.idOf(key, points.at[i]! / 1000);
      if (id === null) return null;
      ids.push(id);
    }
    return { ...points, ids };
  }

  /** False when series have gone meanwhile. */
  private async storeKnown(rows: PointRows): Promise<boolean> {
    const missing = await this.writer.store(rows);
    if (!rows.ids.some((id) => missing.has(id))) return true;
    this.known.forget(missing);
    return false;
  }

  /** False, and nothing done, when all series have become known while these points waited. */
  private async storeNewcomers({ points: encoded, now, end }: Newcomers): Promise<boolean> {
    if (this.rowsOfKnown(encoded) !== null) return false;
    const stored: [StoredSeries, id: string][] = [];
    await until(end, () =>
      this.dataSource.transaction(async (manager) => {
        const admission = new SeriesAdmission(await this.series.useOf(encoded.series, now, manager));
        await inTurns(decodedPoints(encoded), (point) => admission.add(point));
        const { points: admitted } = admission;
        const series = seriesOf(admitted);
        const ids = await this.series.upsert(series, manager);
        const encoder = new PointEncoder();
        await inTurns(admitted, (point) => encoder.add(point));
        const rows = { ...encoder.encoded, ids: admitted.map((point) => ids.get(point.series.key)!) };
        await manager.query(STORE_POINTS, parametersOf([rows]));
        for (const each of series) if (!each.overflow) stored.push([each, ids.get(each.key)!]);
      }),
    );
    for (const [{ key, newestAt }, id] of stored) this.known.remember(key, id, newestAt.getTime());
    return true;
  }
}

function seriesOf(points: readonly AdmittedPoint[]): StoredSeries[] {
  const byKey = new Map<string, StoredSeries>();
  for (const { series, overflow, atMs } of points) {
    const newestMs = Math.max(atMs, byKey.get(series.key)?.newestAt.getTime() ?? 0);
    byKey.set(series.key, { ...series, overflow, newestAt: new Date(Math.ceil(newestMs)) });
  }
  return [...byKey.values()];
}

const columns = (minutes: readonly InstanceMinute[]): [string[], string[], Date[], Date, Date] => {
  const times = minutes.map(({ minute }) => minute.getTime());
  return [
    minutes.map(({ service }) => service),
    minutes.map(({ instance }) => instance),
    minutes.map(({ minute }) => minute),
    new Date(Math.min(...times)),
    new Date(Math.max(...times)),
  ];
};

function distinct(minutes: readonly InstanceMinute[]): InstanceMinute[] {
  const places = minutes.map((each) => [`${each.minute.getTime()} ${each.instance} ${each.service}`, each]);
  return [...new Map(places as [string, InstanceMinute][]).values()];
}
