import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Distribution } from '../../core/latency/distribution';
import type { MetricPoint, SucceedingPoint } from '../../core/requests/metric-point';
import type { Outcome } from '../../core/requests/outcome';
import { type AdmittedPoint, withinLimits } from '../../core/requests/series-limits';
import { MetricSeriesRepository, type StoredSeries } from '../metric-series/metric-series.repository';
import { MetricPointRepository, type ServiceMinute } from './metric-point.repository';

/** Any constant: the key of the lock that lets one transaction fold minutes at a time. */
const MINUTE_FOLD_LOCK = 7_270_112_027;

const FROM_MICROSECONDS = (us: string): string =>
  `timestamptz 'epoch' + ${us} / 1000000 * interval '1 second' + ${us} % 1000000 * interval '1 microsecond'`;
const microseconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms * 1000));
const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;
/** A minute holds what ends after it began and up to the moment when it ends. */
const IN_MINUTE = `p.at >= m.minute + interval '1 ms' AND p.at < m.minute + interval '60.001 s'`;
/** Several processes may report as one instance: each start is a stream of its own. */
const SAME_STREAM = `(s.overflow OR q.start_at = p.start_at)`;
/** The key holds 'epoch' where the sender told no start. */
const STARTED = `nullif(p.start_at, 'epoch')`;
const MARKED = 'unnest($1::text[], $2::timestamptz[]) AS m (service, minute)';

interface PointRow {
  service: string;
  instance: string;
  outcome: Outcome;
  cumulative: boolean;
  overflow: boolean;
  key: string;
  atMs: number;
  startMs: number | null;
  payload: Buffer;
  previousMs: number | null;
  previousPayload: Buffer | null;
}

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

  override async takeMarked(most: number, manager: EntityManager): Promise<ServiceMinute[]> {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [MINUTE_FOLD_LOCK]);
    const [marked] = await manager.query<[ServiceMinute[], number]>(
      `DELETE FROM minute_marks WHERE id IN (SELECT id FROM minute_marks ORDER BY id LIMIT $1)
       RETURNING service, minute`,
      [most],
    );
    if (marked.length === 0) return [];
    const following = await manager.query<ServiceMinute[]>(
      `SELECT DISTINCT m.service, date_trunc('minute', next.at - interval '1 ms', 'UTC') AS minute
       FROM ${MARKED} JOIN metric_series s ON s.service = m.service AND s.cumulative AND s.newest_at > m.minute
       JOIN metric_points p ON p.series_id = s.id AND ${IN_MINUTE}
       CROSS JOIN LATERAL (
         SELECT q.at FROM metric_points q WHERE q.series_id = p.series_id AND q.at > p.at AND ${SAME_STREAM}
         ORDER BY q.at LIMIT 1) AS next`,
      columns(marked),
    );
    return distinct([...marked, ...following]);
  }

  override async within(
    minutes: readonly ServiceMinute[],
    manager: EntityManager,
  ): Promise<SucceedingPoint[]> {
    const rows = await manager.query<PointRow[]>(
      `SELECT s.key, s.service, s.instance, s.outcome, s.cumulative, s.overflow, ${ms('p.at')} AS "atMs",
         ${ms(STARTED)} AS "startMs", p.payload, ${ms('before.at')} AS "previousMs",
         before.payload AS "previousPayload"
       FROM ${MARKED} JOIN metric_series s ON s.service = m.service AND s.newest_at > m.minute
       JOIN metric_points p ON p.series_id = s.id AND ${IN_MINUTE}
       LEFT JOIN LATERAL (
         SELECT q.at, q.payload FROM metric_points q
         WHERE s.cumulative AND q.series_id = p.series_id AND q.at < p.at AND ${SAME_STREAM}
         ORDER BY q.at DESC LIMIT 1) AS before ON true`,
      columns(minutes),
    );
    return rows.map(pointOf);
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
         SELECT series_id, ${FROM_MICROSECONDS('at')}, coalesce(${FROM_MICROSECONDS('start_at')}, 'epoch'), payload
         FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bytea[]) AS r (series_id, at, start_at, payload)
         ON CONFLICT DO NOTHING RETURNING series_id, at)
       INSERT INTO minute_marks (service, minute)
       SELECT DISTINCT of_series.service, date_trunc('minute', at - interval '1 ms', 'UTC')
       FROM stored JOIN unnest($1::bigint[], $5::text[]) AS of_series (id, service) ON of_series.id = series_id`,
      [
        points.map(({ series }) => ids.get(series.key)),
        points.map(({ atMs }) => microseconds(atMs)),
        points.map(({ startMs }) => microseconds(startMs)),
        points.map(({ distribution }) => distribution.encode()),
        points.map(({ series }) => series.service),
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

function pointOf(row: PointRow): SucceedingPoint {
  const { key, service, instance, outcome, cumulative, overflow, previousPayload, previousMs } = row;
  return {
    series: { key, service, instance, outcome, cumulative },
    overflow,
    atMs: row.atMs,
    startMs: row.startMs,
    distribution: Distribution.decode(row.payload),
    previous:
      previousPayload === null || previousMs === null
        ? null
        : {
            atMs: previousMs,
            distribution: Distribution.decode(previousPayload),
          },
  };
}

const columns = (minutes: readonly ServiceMinute[]): [string[], Date[]] => [
  minutes.map(({ service }) => service),
  minutes.map(({ minute }) => minute),
];

function distinct(minutes: readonly ServiceMinute[]): ServiceMinute[] {
  return [...new Map(minutes.map((each) => [`${each.minute.getTime()} ${each.service}`, each])).values()];
}
