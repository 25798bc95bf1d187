import { fork } from 'node:child_process';
import { join } from 'node:path';
import { routes } from '@watchroom/contracts';
import { stopChild } from '../launcher/processes';
import { projectRoot } from '../src/platform/config/env';
import { BenchDatabase } from './bench-database';
import type { SenderOrder, SenderReport } from './otlp-sender';
import { type ProcessUsage, usageOf, usageOfTree } from './process-usage';
import { INGEST_TOKEN, type Server, signIn, startApi, startBare } from './servers';
import { figure, printTable, quantile } from './table';

const SERVICES = 20;
const INSTANCES = 340;
const SENDERS = 2;
const EXPORT_EVERY_MS = 2_000;
const WARM_UP_MS = 8_000;
const MEASURED_MS = 25_000;
const POLL_EVERY_MS = 40;
/** Two programs that start on two cores would be all that is measured. */
const SENDERS_STARTED_MS = 1_000;
const CAUGHT_UP_WITHIN_MS = 60_000;

/** ms until `/current` was answered, by us and by a bare server with the same body, asked at the same moments. */
interface Polls {
  ours: number[];
  bare: number[];
}

interface Load {
  report: SenderReport;
  seconds: number;
  polls: Polls;
  lags: number[];
  usages: { api: ProcessUsage; database: ProcessUsage }[];
}

/** Senders of metrics as many as a large platform has, all at once; beside them somebody looks at the dashboard. */
export async function benchIngest(): Promise<void> {
  const database = await BenchDatabase.start();
  try {
    const api = await startApi(database.url);
    try {
      const token = await signIn(api);
      await send(api, WARM_UP_MS);
      const load = await besideBare(api, token, (bare) => underLoad(api, database, token, bare));
      printTable(
        `${INSTANCES} instances of ${SERVICES} services, ${SENDERS} senders, ${MEASURED_MS / 1000} s`,
        rowsOf(load),
      );
      await printCatchUp(database);
    } finally {
      await api.stop();
    }
  } finally {
    await database.stop();
  }
}

/** What waits there, waits for the machine. */
async function besideBare(api: Server, token: string, work: (bare: Server) => Promise<Load>): Promise<Load> {
  const answer = await ask(api, token);
  const bare = await startBare({ [routes.currentMetrics]: await answer.text() });
  try {
    return await work(bare);
  } finally {
    await bare.stop();
  }
}

async function underLoad(api: Server, database: BenchDatabase, token: string, bare: Server): Promise<Load> {
  const usages = [usage(api, database)];
  const lags: number[] = [];
  const polls: Polls = { ours: [], bare: [] };
  const sampling = setInterval(
    () => void lagSeconds(database).then((lag) => (lags.push(lag), usages.push(usage(api, database)))),
    2_500,
  );
  const startedAt = performance.now();
  const polling = setInterval(() => {
    if (performance.now() - startedAt < SENDERS_STARTED_MS) return;
    void poll(api, token).then((ms) => polls.ours.push(ms));
    void poll(bare, token).then((ms) => polls.bare.push(ms));
  }, POLL_EVERY_MS);
  try {
    const report = await send(api, MEASURED_MS);
    usages.push(usage(api, database));
    return { report, seconds: (performance.now() - startedAt) / 1000, polls, lags, usages };
  } finally {
    clearInterval(sampling);
    clearInterval(polling);
  }
}

const usage = (api: Server, database: BenchDatabase) => ({
  api: usageOf(api.pid),
  database: usageOfTree(database.pid),
});

async function poll(server: Server, token: string): Promise<number> {
  const startedAt = performance.now();
  const answer = await ask(server, token);
  await answer.arrayBuffer();
  return answer.ok ? performance.now() - startedAt : Infinity;
}

const ask = (server: Server, token: string): Promise<Response> =>
  fetch(server.url + routes.currentMetrics, { headers: { authorization: `Bearer ${token}` } });

/** Seconds since the oldest minute was marked that is not folded yet. */
async function lagSeconds({ dataSource }: BenchDatabase): Promise<number> {
  const [row] = await dataSource.query<{ lag: number }[]>(
    `SELECT coalesce(extract(epoch FROM clock_timestamp() - min(marked_at)), 0)::float8 AS lag FROM minute_marks`,
  );
  return row!.lag;
}

/** All senders at once; what they tell, added up. */
async function send(api: Server, forMs: number): Promise<SenderReport> {
  const reports = await Promise.all(
    Array.from({ length: SENDERS }, (_, sender) =>
      sent({
        url: api.url + routes.ingestMetrics,
        token: INGEST_TOKEN,
        instances: Array.from({ length: INSTANCES }, (_, i) => i).filter((i) => i % SENDERS === sender),
        services: SERVICES,
        everyMs: EXPORT_EVERY_MS,
        forMs,
      }),
    ),
  );
  const total: SenderReport = { points: 0, latencies: [], statuses: {} };
  for (const { points, latencies, statuses } of reports) {
    total.points += points;
    for (const each of latencies) total.latencies.push(each);
    for (const [status, count] of Object.entries(statuses))
      total.statuses[Number(status)] = (total.statuses[Number(status)] ?? 0) + count;
  }
  return total;
}

async function sent(order: SenderOrder): Promise<SenderReport> {
  const child = fork(join(projectRoot, 'apps/api/dist/otlp-sender.js'), [], { env: {} });
  try {
    return await new Promise<SenderReport>((resolve, reject) => {
      child.once('message', (report: SenderReport) => resolve(report));
      child.once('exit', () => reject(new Error('A sender ended by itself')));
      child.send(order);
    });
  } finally {
    child.removeAllListeners('exit');
    await stopChild(child, 1_000);
  }
}

function rowsOf({ report, seconds, polls, lags, usages }: Load): string[][] {
  const [first, middle, last] = [usages[0]!, usages[Math.floor(usages.length / 2)]!, usages.at(-1)!];
  const micros = (of: 'api' | 'database') => ((last[of].cpuMs - first[of].cpuMs) * 1000) / report.points;
  return [
    ['what', 'figure'],
    ['points/s stored', figure(report.points / seconds)],
    ['export answered, p50 ms', figure(quantile(report.latencies, 0.5))],
    ['export answered, p99 ms', figure(quantile(report.latencies, 0.99))],
    ['answers by status', JSON.stringify(report.statuses)],
    ['CPU µs/point, API', figure(micros('api'))],
    ['CPU µs/point, PostgreSQL', figure(micros('database'))],
    ['RSS MiB, start', figure(first.api.rssMiB)],
    ['RSS MiB, middle', figure(middle.api.rssMiB)],
    ['RSS MiB, end', figure(last.api.rssMiB)],
    ...[0.5, 0.99].map((q) => [
      `/current p${q * 100} ms, ours and bare`,
      `${figure(quantile(polls.ours, q))}  ${figure(quantile(polls.bare, q))}`,
    ]),
    ['folding behind, most seconds', figure(Math.max(...lags))],
  ];
}

async function printCatchUp(database: BenchDatabase): Promise<void> {
  const startedAt = performance.now();
  while ((await lagSeconds(database)) > 0 && performance.now() - startedAt < CAUGHT_UP_WITHIN_MS)
    await new Promise((resolve) => setTimeout(resolve, 250));
  console.log(
    `folded up to the end ${figure((performance.now() - startedAt) / 1000)} s after the last export`,
  );
}
