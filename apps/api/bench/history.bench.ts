import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { type HistoryRequest, questionOf } from '../src/core/history/history-question';
import { Distribution } from '../src/core/latency/distribution';
import { HistoryReader } from '../src/features/metrics/history.reader';
import { SystemClock } from '../src/platform/clock/clock';
import { RequestHistorySqlRepository } from '../src/storage/error-buckets/request-history.sql.repository';
import { PoolHourSqlRepository } from '../src/storage/pool-hours/pool-hour.sql.repository';
import { SessionMinuteSqlRepository } from '../src/storage/session-minutes/session-minute.sql.repository';
import { QuarterFolder } from '../src/features/telemetry/quarter.folder';
import { Leadership } from '../src/platform/lease/leadership';
import { RequestQuarterSqlRepository } from '../src/storage/request-quarters/request-quarter.sql.repository';
import { BenchDatabase } from './bench-database';
import { figure, printTable, quantile } from './table';

const SERVICES = 20;
const RUNS = 5;
/** How long others hold up the machine shows where nothing is asked. */
const NOTHING_MS = 100;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** History of 20 services: 400 days of hours and 48 hours of minutes from two instances each. */
export async function benchHistory(): Promise<void> {
  const database = await BenchDatabase.start();
  try {
    await seed(database);
    const clock = new SystemClock();
    const reader = new HistoryReader(
      database.dataSource,
      clock,
      new RequestHistorySqlRepository(),
      new SessionMinuteSqlRepository(),
      new PoolHourSqlRepository(),
    );
    const rows = [['history', 'p50 ms', 'max ms', 'event loop held ms']];
    rows.push(['nothing, for comparison', ...(await timed(() => setTimeout(NOTHING_MS)))]);
    for (const [name, request] of questions(clock.now()))
      rows.push([name, ...(await timed(() => reader.read(questionOf(request, clock.now()))))]);
    printTable(`History of ${SERVICES} services`, rows);
  } finally {
    await database.stop();
  }
}

function questions(now: Date): [string, HistoryRequest][] {
  const p95 = { metric: 'response_time_p95', to: now.toISOString() } as const;
  const since = (ms: number) => new Date(now.getTime() - ms).toISOString();
  const days = { ...p95, from: since(399 * DAY_MS), step: 86_400 } as const;
  const minutes = { ...p95, from: since(48 * HOUR_MS), step: 60 } as const;
  const service = 'service-7';
  return [
    ['p95, 400 days by day, one service', { ...days, service }],
    ['p95, 400 days by day, all', days],
    ['p95, 400 days by day of Berlin, all', { ...days, time_zone: 'Europe/Berlin' }],
    ['error rate, 400 days by day, one service', { ...days, metric: 'error_rate', service }],
    ['p95, 48 hours by minute, one service', { ...minutes, service }],
    ['p95, 48 hours by minute, all', minutes],
    ['error rate, 48 hours by minute, all', { ...minutes, metric: 'error_rate' }],
    ['p95, 24 hours by 5 minutes, all', { ...p95, from: since(DAY_MS), step: 300 }],
    ['p95, 24 hours by hour, all', { ...p95, from: since(DAY_MS), step: 3600 }],
  ];
}

async function seed(database: BenchDatabase): Promise<void> {
  const literal = (values: number, samples = 60) =>
    `(ARRAY[${Array.from({ length: samples }, () => `'\\x${sample(values).toString('hex')}'`).join(',')}]::bytea[])`;
  const pick = '[1 + (n % 60)]';
  const hours = `generate_series(date_trunc('hour', now()) - interval '401 days', now(), interval '1 hour')
    WITH ORDINALITY AS h (hour, n)`;
  const minutes = `generate_series(date_trunc('minute', now()) - interval '49 hours', now(), interval '1 minute')
    WITH ORDINALITY AS m (minute, n)`;
  await database.run(`INSERT INTO reporting_services
    SELECT 'service-' || s, now(), now() FROM generate_series(1, ${SERVICES}) AS s`);
  const [ofHours, ofMinutes] = [literal(20_000), literal(170)];
  // one statement a service: on a busy machine all at once would pass the driver's own time limit
  for (let s = 1; s <= SERVICES; s++) {
    const picked = pick.replace('n', `(n + ${s})`);
    await database.run(`INSERT INTO error_buckets
      SELECT hour, 'service-${s}', 20000, 100, 0, 60, ${ofHours}${picked} FROM ${hours}`);
    await database.run(`INSERT INTO request_minutes
      SELECT minute, 'service-${s}', 'instance-' || i, 'otlp', 170, 1, 0, ${ofMinutes}${picked}
      FROM ${minutes}, generate_series(1, 2) AS i`);
  }
  await database.run(`INSERT INTO error_bucket_totals
    SELECT hour, 400000, 2000, 0, 60, ${literal(400_000, 20)}[1 + (n % 20)] FROM ${hours}`);
  await database.run(`INSERT INTO request_minute_totals
    SELECT minute, ${170 * 2 * SERVICES}, ${2 * SERVICES}, ${literal(170 * 2 * SERVICES)}${pick} FROM ${minutes}`);
  await database.run(`INSERT INTO hour_marks (hour) VALUES (date_trunc('hour', now()))`);
  await database.run(`INSERT INTO quarter_marks (hour)
    SELECT DISTINCT date_bin('6 hours', hour, TIMESTAMPTZ '1970-01-01 00:00:00Z') FROM error_bucket_totals`);
  await foldQuarters(database);
  await database.run('VACUUM ANALYZE');
}

class Leader extends Leadership {
  override readonly isLeader = true;
  constructor(private readonly database: BenchDatabase) {
    super();
  }
  override fenced<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.database.dataSource.transaction(work);
  }
}

async function foldQuarters(database: BenchDatabase): Promise<void> {
  const leader = new Leader(database);
  const folder = new QuarterFolder(new RequestQuarterSqlRepository(), leader);
  const startedAt = performance.now();
  let folded = 0;
  for (let step = 1; step > 0; folded += step) step = await leader.fenced((manager) => folder.fold(manager));
  const eachMs = (performance.now() - startedAt) / folded;
  console.log(`${folded} quarters of days folded, ${figure(eachMs)} ms each`);
}

/** Log-normal: half of the requests take about 30 ms, one in a hundred about half a second. */
function sample(values: number): Buffer {
  const distribution = new Distribution();
  for (let i = 0; i < values; i++) {
    const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
    distribution.record(30 * Math.exp(1.2 * normal));
  }
  return distribution.encode();
}

/** The event loop's longest stretch of each run, and the median of them: what others take of the machine is not ours. */
async function timed(question: () => Promise<unknown>): Promise<[string, string, string]> {
  const [samples, held]: [number[], number[]] = [[], []];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  for (let run = 0; run < RUNS; run++) {
    delay.reset();
    delay.enable();
    const startedAt = performance.now();
    await question();
    samples.push(performance.now() - startedAt);
    delay.disable();
    held.push(delay.max / 1e6);
  }
  return [figure(quantile(samples, 0.5)), figure(Math.max(...samples)), figure(quantile(held, 0.5))];
}
