import autocannon, { type Result } from 'autocannon';
import { routes } from '@watchroom/contracts';
import type { BenchDatabase } from './bench-database';
import { usageOf } from './process-usage';
import { signIn, startApi, startBare, type Server } from './servers';
import { figure, printTable } from './table';

const CONNECTIONS = 32;
const WARM_UP_SECONDS = 2;
const SECONDS = 6;
const PATHS = [routes.me, routes.currentMetrics, routes.sessionMetrics];

interface Measured {
  result: Result;
  cpuMsPerRequest: number;
  rssMiB: number;
}

/** Signed-in routes beside a bare route with the same body and the same check, in the same run. */
export async function benchHttp(database: BenchDatabase): Promise<void> {
  const api = await startApi(database.url);
  try {
    const headers = { authorization: `Bearer ${await signIn(api)}` };
    const bodies = await bodiesOf(api, headers);
    const bare = await startBare(bodies);
    try {
      const rows = [['route', 'req/s', 'p50 ms', 'p99 ms', 'CPU ms/req', 'RSS MiB', 'failed', 'CPU ÷ bare']];
      for (const path of Object.keys(bodies)) {
        const reference = await measure(bare, path, headers);
        const ours = await measure(api, path, headers);
        rows.push(rowOf(`bare ${path}`, reference, reference), rowOf(path, ours, reference));
      }
      printTable(`${CONNECTIONS} connections, ${SECONDS} s each`, rows);
      printTable('Start', [
        ['process', 'seconds to ready'],
        ['API', figure(api.startMs / 1000)],
        ['bare', figure(bare.startMs / 1000)],
      ]);
    } finally {
      await bare.stop();
    }
  } finally {
    await api.stop();
  }
}

/** What each route answers now; one that is not there is left out and told. */
async function bodiesOf(api: Server, headers: Record<string, string>): Promise<Record<string, string>> {
  const bodies: Record<string, string> = {};
  for (const path of PATHS) {
    const answer = await fetch(api.url + path, { headers });
    if (answer.ok) bodies[path] = await answer.text();
    else console.log(`${path} answers ${answer.status}: left out`);
  }
  return bodies;
}

async function measure(server: Server, path: string, headers: Record<string, string>): Promise<Measured> {
  const options = { url: server.url + path, connections: CONNECTIONS, headers };
  await autocannon({ ...options, duration: WARM_UP_SECONDS });
  const before = usageOf(server.pid);
  const result = await autocannon({ ...options, duration: SECONDS });
  const after = usageOf(server.pid);
  return {
    result,
    cpuMsPerRequest: (after.cpuMs - before.cpuMs) / Math.max(1, result.requests.total),
    rssMiB: after.rssMiB,
  };
}

function rowOf(name: string, { result, cpuMsPerRequest, rssMiB }: Measured, reference: Measured): string[] {
  const failed = result.non2xx + result.errors + result.timeouts;
  const numbers = [
    result.requests.total / result.duration,
    result.latency.p50,
    result.latency.p99,
    cpuMsPerRequest,
    rssMiB,
    failed,
    cpuMsPerRequest / reference.cpuMsPerRequest,
  ];
  return [name, ...numbers.map(figure)];
}
