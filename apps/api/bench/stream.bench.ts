import { randomUUID } from 'node:crypto';
import { request, type IncomingMessage } from 'node:http';
import { routes } from '@watchroom/contracts';
import { MOST_STREAMS, MOST_STREAMS_OF_ONE } from '../src/features/metrics/stream/places';
import { BenchDatabase } from './bench-database';
import { usageOf } from './process-usage';
import { INGEST_TOKEN, type Server, startApi, tokenOf } from './servers';
import { figure, printTable, quantile } from './table';

const QUIET_MS = 10_000;
const EVENTS = 20;
/** A little more than the second that lies between two events. */
const EVENT_EVERY_MS = 1_100;

/** As many streams as one replica takes: its memory, its processor time at one event a second, and how late events are. */
export async function benchStream(): Promise<void> {
  const database = await BenchDatabase.start();
  try {
    const api = await startApi(database.url);
    try {
      const tokens = await signInMany(database, MOST_STREAMS / MOST_STREAMS_OF_ONE);
      const alone = await measured(api, pause(QUIET_MS));
      const arrivals = new Arrivals();
      const streams = await openAll(api, tokens, arrivals);
      const quiet = await measured(api, pause(QUIET_MS));
      const latencies: number[] = [];
      const busy = await measured(api, startSessions(api, arrivals, latencies));
      printTable(`${streams.length} streams on one replica`, [
        ['while', 'RSS MiB', 'CPU of one core, %'],
        ['nobody listens', ...alone],
        ['all listen, little happens', ...quiet],
        ['a session starts each second', ...busy],
      ]);
      printTable(`From a stored session to each listener (${EVENTS} events)`, [
        ['heard', 'p50 ms', 'p99 ms', 'max ms'],
        [figure(latencies.length), ...[0.5, 0.99, 1].map((q) => figure(quantile(latencies, q)))],
      ]);
      const beganAt = performance.now();
      await api.stop();
      console.log(`\nEnded in ${figure(performance.now() - beganAt)} ms with all streams open`);
    } finally {
      await api.stop();
    }
  } finally {
    await database.stop();
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function measured(api: Server, work: Promise<unknown>): Promise<string[]> {
  const [before, beganAt] = [usageOf(api.pid), performance.now()];
  await work;
  const after = usageOf(api.pid);
  return [figure(after.rssMiB), figure(((after.cpuMs - before.cpuMs) / (performance.now() - beganAt)) * 100)];
}

/** Tokens of admins who were never asked for a password: hashing takes longer than all the rest. */
async function signInMany({ dataSource }: BenchDatabase, admins: number): Promise<string[]> {
  const expiresAt = new Date(Date.now() + 3_600_000);
  const rows = await dataSource.query<{ id: string; adminId: string }[]>(
    `WITH a AS (INSERT INTO admins (email, password_hash, role)
       SELECT 'listener-' || n || '@watchroom.test', 'none', 'SYSTEM_MONITOR' FROM generate_series(1, $1) n RETURNING id)
     INSERT INTO sign_ins (id, admin_id, expires_at) SELECT gen_random_uuid(), id, $2 FROM a
     RETURNING id, admin_id AS "adminId"`,
    [admins, expiresAt],
  );
  return rows.map((row) => tokenOf({ ...row, expiresAt }));
}

/** When each count of active sessions came to each listener for the first time. */
class Arrivals {
  private readonly atMs = new Map<number, number[]>();

  /** What one listener is sent. */
  listener(): (text: string) => void {
    let last = -1;
    return (text) => {
      const found = /^data: \{"active_sessions_count":(\d+)/m.exec(text)?.[1];
      if (found === undefined || Number(found) === last) return;
      last = Number(found);
      this.atMs.set(last, [...this.of(last), performance.now()]);
    };
  }

  of(count: number): number[] {
    return this.atMs.get(count) ?? [];
  }
}

async function openAll(api: Server, tokens: string[], arrivals: Arrivals): Promise<IncomingMessage[]> {
  const streams: IncomingMessage[] = [];
  for (const token of tokens)
    streams.push(
      ...(await Promise.all(Array.from({ length: MOST_STREAMS_OF_ONE }, () => listen(api, token, arrivals)))),
    );
  return streams;
}

const listen = (api: Server, token: string, arrivals: Arrivals): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const asked = request(api.url + routes.metricsStream, { headers, agent: false });
    asked.once('error', reject);
    asked.once('response', (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`A stream was answered ${answer.statusCode}`));
      answer.setEncoding('utf8').on('error', () => undefined);
      answer.on('data', arrivals.listener());
      resolve(answer);
    });
    asked.end();
  });

async function startSessions(api: Server, arrivals: Arrivals, latencies: number[]): Promise<void> {
  const storedAt: number[] = [];
  for (let started = 1; started <= EVENTS; started++) {
    const due = pause(EVENT_EVERY_MS);
    await fetch(`${api.url}${routes.ingestSessions}/${randomUUID()}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${INGEST_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ counselor_category: 'Anxiety', start_time: new Date().toISOString() }),
    });
    storedAt[started] = performance.now();
    await due;
  }
  await pause(EVENT_EVERY_MS);
  for (const [count, atMs] of storedAt.entries())
    if (atMs !== undefined) latencies.push(...arrivals.of(count).map((heardAt) => heardAt - atMs));
}
