import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { SystemClock } from '../clock/clock';
import { meteredPoolClass } from './metered-pool';

const GIVE_UP_MS = 150;

let server: Server | null = null;
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = null;
});

/** Accepts connections and never says a word: a database that is frozen. */
async function frozenDatabase(): Promise<number> {
  server = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function refusedPort(): Promise<number> {
  const port = await frozenDatabase();
  await new Promise((resolve) => server?.close(resolve));
  server = null;
  return port;
}

function aPool(port: number) {
  const seen = { waits: 0, timeouts: 0, queued: 0 };
  const MeteredPool = meteredPoolClass(
    {
      waited: () => void seen.waits++,
      timedOut: () => void seen.timeouts++,
      taken: () => undefined,
      returned: () => undefined,
      queued: (callers) => (seen.queued = Math.max(seen.queued, callers)),
    },
    new SystemClock(),
  );
  const pool: Pool = new MeteredPool({
    host: '127.0.0.1',
    port,
    user: 'nobody',
    password: 'none',
    database: 'none',
    max: 1,
    connectionTimeoutMillis: GIVE_UP_MS,
  });
  pool.on('error', () => undefined);
  return { pool, seen };
}

const byCallback = (pool: Pool) =>
  new Promise<Error | undefined>((resolve) => pool.connect((error) => resolve(error)));

describe('a pool that is measured', () => {
  it('counts everybody who gave up: in the queue, and while a connection was being opened', async () => {
    const { pool, seen } = aPool(await frozenDatabase());
    const outcomes = await Promise.allSettled([pool.connect(), pool.connect(), byCallback(pool)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(seen).toEqual({ waits: 0, timeouts: 3, queued: 2 });
    await pool.end();
  });

  it('takes a refused connection neither for a wait nor for a time-out', async () => {
    const { pool, seen } = aPool(await refusedPort());
    await expect(pool.connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(await byCallback(pool)).toMatchObject({ code: 'ECONNREFUSED' });
    expect(seen).toMatchObject({ waits: 0, timeouts: 0 });
    await pool.end();
  });

  it('does not count those whom the end of the process cut off', async () => {
    const { pool, seen } = aPool(await frozenDatabase());
    const callers = [pool.connect(), pool.connect()];
    const ended = pool.end();
    await Promise.allSettled(callers);
    await expect(pool.connect()).rejects.toThrow('after calling end');
    await ended;
    expect(seen).toMatchObject({ waits: 0, timeouts: 0 });
  });
});
