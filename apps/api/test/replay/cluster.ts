import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { EmbeddedPostgres, freePort } from '../../launcher/postgres/embedded-postgres';
import { ADMIN_SETTINGS } from '../e2e/setup/admin';
import { eventually } from '../e2e/setup/patience';
import { ROOT } from '../e2e/setup/watchroom';
import type { ClockOrder, ReplicaReady } from './replica';

const API = join(ROOT, 'apps/api');
const PROGRAM = join(API, 'test/replay/dist/replica.js');
/** A lease of a killed leader must run out first. */
const SETTLED_WITHIN_MS = 60_000;
export const INGEST_TOKEN = 'ingest-token-of-the-replay';

/** One API process, or none while it is down; its address stays. */
export class ReplicaProcess {
  /** Null while it is down. */
  id: string | null = null;
  readonly url: string;
  private process: ChildProcess | null = null;

  constructor(
    private readonly port: number,
    private readonly env: Record<string, string>,
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  async start(nowMs: number): Promise<void> {
    const env = { ...this.env, PORT: String(this.port), HOST: '127.0.0.1' };
    this.process = fork(PROGRAM, [String(nowMs)], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const [ready] = (await once(this.process, 'message')) as [ReplicaReady];
    this.id = ready.replica;
  }

  /** Resolves once its clock stands at `nowMs`. */
  async setClock(nowMs: number): Promise<void> {
    if (this.process === null || this.id === null) return;
    const order: ClockOrder = { nowMs };
    const set = once(this.process, 'message');
    this.process.send(order);
    await set;
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const running = this.process;
    [this.process, this.id] = [null, null];
    if (running === null) return;
    const exit = once(running, 'exit');
    running.kill(signal);
    await exit;
  }
}

/** Two replicas on one PostgreSQL of their own, and the time that they live in. */
export class Cluster {
  private constructor(
    readonly replicas: readonly [ReplicaProcess, ReplicaProcess],
    private readonly database: pg.Pool,
    private nowMs: number,
    private readonly endServer: () => Promise<void>,
  ) {}

  static async start(nowMs: number, settings: Record<string, string>): Promise<Cluster> {
    const directory = mkdtempSync(join(tmpdir(), 'watchroom-replay-'));
    chmodSync(directory, 0o755);
    const server = new EmbeddedPostgres(directory, 'test-only-password', { fsync: 'off' });
    const [url, first, second] = await Promise.all([server.start(), freePort(), freePort(), built()]);
    const env = {
      DATABASE_URL: url,
      JWT_SECRET: 'signing-key-of-the-replay-0123456789',
      INGEST_TOKEN,
      ...ADMIN_SETTINGS,
      ...settings,
    };
    const replicas = [new ReplicaProcess(first, env), new ReplicaProcess(second, env)] as const;
    await Promise.all(replicas.map((replica) => replica.start(nowMs)));
    const database = new pg.Pool({ connectionString: url, max: 4 });
    database.on('error', () => undefined); // the server ends before it does
    return new Cluster([...replicas], database, nowMs, async () => {
      await database.end();
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    });
  }

  /** What the clocks show. */
  get now(): number {
    return this.nowMs;
  }

  get alive(): ReplicaProcess[] {
    return this.replicas.filter(({ id }) => id !== null);
  }

  async clockTo(nowMs: number): Promise<void> {
    this.nowMs = nowMs;
    await Promise.all(this.alive.map((replica) => replica.setClock(nowMs)));
  }

  /** Starts whatever is down. */
  async startMissing(): Promise<void> {
    const missing = this.replicas.filter(({ id }) => id === null);
    await Promise.all(missing.map((replica) => replica.start(this.nowMs)));
  }

  /** Which replica does the background work. */
  async leader(): Promise<ReplicaProcess> {
    const { holder } = await this.ask<{ holder: string }>('SELECT holder FROM leases');
    const leader = this.replicas.find(({ id }) => id === holder);
    if (leader === undefined) throw new Error('No replica leads');
    return leader;
  }

  /** Whatever senders have reported is folded into minutes. */
  folded(): Promise<void> {
    return this.until('SELECT count(*) = 0 AS is_so FROM minute_marks');
  }

  /** Their routes are put together, too, of the minutes from `sinceMs` on: the newest come first. */
  routesFolded(sinceMs: number): Promise<void> {
    return this.until('SELECT count(*) = 0 AS is_so FROM route_minute_marks WHERE minute >= $1', [
      new Date(sinceMs),
    ]);
  }

  /** Every replica has reported its pool at the time that the clocks show. */
  poolsReported(): Promise<void> {
    const sql = 'SELECT count(DISTINCT replica) = $2 AS is_so FROM pool_minutes WHERE reported_at = $1';
    return this.until(sql, [new Date(this.nowMs), this.alive.length]);
  }

  /** The external services were asked at the time that the clocks show. */
  probed(): Promise<void> {
    return this.until('SELECT count(*) = 3 AS is_so FROM external_service_probes WHERE at = $1', [
      new Date(this.nowMs),
    ]);
  }

  /** System health was judged at the time that the clocks show. */
  judged(): Promise<void> {
    return this.until('SELECT bool_and(judged_at = $1) AS is_so FROM health_states', [new Date(this.nowMs)]);
  }

  /** What the witnesses together say was concluded at the time that the clocks show. */
  concluded(): Promise<void> {
    return this.until('SELECT bool_and(judged_at = $1) AS is_so FROM service_verdicts', [
      new Date(this.nowMs),
    ]);
  }

  async end(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.end('SIGTERM')));
    await this.endServer();
  }

  private async until(sql: string, parameters: unknown[] = []): Promise<void> {
    await eventually(async () => {
      if (!(await this.ask<{ is_so: boolean }>(sql, parameters)).is_so) throw new Error(`Not yet: ${sql}`);
    }, SETTLED_WITHIN_MS);
  }

  private async ask<Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row> {
    const { rows } = await this.database.query<Row>(sql, parameters);
    return rows[0]!;
  }
}

async function built(): Promise<void> {
  const rolldown = join(ROOT, 'node_modules/rolldown/bin/cli.mjs');
  await promisify(execFile)(process.execPath, [rolldown, '-c', 'test/replay/rolldown.config.mjs'], {
    cwd: API,
  });
}
