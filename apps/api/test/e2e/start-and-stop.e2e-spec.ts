import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { type SessionMetrics, routes } from '@watchroom/contracts';
import { ADMIN_SETTINGS, signIn } from './setup/admin';
import { CounsellingPlatform } from './setup/counselling-platform';
import { eventually } from './setup/patience';
import { childOf, isRunning, processesIn } from './setup/process-tree';
import { newDataDirectory, ROOT, type RunningWatchroom, START, startWatchroom } from './setup/watchroom';

const QUIET = { DEMO: 'off' };
const WITHIN_MS = 60_000;
const SESSION = '6f1f6a0e-3f6e-4d2c-9f55-0c2f1a1b2c3d';
const directories: string[] = [];
const running: RunningWatchroom[] = [];

function directory(): string {
  const made = newDataDirectory();
  directories.push(made);
  return made;
}

async function start(env: Record<string, string> = {}, dataDir = directory()): Promise<RunningWatchroom> {
  const watchroom = await startWatchroom({ ...QUIET, ...env }, dataDir);
  running.push(watchroom);
  return watchroom;
}

afterAll(async () => {
  for (const watchroom of running.toReversed()) await watchroom.stop();
  for (const path of directories) rmSync(path, { recursive: true, force: true });
});

/** Starts it and waits for its end: for what must not start. */
function startInVain(env: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [START, 'launch'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...QUIET, ...env },
    encoding: 'utf8',
    timeout: WITHIN_MS,
  });
  return { status, lines: `${stdout}${stderr}`.trim().split('\n') };
}

const ready = (url: string): Promise<number> =>
  fetch(`${url}/health/ready`).then(
    ({ status }) => status,
    () => 0,
  );

describe('one installation, from its first start to its last', () => {
  const dataDir = directory();
  let watchroom: RunningWatchroom;
  const launcher = () => watchroom.process.pid ?? 0;
  const api = () => childOf(launcher(), /dist\/main\.js/);
  const database = () => childOf(launcher(), /postgres -D/);

  it('prints exactly one ready line, once all of it answers', async () => {
    watchroom = await start({}, dataDir);
    expect(watchroom.output().match(/Watchroom is ready/g)).toHaveLength(1);
    expect(await ready(watchroom.url)).toBe(200);
    const page = await fetch(`${watchroom.url}/admin/dashboard`);
    expect(page.headers.get('content-type')).toContain('text/html');
  });

  it('lets no second one use its data, and goes on', async () => {
    const { status, lines } = startInVain({ DATA_DIR: dataDir, PORT: '0' });
    expect([status, lines]).toEqual([1, [expect.stringContaining('already running')]]);
    expect(await ready(watchroom.url)).toBe(200);
  });

  it('brings back an API that was killed', async () => {
    const killed = api();
    process.kill(killed, 'SIGKILL');
    await eventually(async () => {
      expect(api()).not.toBe(killed);
      expect(await ready(watchroom.url)).toBe(200);
    }, WITHIN_MS);
  });

  it('brings back a database that was killed, with what was acknowledged', async () => {
    const platform = new CounsellingPlatform(watchroom);
    const session = { counselor_category: 'Anxiety', start_time: new Date().toISOString() };
    const put = await platform.put(SESSION, session);
    expect(put.status).toBe(204);

    const killed = database();
    process.kill(killed, 'SIGKILL');
    await eventually(async () => {
      expect(database()).not.toBe(killed);
      expect(await ready(watchroom.url)).toBe(200);
      expect((await platform.put(SESSION, session)).status).toBe(204);
    }, WITHIN_MS);
  });

  it('takes the API along when the launcher is killed, and starts again on the same data', async () => {
    const { url } = watchroom;
    const orphan = api();
    watchroom.process.kill('SIGKILL');
    await once(watchroom.process, 'exit');
    await eventually(() => expect(isRunning(orphan)).toBe(false), WITHIN_MS);
    expect(await ready(url)).toBe(0);

    watchroom = await start(ADMIN_SETTINGS, dataDir);

    const admin = await signIn(watchroom.url);
    expect(await admin.get<SessionMetrics>(routes.sessionMetrics)).toMatchObject({
      total_sessions: 1,
      sessions_by_category: { Anxiety: 1 },
    });
  });

  it('ends every child on SIGTERM and exits with 0', async () => {
    const exit = once(watchroom.process, 'exit');
    watchroom.process.kill('SIGTERM');
    const [code] = (await exit) as [number | null];

    expect(code).toBe(0);
    expect(processesIn(dataDir)).toEqual([]);
    expect(await ready(watchroom.url)).toBe(0);
  });
});

describe('says in one line what stands in the way, exits 1 and leaves nothing running', () => {
  it('a busy port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const dataDir = directory();

    const { status, lines } = startInVain({ DATA_DIR: dataDir, PORT: port });

    expect([status, lines]).toEqual([1, [expect.stringContaining(`Port ${port}`)]]);
    expect(processesIn(dataDir)).toEqual([]);
    other.close();
  });

  it('a data directory that is a file', () => {
    const file = join(directory(), 'file');
    writeFileSync(file, '');
    expect(startInVain({ DATA_DIR: file, PORT: '0' })).toEqual({
      status: 1,
      lines: [expect.stringContaining('DATA_DIR')],
    });
  });

  it('a data directory of another PostgreSQL', () => {
    const dataDir = directory();
    mkdirSync(join(dataDir, 'postgres'));
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '9.6\n');
    expect(startInVain({ DATA_DIR: dataDir, PORT: '0' })).toEqual({
      status: 1,
      lines: [expect.stringContaining('9.6')],
    });
  });

  it('bad variables, all of them, by name', () => {
    const { status, lines } = startInVain({
      PORT: 'x',
      DATABASE_POOL_SIZE: '0',
      DATABASE_URL: 'oracle://secret',
    });
    expect(status).toBe(1);
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'DATABASE_URL',
      'PORT',
      'DATABASE_POOL_SIZE',
      'JWT_SECRET', // a database of one's own wants secrets of one's own
      'INGEST_TOKEN',
    ]);
    expect(lines.join()).not.toContain('secret');
  });
});

it('runs as root where user namespaces are refused', async () => {
  const watchroom = await start({ WATCHROOM_NO_USERNS: '1' });
  expect(await ready(watchroom.url)).toBe(200);
  if (process.getuid?.() !== 0) return; // nothing to fall back from

  const server = childOf(watchroom.process.pid ?? 0, /postgres -D/);
  const [, fallback] = /-D (\/var\/tmp\/watchroom-\w+)/.exec(commandOf(server)) ?? [];
  expect(fallback).toBeDefined();
  directories.push(fallback ?? '');
});

const commandOf = (pid: number): string =>
  processesIn('postgres').find((seen) => seen.pid === pid)?.command ?? '';

it('ends with the npm that started it, which passes no SIGTERM on', async () => {
  const watchroom = await startWatchroom(QUIET, directory(), ['npm', 'start']);
  running.push(watchroom);
  watchroom.process.kill('SIGTERM');
  await eventually(async () => {
    expect([await ready(watchroom.url), processesIn(watchroom.dataDir)]).toEqual([0, []]);
  });
});
