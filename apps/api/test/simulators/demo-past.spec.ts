import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pastStart } from '../../simulators/requests/covered-minutes';
import { seedDemoPast } from '../../simulators/seeding/demo-past-seeding';
import { WatchedPast } from '../../simulators/seeding/watched-past';
import { USUAL_JUDGING } from '../../simulators/seeding/watching/past-ground';
import { latencyOf, latencySince } from '../../src/core/uptime/probe-latency';
import { foldedUntil, historyOf } from '../../src/core/uptime/service-days';
import { EventSqlRepository } from '../../src/storage/events/event.sql.repository';
import { ExternalServiceDaySqlRepository } from '../../src/storage/external-service-days/external-service-day.sql.repository';
import { ExternalServiceProbeSqlRepository } from '../../src/storage/external-service-probes/external-service-probe.sql.repository';
import { ExternalServiceStateTypeormRepository } from '../../src/storage/external-service-states/external-service-state.typeorm.repository';
import { HealthStateTypeormRepository } from '../../src/storage/health-states/health-state.typeorm.repository';
import { ErrorBucketSqlRepository } from '../../src/storage/error-buckets/error-bucket.sql.repository';
import { RequestMinuteSqlRepository } from '../../src/storage/request-minutes/request-minute.sql.repository';
import { SessionMinuteSqlRepository } from '../../src/storage/session-minutes/session-minute.sql.repository';
import { Distribution } from '../../src/core/latency/distribution';
import { createTestDatabase, type TestDatabase } from '../setup/database';

const HOUR_MS = 3_600_000;
const NOW = new Date('2026-11-23T12:34:56Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const ask = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  database.dataSource.query(sql, values);
const TABLES = [
  ['active_session_hours', 'hour'],
  ['pool_hours', 'hour'],
  ['error_buckets', 'hour'],
  ['error_bucket_totals', 'hour'],
  ['route_hours', 'hour'],
  ['request_quarters', 'quarter'],
  ['session_minutes', 'minute'],
  ['pool_minutes', 'minute'],
  ['request_minute_totals', 'minute'],
] as const;
const everything = () =>
  Promise.all(TABLES.map(([table, column]) => ask(`SELECT * FROM ${table} ORDER BY ${column}`)));

describe('the made-up past of a demo', () => {
  const lived = new Date('2026-11-20T08:15:00Z');

  it('fills every hour of some days that Watchroom has not seen, and leaves what it has seen', async () => {
    const quality = { excellent: 1, good: 0, fair: 0, poor: 0 };
    const sample = { minute: lived, active: 3, stale: 1, quality, byProvider: null, sampledAt: lived };
    const sessions = new SessionMinuteSqlRepository();
    await database.dataSource.transaction(async (manager) => {
      await sessions.replace([sample], manager);
      await sessions.fold(10, manager);
    });
    const told: number[] = [];
    const recentWritten = async () => {
      const [row] = await ask<{ n: number }>('SELECT count(*)::int AS n FROM active_session_hours');
      told.push(row!.n);
    };
    expect(await seedDemoPast(database.dataSource, NOW, { days: 4, recentWritten })).toBe('seeded');

    expect(told).toEqual([52]); // 51 hours, the one that has begun included, and the lived one
    const hours = await ask<{ hour: Date; observed_minutes: number; active: string }>(
      'SELECT hour, observed_minutes, active FROM active_session_hours ORDER BY hour',
    );
    expect(hours).toHaveLength(4 * 24 + 1);
    expect(hours.find(({ hour }) => hour.getTime() === lived.getTime() - 15 * 60_000)).toMatchObject({
      observed_minutes: 1,
      active: '3',
    });
    expect(hours.at(-1)).toMatchObject({ hour: new Date('2026-11-23T12:00:00Z'), observed_minutes: 35 });
    const [edges] = await ask<{ first: Date; last: Date }>(
      'SELECT min(hour) AS first, max(hour) AS last FROM error_buckets',
    );
    expect(edges).toEqual({
      first: new Date('2026-11-19T12:00:00Z'),
      last: new Date(pastStart(NOW.getTime()) - HOUR_MS),
    });
  });

  it('agrees with itself: nothing has to be folded again, and all of it has its partition', async () => {
    const buckets = new ErrorBucketSqlRepository(database.dataSource);
    const marked = await database.dataSource.transaction((manager) =>
      buckets.markDiffering(new Date(NOW.getTime() - 50 * HOUR_MS), manager),
    );
    expect(marked).toBe(0);
    for (const table of ['error_buckets', 'route_hours', 'request_quarters', 'pool_hours'])
      expect(await ask(`SELECT * FROM ${table}_default LIMIT 1`)).toEqual([]);
  });

  it('changes nothing when it is written again', async () => {
    const before = await everything();
    await seedDemoPast(database.dataSource, NOW, { days: 4 });
    expect(await everything()).toEqual(before);
  });

  it('is not written where a real service has reported', async () => {
    const minutes = new RequestMinuteSqlRepository(database.dataSource);
    const minute = new Date('2026-11-23T11:00:00Z');
    const counts = { requests: 1, errors: 0, clientErrors: 0, distribution: new Distribution() };
    const told = { service: 'somebody-else', instance: 'i', source: 's', minute, newestAt: minute };
    await minutes.replace([{ ...counts, ...told } as never]);
    await ask('TRUNCATE active_session_hours, session_minutes');
    expect(await seedDemoPast(database.dataSource, NOW)).toBe('left alone');
    expect(await ask('SELECT * FROM session_minutes')).toEqual([]);
  });
});

describe('the made-up watch of a demo', () => {
  const TODAY = Date.parse('2026-11-23T00:00:00Z');
  const HISTORY = [
    ['external_service_probes', 'at, service'],
    ['external_service_days', 'day, service'],
    ['external_service_states', 'service'],
    ['service_changes', 'at, service'],
    ['verdict_changes', 'at, service'],
    ['health_changes', 'at, input'],
    ['health_states', 'input'],
    ['vendor_incidents', 'service, id'],
  ] as const;
  const written = ({ dataSource }: TestDatabase) =>
    Promise.all(
      HISTORY.map(([table, order]) => dataSource.query(`SELECT * FROM ${table} ORDER BY ${order}`)),
    );
  const at = (ms: number) => new Date(TODAY + ms);

  let own: TestDatabase;
  beforeAll(async () => {
    own = await createTestDatabase();
  });
  afterAll(() => own.drop());

  it('leaves the bars of ninety days, each probe of the last day, and a standing that the live watch goes on from', async () => {
    const past = new WatchedPast(NOW, USUAL_JUDGING);
    const now = new Date(NOW.getTime() + 4_000);
    await past.seedRecent(own.dataSource, now);

    const days = new ExternalServiceDaySqlRepository();
    const probes = new ExternalServiceProbeSqlRepository();
    const { manager } = own.dataSource;
    const folded = (await days.since(at(-89 * 24 * HOUR_MS), manager)).filter(
      ({ service }) => service === 'livekit',
    );
    const tail = await probes.judged('livekit', foldedUntil(folded)!, now, manager);
    const { days: bars, uptime } = historyOf(folded, tail, now);
    expect(bars).toHaveLength(90);
    expect(uptime).toMatchObject({ days: 90, unobserved: 0 });
    const latency = latencyOf(await probes.latency('livekit', latencySince(now), manager), now);
    expect(latency.filter(({ answered, failed }) => answered + failed === 0)).toEqual([]);

    const states = await new ExternalServiceStateTypeormRepository(own.dataSource).all();
    expect(states.map(({ status }) => status)).toEqual(['operational', 'operational', 'operational']);
    const standing = await new HealthStateTypeormRepository(own.dataSource).read();
    expect(Math.abs(standing.judgedAt!.getTime() - now.getTime())).toBeLessThan(10_000);
    expect(await own.dataSource.query('SELECT * FROM service_changes WHERE from_word IS NULL')).toEqual([]);
  });

  it('writes the weeks before once, and nothing over what is told', async () => {
    const past = new WatchedPast(NOW, USUAL_JUDGING);
    await past.seedEarlier(own.dataSource);
    const before = await written(own);
    const [edges] = await own.dataSource.query(
      'SELECT min(at) AS first, max(at) AS last FROM health_changes',
    );
    expect(edges.first.getTime()).toBeLessThan(TODAY - 25 * 24 * HOUR_MS);
    expect(edges.last.getTime()).toBeGreaterThan(TODAY);
    await past.seedEarlier(own.dataSource);
    await past.seedRecent(own.dataSource, new Date(NOW.getTime() + 60_000));
    expect(await written(own)).toEqual(before);
  });

  it('tells of each hour on another side of a limit that health was there, too', async () => {
    await seedDemoPast(own.dataSource, NOW, { days: 8 });
    const events = new EventSqlRepository(own.dataSource);
    const told = await events.read({
      from: at(-7 * 24 * HOUR_MS),
      to: NOW,
      before: null,
      kinds: ['error_hour', 'limit'],
      most: 500,
      limits: USUAL_JUDGING.thresholds.errorRate,
    });
    const hours = told.filter(({ kind, to }) => kind === 'error_hour' && to !== 'ok');
    expect(hours.length).toBeGreaterThan(0);
    for (const { at: toldAt, to } of hours) {
      const from = toldAt.getTime() - 62 * 60_000;
      const within = told.filter(
        (event) =>
          event.subject === 'error_rate' &&
          event.kind === 'limit' &&
          event.at.getTime() >= from &&
          event.at.getTime() < from + HOUR_MS,
      );
      expect([toldAt, within.map((event) => event.to)]).toEqual([
        toldAt,
        expect.arrayContaining([to === 'critical' ? 'critical' : 'degraded']),
      ]);
    }
  });

  it('goes on in the first hour that nobody has lived; the time before it stays unseen', async () => {
    const later = new Date(NOW.getTime() + 30 * HOUR_MS);
    const [before] = await own.dataSource.query('SELECT max(at) AS at FROM external_service_probes');
    await new WatchedPast(later, USUAL_JUDGING).seedRecent(own.dataSource, later);
    const [gap] = await own.dataSource.query(
      'SELECT min(at) AS until, count(*)::int AS n FROM external_service_probes WHERE at > $1',
      [before.at],
    );
    expect(gap.until.toISOString().slice(0, 16)).toBe('2026-11-23T13:00');
    expect(gap.n).toBeGreaterThan(29 * 120 * 3);
    const unjudged = await own.dataSource.query(
      `SELECT to_state AS state FROM health_changes WHERE input = 'system' AND at BETWEEN $1 AND $2 ORDER BY at`,
      [NOW, new Date(NOW.getTime() + HOUR_MS)],
    );
    expect(unjudged.map(({ state }: { state: string }) => state)).toEqual(['unknown', 'healthy']);
  });
});
