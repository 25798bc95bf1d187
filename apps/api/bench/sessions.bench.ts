import { randomUUID } from 'node:crypto';
import type { SessionReport } from '../src/core/sessions/session-report';
import { foldHours } from '../src/storage/session-hours/session-hour.sql.repository';
import { SessionSqlRepository } from '../src/storage/sessions/session.sql.repository';
import { readLine } from '../src/features/sessions/session-line';
import type { BenchDatabase } from './bench-database';
import { SEEDED_SESSIONS } from './seed-sessions';
import { figure, printTable, quantile } from './table';

const QUESTION_RUNS = 30;
const BATCH = 10_000;
const BATCHES = 5;
const SINGLES = 1_000;
const LINES = 5_000;

/** Questions and ingest of sessions, straight at the repository. */
export async function benchSessions(database: BenchDatabase): Promise<void> {
  const sessions = new SessionSqlRepository(database.dataSource);
  const rows = [['question', 'p50 ms', 'max ms']];
  const ask = async (name: string, question: () => Promise<unknown>, runs = QUESTION_RUNS) =>
    rows.push([name, ...(await timed(question, runs))]);
  await ask('lastThirtyDays, every hour out of date', () => sessions.lastThirtyDays(new Date()), 5);
  const foldMs = await elapsed(() => foldAll(database));
  await database.run('VACUUM ANALYZE session_hours');
  await ask('lastThirtyDays, folded', () => sessions.lastThirtyDays(new Date()));
  await ask('activity', () => sessions.activity(new Date(), 30 * 60_000));
  await ask('recentQuality', () => sessions.recentQuality(new Date()));
  rows.push(['folding all 721 hours, once', figure(foldMs), '-']);
  printTable(`Questions over ${figure(SEEDED_SESSIONS)} sessions`, rows);
  printTable('Ingest, by the repository', await ingestRows(sessions));
  printTable('Reading lines', [
    ['what', 'lines/s'],
    ['read and check NDJSON lines', linesPerSecond()],
  ]);
}

async function ingestRows(sessions: SessionSqlRepository): Promise<string[][]> {
  const batches = Array.from({ length: BATCHES }, () => Array.from({ length: BATCH }, aReport));
  const later = batches.map((batch) => batch.map((report) => alive(report)));
  const perSecond = (count: number, ms: number) => figure((count / ms) * 1000);
  const all = (list: SessionReport[][]) => async () => {
    for (const batch of list) await sessions.merge(batch);
  };
  const singles = Array.from({ length: SINGLES }, aReport);
  const rows = BATCHES * BATCH;
  return [
    ['what', 'rows/s'],
    [`new, batches of ${figure(BATCH)}`, perSecond(rows, await elapsed(all(batches)))],
    ['signs of life, the same batches', perSecond(rows, await elapsed(all(later)))],
    ['repeats without a change', perSecond(rows, await elapsed(all(later)))],
    [
      'single, 8 at a time',
      perSecond(SINGLES, await elapsed(() => eightAtATime(singles, (one) => sessions.merge([one])))),
    ],
  ];
}

function aReport(): SessionReport {
  const startTime = new Date(Date.now() - Math.random() * 3_600_000);
  return {
    sessionId: randomUUID(),
    category: 'Anxiety',
    provider: 'livekit',
    startTime,
    endTime: null,
    lastSeenAt: startTime,
    quality: { level: 'good', at: startTime },
  };
}

const alive = (report: SessionReport): SessionReport =>
  Object.assign({}, report, { lastSeenAt: new Date(), quality: { level: 'good', at: new Date() } });

async function foldAll(database: BenchDatabase): Promise<void> {
  while ((await database.dataSource.transaction((manager) => foldHours(manager, 24))) > 0);
}

async function eightAtATime<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

function linesPerSecond(): string {
  const now = new Date();
  const text = JSON.stringify({
    session_id: randomUUID(),
    counselor_category: 'Anxiety',
    provider: 'daily',
    start_time: new Date(now.getTime() - 60_000).toISOString(),
    last_seen_at: now.toISOString(),
    quality_metrics: { connection_quality_average: 'good' },
  });
  const startedAt = performance.now();
  for (let i = 0; i < LINES; i++) readLine(text, now);
  return figure((LINES / (performance.now() - startedAt)) * 1000);
}

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function timed(question: () => Promise<unknown>, runs: number): Promise<[string, string]> {
  const samples: number[] = [];
  for (let run = 0; run < runs; run++) samples.push(await elapsed(question));
  return [figure(quantile(samples, 0.5)), figure(Math.max(...samples))];
}
