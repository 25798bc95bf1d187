import { fork, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answers } from '../launcher/addresses';
import { freePort } from '../launcher/postgres/embedded-postgres';
import { NODE_FLAGS, stopChild } from '../launcher/processes';
import { Tokens } from '../src/auth/tokens';
import type { AppConfig } from '../src/platform/config/config';
import { environment, projectRoot } from '../src/platform/config/env';
import type { BareOrder } from './bare-server';
import { endWithUs } from './endings';
import type { MeteredOrder } from './metered-server';

const READY_WITHIN_MS = 90_000;
const GRACE_MS = 10_000;
const SECRET = 'signing-key-of-the-bench-0123456789';
export const INGEST_TOKEN = 'ingest-token-of-the-bench';
const ADMIN = { email: 'bench@watchroom.test', password: 'only-for-the-bench-0123456789' };

/** A server under measurement, in a process of its own. */
export interface Server {
  url: string;
  pid: number;
  startMs: number;
  stop(): Promise<void>;
}

/**
 * In a session of its own, as whatever keeps services running starts it: Linux shares the cores among sessions, and each
 * backend of PostgreSQL is one, so that in ours the server and all its clients would have as much as one of those.
 */
function run(file: string, env: Record<string, string>): ChildProcess {
  const child = fork(join(projectRoot, 'apps/api/dist', file), [], {
    env: { PATH: environment.PATH ?? '', ...env },
    execArgv: NODE_FLAGS,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.once(
    'exit',
    endWithUs(() => stopChild(child, GRACE_MS)),
  );
  return child;
}

function serverOf(child: ChildProcess, url: string, startedAt: number): Server {
  return {
    url,
    pid: child.pid ?? 0,
    startMs: performance.now() - startedAt,
    stop: () => stopChild(child, GRACE_MS),
  };
}

/** The API as it is built, on the given database; `more`: further settings. */
export async function startApi(databaseUrl: string, more: Record<string, string> = {}): Promise<Server> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = run('main.js', {
    DATABASE_URL: databaseUrl,
    JWT_SECRET: SECRET,
    INGEST_TOKEN,
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    DEMO: 'off',
    PROBE_INTERVAL_SECONDS: '3600',
    PORT: String(port),
    ...more,
  });
  const url = `http://127.0.0.1:${port}`;
  if (await answers(`${url}/health/ready`, READY_WITHIN_MS)) return serverOf(child, url, startedAt);
  await stopChild(child, GRACE_MS);
  throw new Error(`The API was not ready within ${READY_WITHIN_MS / 1000} s`);
}

/** A bare Fastify that serves the same bodies behind a check of the same token. */
export async function startBare(bodies: Record<string, string>): Promise<Server> {
  const startedAt = performance.now();
  const child = run('bare-server.js', {});
  const { url } = await told<{ url: string }>(child, { secret: SECRET, bodies } satisfies BareOrder);
  return serverOf(child, url, startedAt);
}

/** A server that tells the CPU time that it has used so far, finer than the system does. */
export interface MeteredServer extends Server {
  cpuMs(): Promise<number>;
}

/** A trivial route with or without the metering of our own requests. */
export async function startMetered(order: MeteredOrder): Promise<MeteredServer> {
  const startedAt = performance.now();
  const child = run('metered-server.js', {});
  const { url } = await told<{ url: string }>(child, order);
  const cpuMs = async () => (await told<{ cpuMs: number }>(child, 'usage')).cpuMs;
  return { ...serverOf(child, url, startedAt), cpuMs };
}

/** What a child answers to this. */
function told<T>(child: ChildProcess, question: object | string): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('A server of the bench ended by itself'));
    child.once('exit', ended);
    child.once('message', (message: T) => (child.off('exit', ended), resolve(message)));
    child.send(question);
  });
}

/** The token of a sign-in that is in the database already. */
export const tokenOf = (signIn: Parameters<Tokens['issue']>[0]): string =>
  new Tokens({ secrets: { jwt: SECRET } } as AppConfig).issue(signIn);

/** A token of the admin, the first one by default, who is made while the API starts. */
export async function signIn(api: Server, admin = ADMIN): Promise<string> {
  for (const deadline = performance.now() + READY_WITHIN_MS; performance.now() < deadline;) {
    const answer = await fetch(`${api.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(admin),
    });
    const token = /admin_token=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
    if (token !== undefined) return token;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('The admin of the bench could not sign in');
}

/** `npm start` with the demo, in a data directory of its own; `token` is of an admin who may see the dashboard. */
export async function startDemo(): Promise<Server & { token: string }> {
  const directory = mkdtempSync(join(tmpdir(), 'watchroom-demo-'));
  chmodSync(directory, 0o755);
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(projectRoot, 'apps/api/dist/launch.js')], {
    env: {
      PATH: environment.PATH ?? '',
      DATA_DIR: directory,
      PORT: String(await freePort()),
      DEMO: 'on',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    await stopChild(child, GRACE_MS);
    rmSync(directory, { recursive: true, force: true });
    forget();
  };
  const forget = endWithUs(stop);
  try {
    const output = await printed(child, /Watchroom is ready: (\S+)/);
    const demo = { ...serverOf(child, originIn(output), startedAt), stop };
    const [, email = '', password = ''] = /(\S+@\S+) +(\S+) +\(SYSTEM_MONITOR\)/.exec(output) ?? [];
    return { ...demo, token: await signIn(demo, { email, password }) };
  } catch (error) {
    await stop();
    throw error;
  }
}

const originIn = (output: string): string => new URL(/ready: (\S+)/.exec(output)?.[1] ?? '').origin;

/** Everything a program has printed once a line of it fits. */
function printed(child: ChildProcess, line: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const tooLong = setTimeout(() => reject(new Error('The demo was not ready in time')), READY_WITHIN_MS);
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (!line.test(output)) return;
      clearTimeout(tooLong);
      resolve(output);
    });
    child.once('exit', () => (clearTimeout(tooLong), reject(new Error('The demo did not start'))));
  });
}
