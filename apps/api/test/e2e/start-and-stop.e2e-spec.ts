import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { childOf, runningIn } from './setup/process-tree';
import { newDataDirectory, ROOT, type RunningWatchroom, START, startWatchroom } from './setup/watchroom';

const QUIET = { DEMO: 'off' };
const running: RunningWatchroom[] = [];
const start = async (env: Record<string, string> = {}, dataDir?: string) => {
  const watchroom = await startWatchroom({ ...QUIET, ...env }, dataDir);
  running.push(watchroom);
  return watchroom;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((watchroom) => watchroom.stop()));
});

/** Starts it and waits for its end: for what must not start. */
function startInVain(env: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [START, 'launch'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...QUIET, ...env },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, lines: `${stdout}${stderr}`.trim().split('\n') };
}

const ready = (url: string) =>
  fetch(`${url}/health/ready`).then(
    ({ status }) => status,
    () => 0,
  );

async function until(what: () => Promise<boolean>): Promise<void> {
  for (
    const deadline = Date.now() + 60_000;
    Date.now() < deadline;
    await new Promise((resolve) => setTimeout(resolve, 100))
  )
    if (await what()) return;
  throw new Error('It did not come about within a minute');
}

it('prints exactly one ready line once all of it answers, and ends every child on SIGTERM with exit 0', async () => {
  const watchroom = await start();
  expect(watchroom.output().match(/Watchroom is ready/g)).toHaveLength(1);
  expect(await ready(watchroom.url)).toBe(200);
  const page = await fetch(`${watchroom.url}/admin/dashboard`);
  expect(page.headers.get('content-type')).toContain('text/html');

  const exit = once(watchroom.process, 'exit');
  watchroom.process.kill('SIGTERM');
  const [code] = await exit;

  expect(code).toBe(0);
  expect(runningIn(watchroom.dataDir)).toEqual([]);
  expect(await ready(watchroom.url)).toBe(0);
});

it('starts again on the same data, also after a launcher that was killed', async () => {
  const dataDir = newDataDirectory();
  const first = await start({}, dataDir);
  const put = await fetch(`${first.url}/api/ingest/sessions/6f1f6a0e-3f6e-4d2c-9f55-0c2f1a1b2c3d`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${first.ingestToken()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ counselor_category: 'Anxiety', start_time: new Date().toISOString() }),
  });
  expect(put.status).toBe(204);
  const api = childOf(first.process.pid ?? 0, /dist\/main\.js/);
  first.process.kill('SIGKILL');
  await once(first.process, 'exit');
  await until(async () => (await ready(first.url)) === 0);
  expect(() => process.kill(api, 0)).toThrow();

  const second = await start(
    { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'a long enough password' },
    dataDir,
  );

  const login = await fetch(`${second.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@example.org', password: 'a long enough password' }),
  });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  const sessions = await fetch(`${second.url}/api/admin/metrics/sessions`, { headers: { cookie } });
  expect(await sessions.json()).toMatchObject({ total_sessions: 1, sessions_by_category: { Anxiety: 1 } });
});

it('brings back an API and a database that were killed', async () => {
  const watchroom = await start();
  const launcher = watchroom.process.pid ?? 0;
  const api = childOf(launcher, /dist\/main\.js/);
  process.kill(api, 'SIGKILL');
  await until(
    async () => (await ready(watchroom.url)) === 200 && childOf(launcher, /dist\/main\.js/) !== api,
  );

  process.kill(childOf(launcher, /postgres -D/), 'SIGKILL');
  await until(async () => (await ready(watchroom.url)) === 503);
  await until(async () => (await ready(watchroom.url)) === 200);
});

describe('says in one line what stands in the way, exits 1 and leaves nothing running', () => {
  it('a busy port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const dataDir = newDataDirectory();

    const { status, lines } = startInVain({ DATA_DIR: dataDir, PORT: port });

    expect([status, lines]).toEqual([1, [expect.stringContaining(`Port ${port}`)]]);
    expect(runningIn(dataDir)).toEqual([]);
    other.close();
  });

  it('a data directory that is a file', () => {
    const file = join(newDataDirectory(), 'file');
    writeFileSync(file, '');
    expect(startInVain({ DATA_DIR: file, PORT: '0' })).toEqual({
      status: 1,
      lines: [expect.stringContaining('DATA_DIR')],
    });
  });

  it('a data directory of another PostgreSQL', () => {
    const dataDir = newDataDirectory();
    mkdirSync(join(dataDir, 'postgres'));
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '9.6\n');
    expect(startInVain({ DATA_DIR: dataDir, PORT: '0' })).toEqual({
      status: 1,
      lines: [expect.stringContaining('9.6')],
    });
  });

  it('a second Watchroom on the same data', async () => {
    const first = await start();
    const { status, lines } = startInVain({ DATA_DIR: first.dataDir, PORT: '0' });
    expect([status, lines]).toEqual([1, [expect.stringContaining('already running')]]);
    expect(await ready(first.url)).toBe(200);
  });

  it('bad variables, all of them, by name', () => {
    const { status, lines } = startInVain({
      PORT: 'x',
      DATABASE_POOL_SIZE: '0',
      DATABASE_URL: 'oracle://secret',
    });
    expect(status).toBe(1);
    expect(lines.map((line) => line.split(':')[0])).toEqual(['DATABASE_URL', 'PORT', 'DATABASE_POOL_SIZE']);
    expect(lines.join()).not.toContain('secret');
  });
});

describe('runs as', () => {
  const asRoot = process.getuid?.() === 0;

  it('whoever started this', async () => {
    expect(await ready((await start()).url)).toBe(200);
  });

  it('root, where user namespaces are refused', async () => {
    const watchroom = await start({ WATCHROOM_NO_USERNS: '1' });
    expect(await ready(watchroom.url)).toBe(200);
    if (asRoot) expect(runningIn('/var/tmp/watchroom-').join()).toContain('postgres');
  });
});
