import { expect, it } from '@jest/globals';
import { ConfigError, readConfig, readServingConfig } from './read-config';

const SECRET = 'x'.repeat(32);
const faultsOf = (env: Record<string, string>): string[] => {
  try {
    readConfig(env, '/srv');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

it('needs nothing: embedded database, demo on, generated secrets', () => {
  expect(readConfig({}, '/srv')).toMatchObject({
    http: { host: '127.0.0.1', port: 3000, trustedProxies: [] },
    database: { url: null, poolSize: 10 },
    dataDir: '/srv/.watchroom',
    demo: true,
    secrets: { jwt: null, ingest: null },
    probes: { intervalMs: 30_000, timeoutMs: 5_000 },
    activeWindowMs: 1_800_000,
  });
});

it('has no demo with a database of your own or in production, unless it is asked for', () => {
  const own = { DATABASE_URL: 'postgresql://db/x', JWT_SECRET: SECRET, INGEST_TOKEN: SECRET };
  expect(readConfig(own, '/srv').demo).toBe(false);
  expect(readConfig({ NODE_ENV: 'production' }, '/srv').demo).toBe(false);
  expect(readConfig({ ...own, DEMO: 'on' }, '/srv').demo).toBe(true);
});

it('tells every fault at once and never a value', () => {
  const faults = faultsOf({
    PORT: 'seventy',
    DATABASE_URL: 'mysql://secret-host/db',
    JWT_SECRET: 'short-secret',
    ERROR_RATE_WARNING: '0.5',
    LIVEKIT_API_KEY: 'key-without-secret',
    EXTERNAL_SERVICES_IN_USE: 'zoom',
    ADMIN_PASSWORD: 'long-enough-password',
  });
  expect(faults.map((fault) => fault.split(':')[0])).toEqual([
    'DATABASE_URL',
    'EXTERNAL_SERVICES_IN_USE',
    'PORT',
    'JWT_SECRET',
    'INGEST_TOKEN',
    'ADMIN_EMAIL',
    'LIVEKIT_API_KEY and LIVEKIT_API_SECRET',
    'ERROR_RATE_WARNING',
  ]);
  expect(faults.join()).not.toMatch(/secret-host|short-secret|key-without|seventy/);
});

it('requires the secrets with a database of your own', () => {
  expect(faultsOf({ DATABASE_URL: 'postgresql://db/x' })).toEqual([
    expect.stringContaining('JWT_SECRET'),
    expect.stringContaining('INGEST_TOKEN'),
  ]);
});

it('turns a LiveKit socket address into the address of its API', () => {
  expect(readConfig({ LIVEKIT_URL: 'wss://x.livekit.cloud/' }, '/srv').livekit.url).toBe(
    'https://x.livekit.cloud',
  );
});

it('believes only proxies that are named, by address or range', () => {
  expect(readConfig({}, '/srv').http.trustedProxies).toEqual([]);
  expect(readConfig({ TRUSTED_PROXIES: '10.0.0.0/8, ::1' }, '/srv').http.trustedProxies).toEqual([
    '10.0.0.0/8',
    '::1',
  ]);
  expect(faultsOf({ TRUSTED_PROXIES: 'proxy.internal' })).toEqual([
    expect.stringContaining('TRUSTED_PROXIES'),
  ]);
});

it('does not serve without a database', () => {
  expect(() => readServingConfig({}, '/srv')).toThrow(ConfigError);
});

it('takes two webhook secrets at once, so that they can be exchanged', () => {
  const { webhooks } = readConfig(
    {
      DAILY_WEBHOOK_SECRET: 'bmV3LXNlY3JldA==, b2xkLXNlY3JldA==',
      BEYOND_PRESENCE_WEBHOOK_TOKEN: 'a-new-path-token,an_old_path_token',
      LIVEKIT_API_KEY: 'new',
      LIVEKIT_API_SECRET: 'new-secret',
      LIVEKIT_WEBHOOK_API_KEY: 'old',
      LIVEKIT_WEBHOOK_API_SECRET: 'old-secret',
    },
    '/srv',
  );
  expect(webhooks).toEqual({
    dailySecrets: ['bmV3LXNlY3JldA==', 'b2xkLXNlY3JldA=='],
    beyondPresenceTokens: ['a-new-path-token', 'an_old_path_token'],
    livekitKeys: [
      { apiKey: 'new', apiSecret: 'new-secret' },
      { apiKey: 'old', apiSecret: 'old-secret' },
    ],
  });
  expect(readConfig({}, '/srv').webhooks).toEqual({
    dailySecrets: [],
    livekitKeys: [],
    beyondPresenceTokens: [],
  });
});

it('refuses webhook secrets that could never fit, by name and not by value', () => {
  const faults = faultsOf({
    DAILY_WEBHOOK_SECRET: 'bmV3LXNlY3JldA==,not base64!',
    BEYOND_PRESENCE_WEBHOOK_TOKEN: 'a-long-enough-token,short',
    LIVEKIT_WEBHOOK_API_KEY: 'half-a-pair',
  });
  expect(faults.map((fault) => fault.split(':')[0])).toEqual([
    'LIVEKIT_WEBHOOK_API_KEY and LIVEKIT_WEBHOOK_API_SECRET',
    'DAILY_WEBHOOK_SECRET',
    'BEYOND_PRESENCE_WEBHOOK_TOKEN',
  ]);
  expect(faults.join()).not.toMatch(/not base64!|short|half/);
});
