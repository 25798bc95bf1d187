import { fork } from 'node:child_process';
import { join } from 'node:path';
import { stopChild } from '../launcher/processes';
import { projectRoot } from '../src/platform/config/env';
import { BenchDatabase } from './bench-database';
import { usageOf, usageOfTree } from './process-usage';
import { type Server, startApi } from './servers';
import { figure, printTable, quantile } from './table';
import type { WebhookOrder, WebhookReport } from './webhook-sender';

const SECRETS: WebhookOrder['secrets'] = {
  daily: 'NQrSA5z0FkJ44QPrFerW7uCc5kdNLv3l2FDEKDanL1U=',
  livekit: { apiKey: 'bench', apiSecret: 'only-for-the-bench' },
  beyondPresence: 'path-token-of-the-bench',
};
const RATES = [500, 1_000, 2_000, 2_500];
const WARM_UP_MS = 5_000;
const MEASURED_MS = 12_000;
const OUTAGE_RATE = 500;
const OUTAGE_MS = 14_000;
const RESTART_AFTER_MS = 5_000;

/** Signed webhooks of all three vendors at rising rates; then the database is restarted under way. */
export async function benchWebhooks(): Promise<void> {
  const database = await BenchDatabase.start();
  try {
    const api = await startApi(database.url, {
      DAILY_WEBHOOK_SECRET: SECRETS.daily,
      LIVEKIT_API_KEY: SECRETS.livekit.apiKey,
      LIVEKIT_API_SECRET: SECRETS.livekit.apiSecret,
      BEYOND_PRESENCE_WEBHOOK_TOKEN: SECRETS.beyondPresence,
    });
    try {
      await sent(api, 'warm', 1_000, WARM_UP_MS);
      const rows: string[][] = [];
      for (const rate of RATES) rows.push(await atRate(api, database, rate));
      printTable(`Signed webhooks, ${MEASURED_MS / 1000} s each`, [HEAD, ...rows]);
      await throughRestart(api, database);
    } finally {
      await api.stop();
    }
  } finally {
    await database.stop();
  }
}

const HEAD = [
  'sent/s',
  'stored/s',
  'p50 ms',
  'p99 ms',
  'max ms',
  'CPU µs, API',
  'CPU µs, PostgreSQL',
  'not 2xx',
  'lost',
];

async function atRate(api: Server, database: BenchDatabase, rate: number): Promise<string[]> {
  const name = `r${rate}`;
  const [apiBefore, databaseBefore] = [usageOf(api.pid), usageOfTree(database.pid)];
  const beganAt = performance.now();
  const report = await sent(api, name, rate, MEASURED_MS);
  const seconds = (performance.now() - beganAt) / 1000;
  const micros = (cpuMs: number) => figure((cpuMs * 1000) / report.acknowledged.length);
  const others = Object.entries(report.statuses).filter(([status]) => !status.startsWith('2'));
  return [
    figure(rate),
    figure(report.acknowledged.length / seconds),
    figure(quantile(report.latencies, 0.5)),
    figure(quantile(report.latencies, 0.99)),
    figure(quantile(report.latencies, 1)),
    micros(usageOf(api.pid).cpuMs - apiBefore.cpuMs),
    micros(usageOfTree(database.pid).cpuMs - databaseBefore.cpuMs),
    String(others.reduce((sum, [, count]) => sum + count, 0)),
    String(await lost(database, name, report)),
  ];
}

/** Whoever is not acknowledged is sent again: each that was acknowledged must stand. */
async function throughRestart(api: Server, database: BenchDatabase): Promise<void> {
  const sending = sent(api, 'restart', OUTAGE_RATE, OUTAGE_MS);
  await new Promise((resolve) => setTimeout(resolve, RESTART_AFTER_MS));
  const awayMs = await database.restart();
  const report = await sending;
  printTable(`${OUTAGE_RATE}/s while the database is restarted`, [
    ['what', 'figure'],
    ['database down and up again, ms', figure(awayMs)],
    ['acknowledged', figure(report.acknowledged.length)],
    ['acknowledged and not stored', String(await lost(database, 'restart', report))],
    ['sent again', figure(report.repeated)],
    ['given up by the sender', String(report.givenUp)],
    ['answers by status', JSON.stringify(report.statuses)],
    ['longest first answer, ms', figure(quantile(report.latencies, 1))],
  ]);
}

/** How many of those acknowledged are not in the database. */
async function lost(
  { dataSource }: BenchDatabase,
  name: string,
  { acknowledged }: WebhookReport,
): Promise<number> {
  const rows = await dataSource.query<{ id: string }[]>(
    `SELECT coalesce(participant, meeting) AS id FROM service_events WHERE coalesce(participant, meeting) LIKE $1`,
    [`${name}-%`],
  );
  const stored = new Set(rows.map(({ id }) => id));
  return acknowledged.filter((id) => !stored.has(id)).length;
}

async function sent(api: Server, name: string, perSecond: number, forMs: number): Promise<WebhookReport> {
  const child = fork(join(projectRoot, 'apps/api/dist/webhook-sender.js'), [], { env: {} });
  try {
    return await new Promise<WebhookReport>((resolve, reject) => {
      child.once('message', (report: WebhookReport) => resolve(report));
      child.once('exit', () => reject(new Error('The sender ended by itself')));
      child.send({ url: api.url, secrets: SECRETS, perSecond, forMs, name } satisfies WebhookOrder);
    });
  } finally {
    child.removeAllListeners('exit');
    await stopChild(child, 1_000);
  }
}
