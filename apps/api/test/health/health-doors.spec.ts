import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from '../../src/application';
import { ReadyAnswer } from '../../src/features/health/ready-answer';
import { ServiceMemory } from '../../src/features/health/service-memory';
import { ProbeTimer } from '../../src/features/probes/probe.timer';
import { readServingConfig } from '../../src/platform/config/read-config';
import { DatabaseConnector } from '../../src/platform/database/database.connector';
import { LeaseLeadership } from '../../src/platform/lease/lease.leadership';
import { Readiness } from '../../src/platform/readiness';
import { each, startVendors, type Vendors } from '../external-services/probing-room';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { startFreezableProxy } from './freezable-proxy';

const NOWHERE = '/nowhere';
let database: TestDatabase;
let vendors: Vendors;
const open: NestFastifyApplication[] = [];

async function applicationOn(url: string, more: Record<string, string> = {}) {
  const env = {
    DATABASE_URL: url,
    JWT_SECRET: 'x'.repeat(32),
    INGEST_TOKEN: 'y'.repeat(32),
    PROBE_TIMEOUT_SECONDS: '1',
    DAILY_API_URL: vendors.daily.url,
    DAILY_API_KEY: 'daily-key',
    DAILY_STATUS_URL: vendors.daily.statusUrl,
    LIVEKIT_URL: vendors.livekit.url,
    LIVEKIT_API_KEY: 'lk',
    LIVEKIT_STATUS_URL: vendors.livekit.statusUrl,
    LIVEKIT_API_SECRET: 'lk-secret',
    ...more,
  };
  const app = await createApplication(readServingConfig(env, NOWHERE), NOWHERE);
  open.push(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

async function serving(url: string, more: Record<string, string> = {}) {
  const app = await applicationOn(url, more);
  await app.get(DatabaseConnector).connect();
  app.get(Readiness).phase = 'ready';
  return app;
}

async function ask(app: NestFastifyApplication, url: string, method: 'GET' | 'HEAD' = 'GET') {
  const { statusCode, body, headers } = await app.inject({ method, url });
  return {
    statusCode,
    body: (body === '' ? null : JSON.parse(body)) as never,
    type: headers['content-type'],
  };
}

beforeAll(async () => {
  database = await createTestDatabase();
  vendors = await startVendors();
});
afterAll(async () => {
  await Promise.all(open.map((app) => app.close()));
  await Promise.all(each(vendors).map((vendor) => vendor.close()));
  await database.drop();
});

describe('/health', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    await database.dataSource.query(
      `INSERT INTO leases VALUES ('background-work', 'elsewhere', 1, clock_timestamp() + interval '1 hour')`,
    ); // nobody here probes before a story wants it
    app = await serving(database.url);
  });

  it('shows vendors that nobody has asked yet as degraded, never as fine', async () => {
    expect(await ask(app, '/health')).toMatchObject({
      statusCode: 200,
      body: {
        status: 'degraded',
        details: {
          database: { status: 'up' },
          daily_co: { status: 'degraded', service_status: 'unknown', reason: 'never_answered' },
          livekit: { status: 'degraded', service_status: 'unknown' },
          beyond_presence: { status: 'degraded', service_status: 'unknown', reason: 'not_configured' },
        },
      },
    });
  });

  it('reports from memory what the probes found, a vendor that is down as degraded and with 200', async () => {
    vendors.livekit.mode.set('bad-credentials');
    await database.dataSource.query('DELETE FROM leases');
    await app.get(LeaseLeadership).renew();
    await app.get(ProbeTimer).wake();
    await app.get(ServiceMemory).refresh();
    const asked = vendors.daily.calls.length;

    expect(await ask(app, '/health')).toMatchObject({
      statusCode: 200,
      body: {
        details: {
          daily_co: { status: 'up', service_status: 'operational', reason: 'answered' },
          livekit: { status: 'degraded', service_status: 'unknown', reason: 'misconfigured' },
        },
      },
    });
    expect(vendors.daily.calls).toHaveLength(asked);
  });

  it('answers HEAD, and is fine with a service that the platform does not use', async () => {
    const other = await serving(database.url, { EXTERNAL_SERVICES_IN_USE: 'daily_co' });
    await other.get(ServiceMemory).refresh();
    expect(await ask(other, '/health', 'HEAD')).toMatchObject({ statusCode: 200, body: null });
    expect(await ask(other, '/health')).toMatchObject({
      body: { status: 'ok', details: { livekit: { in_use: false, service_status: 'unknown' } } },
    });
  });

  it('answers 503 with the report, and no word of hosts or errors, without its database', async () => {
    const blind = await applicationOn('postgres://someone:secret@db-host.invalid:5432/private');
    const { statusCode, body, type } = await ask(blind, '/health');

    expect(statusCode).toBe(503);
    expect(type).toMatch(/^application\/json/);
    expect(body).toMatchObject({
      status: 'error',
      error: { database: { status: 'down' } },
      details: { database: { status: 'down' }, daily_co: { status: 'degraded' } },
    });
    expect(JSON.stringify(body)).not.toMatch(/db-host|someone|secret|message|127\.0\.0\.1|stack/);
  });
});

describe('/health/live', () => {
  it('is fine as long as the process runs, whatever happens outside', async () => {
    const blind = await applicationOn('postgres://nobody@db-host.invalid/none');
    expect(await ask(blind, '/health/live')).toMatchObject({ statusCode: 200, body: { status: 'ok' } });
    expect(await ask(blind, '/health/live', 'HEAD')).toMatchObject({ statusCode: 200 });
  });
});

describe('/health/ready', () => {
  it('says when it starts, is ready and drains, and nothing else', async () => {
    const app = await applicationOn(database.url);
    expect(await ask(app, '/health/ready')).toMatchObject({ statusCode: 503, body: { status: 'starting' } });

    await app.get(DatabaseConnector).connect();
    app.get(Readiness).phase = 'ready';
    const { statusCode, body } = await ask(app, '/health/ready');
    expect([statusCode, body]).toEqual([200, { status: 'ready' }]);
    expect(await ask(app, '/health/ready', 'HEAD')).toMatchObject({ statusCode: 200 });

    app.get(ReadyAnswer).onModuleDestroy(); // the first hook of a shutdown
    expect(await ask(app, '/health/ready')).toMatchObject({ statusCode: 503, body: { status: 'draining' } });
  });

  it('is not ready within a second or so when the database freezes, however many ask', async () => {
    const proxy = await startFreezableProxy(new URL(database.url));
    const app = await serving(proxy.url);
    expect(await ask(app, '/health/ready')).toMatchObject({ statusCode: 200 });
    proxy.freeze();
    await new Promise((resolve) => setTimeout(resolve, 1_001)); // the answer is kept for a second

    const from = performance.now();
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask(app, '/health/ready')));
    expect(performance.now() - from).toBeLessThan(2_000);
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([503]));
    expect(answers[0]?.body).toEqual({ status: 'not ready' });
    await proxy.close();
  });
});
