import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MetricPoint, SucceedingPoint } from '../../core/requests/metric-point';
import { type AdmittedPoint, withinLimits } from '../../core/requests/series-limits';
import { MetricSeriesRepository, type StoredSeries } from '../metric-series/metric-series.repository';
import {
  FOLLOWING_MINUTES,
  fromMicros,
  POINTS_WITHIN,
  type PointRow,
  SET_ASIDE,
  TAKE_MARKS,
} from './marked-minutes.statements';
import { type InstanceMinute, MetricPointRepository, type PointsWithin } from './metric-point.repository';
import { PointChain } from './point-chain';

/** Any constant: the key of the lock that lets one transaction fold minutes at a time. */
const MINUTE_FOLD_LOCK = 7_270_112_027;
/** So many points are read at a time; then whoever else waits for the process has a turn. */
const POINTS_A_TURN = 100;

const microseconds = (ms: number | null): number => (ms === null ? 0 : Math.round(ms * 1000));

@Injectable()
export class MetricPointSqlRepository extends MetricPointRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly series: MetricSeriesRepository,
  ) {
    super();
  }

  override async store(points: readonly MetricPoint[], now: Date): Promise<void> {
    if (points.length === 0) return;
    await this.dataSource.transaction(async (manager) => {
      const use = await this.series.useOf(
        points.map(({ series }) => series),
        now,
        manager,
      );
      const admitted = withinLimits(points, use);
      const ids = await this.series.upsert(seriesOf(admitted), manager);
      await this.insert(admitted, ids, manager);
    });
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

  private async insert(
    points: readonly AdmittedPoint[],
    ids: ReadonlyMap<string, string>,
    manager: EntityManager,
  ): Promise<void> {
    // Marks only for what is new: a resend folds nothing again.
    await manager.query(
      `WITH stored AS (
         INSERT INTO metric_points (series_id, at, start_at, payload)
         SELECT series_id, ${fromMicros('at')}, ${fromMicros('start_at')}, payload
         FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bytea[]) AS r (series_id, at, start_at, payload)
         ON CONFLICT DO NOTHING RETURNING series_id, at)
       INSERT INTO minute_marks (service, instance, minute)
       SELECT DISTINCT service, instance, date_trunc('minute', at - interval '1 ms', 'UTC')
       FROM stored JOIN metric_series ON id = series_id`,
      [
        points.map(({ series }) => ids.get(series.key)),
        points.map(({ atMs }) => microseconds(atMs)),
        points.map(({ startMs }) => microseconds(startMs)),
        points.map(({ distribution }) => distribution.encode()),
      ],
    );
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
