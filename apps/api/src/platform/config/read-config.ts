import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { EXTERNAL_SERVICES } from '@watchroom/contracts';
import type { AppConfig, ServingConfig } from './config';
import { type Environment, SettingReader } from './setting-reader';

/** All faults of the environment at once, each with its cure. */
export class ConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(faults.join('\n'));
  }
}

const HTTP = ['https:', 'http:'];

/** @throws ConfigError naming every faulty variable, never its value. */
export function readConfig(env: Environment, root: string): AppConfig {
  const read = new SettingReader(env);
  const { url, dataDir } = locateDatabase(read, root);
  const required = read.text('DATABASE_URL') === null ? null : 'with DATABASE_URL'; // a faulty one, too
  const production = env.NODE_ENV === 'production';
  const inUse = read.list('EXTERNAL_SERVICES_IN_USE', EXTERNAL_SERVICES);
  const config: AppConfig = {
    production,
    http: {
      host: read.text('HOST') ?? '127.0.0.1',
      port: read.number('PORT', { fallback: 3000, min: 0, max: 65535 }),
      trustedProxies: readTrustedProxies(read),
    },
    dataDir,
    database: { url, poolSize: read.number('DATABASE_POOL_SIZE', { fallback: 10, min: 2, max: 200 }) },
    demo: read.flag('DEMO', url === null && !production),
    secrets: {
      jwt: read.secret('JWT_SECRET', 32, required),
      ingest: read.secret('INGEST_TOKEN', 16, required),
    },
    firstAdmin: readFirstAdmin(read),
    ...readVendors(read),
    externalServicesInUse: inUse,
    externalServicesNamed: read.text('EXTERNAL_SERVICES_IN_USE') === null ? [] : inUse,
    probes: {
      intervalMs: read.number('PROBE_INTERVAL_SECONDS', { fallback: 30, min: 1, max: 3600 }) * 1000,
      timeoutMs:
        read.number('PROBE_TIMEOUT_SECONDS', { fallback: 5, min: 0.1, max: 60, integer: false }) * 1000,
    },
    activeWindowMs: read.number('ACTIVE_WINDOW_MINUTES', { fallback: 30, min: 1, max: 1440 }) * 60_000,
    thresholds: readThresholds(read),
  };
  if (read.faults.length > 0) throw new ConfigError(read.faults);
  return config;
}

/** @throws ConfigError when a database or a secret is missing that only `npm start` can provide. */
export function readServingConfig(env: Environment, root: string): ServingConfig {
  const config = readConfig(env, root);
  const { jwt, ingest } = config.secrets;
  if (config.database.url === null || jwt === null || ingest === null)
    throw new ConfigError(['DATABASE_URL: is required here; `npm start` brings its own PostgreSQL']);
  return config as ServingConfig;
}

/** Where the database is: all that command-line tools need. @throws ConfigError as `readConfig`. */
export function readDatabaseLocation(env: Environment, root: string): DatabaseLocation {
  const read = new SettingReader(env);
  const location = locateDatabase(read, root);
  if (read.faults.length > 0) throw new ConfigError(read.faults);
  return location;
}

/** `url` null = the embedded database in `dataDir`. */
export interface DatabaseLocation {
  url: string | null;
  dataDir: string;
}

function locateDatabase(read: SettingReader, root: string): DatabaseLocation {
  return {
    url: read.url('DATABASE_URL', ['postgres:', 'postgresql:'], null),
    dataDir: resolve(root, read.text('DATA_DIR') ?? join(root, '.watchroom')),
  };
}

/** Addresses or ranges in CIDR form. */
function readTrustedProxies(read: SettingReader): string[] {
  const words = (read.text('TRUSTED_PROXIES') ?? '').split(',').map((word) => word.trim());
  const proxies = words.filter((word) => word !== '');
  const isRange = (word: string) => {
    const [address = '', bits = '0', ...rest] = word.split('/');
    return isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= 128 && rest.length === 0;
  };
  if (!proxies.every(isRange))
    read.fault('TRUSTED_PROXIES', 'must be a comma-separated list of addresses or ranges such as 10.0.0.0/8');
  return proxies;
}

function readFirstAdmin(read: SettingReader): AppConfig['firstAdmin'] {
  const email = read.text('ADMIN_EMAIL');
  const password = read.secret('ADMIN_PASSWORD', 12, email === null ? null : 'with ADMIN_EMAIL');
  if (email !== null && !/^[^@\s]+@[^@\s]+$/.test(email))
    read.fault('ADMIN_EMAIL', 'must be an e-mail address');
  if (email === null && password !== null) read.fault('ADMIN_EMAIL', 'is required with ADMIN_PASSWORD');
  return email !== null && password !== null ? { email, password } : null;
}

type Vendors = Pick<AppConfig, 'daily' | 'livekit' | 'beyondPresence' | 'webhooks'>;

function readVendors(read: SettingReader): Vendors {
  const pair = readKeyPair(read, 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET');
  return {
    livekit: {
      url: read.url('LIVEKIT_URL', [...HTTP, 'wss:', 'ws:'], null)?.replace(/^ws/, 'http') ?? null,
      apiKey: pair?.apiKey ?? null,
      apiSecret: pair?.apiSecret ?? null,
      statusUrl: read.url('LIVEKIT_STATUS_URL', HTTP, 'https://status.livekit.io'),
    },
    daily: {
      apiUrl: read.url('DAILY_API_URL', HTTP, 'https://api.daily.co/v1'),
      apiKey: read.text('DAILY_API_KEY'),
      statusUrl: read.url('DAILY_STATUS_URL', HTTP, 'https://status.daily.co'),
    },
    beyondPresence: {
      apiUrl: read.url('BEYOND_PRESENCE_API_URL', HTTP, 'https://api.bey.dev'),
      apiKey: read.text('BEYOND_PRESENCE_API_KEY'),
      statusUrl: read.url('BEYOND_PRESENCE_STATUS_URL', HTTP, 'https://status.bey.dev'),
    },
    webhooks: readWebhooks(read, pair),
  };
}

function readWebhooks(read: SettingReader, pair: KeyPair | null): AppConfig['webhooks'] {
  const second = readKeyPair(read, 'LIVEKIT_WEBHOOK_API_KEY', 'LIVEKIT_WEBHOOK_API_SECRET');
  return {
    dailySecrets: read.secrets('DAILY_WEBHOOK_SECRET', isBase64, 'must be base64, as Daily gives it'),
    livekitKeys: [pair, second].filter((each) => each !== null),
    beyondPresenceTokens: read.secrets(
      'BEYOND_PRESENCE_WEBHOOK_TOKEN',
      (token) => /^[\w-]{16,}$/.test(token),
      'must have at least 16 characters, only letters, digits, _ and -: it is part of an address',
    ),
  };
}

/** Of at least 8 bytes. */
const isBase64 = (secret: string): boolean => /^[A-Za-z0-9+/]{11,}={0,2}$/.test(secret);

interface KeyPair {
  apiKey: string;
  apiSecret: string;
}

function readKeyPair(read: SettingReader, keyName: string, secretName: string): KeyPair | null {
  const [apiKey, apiSecret] = [read.text(keyName), read.text(secretName)];
  if (apiKey !== null && apiSecret !== null) return { apiKey, apiSecret };
  if (apiKey !== null || apiSecret !== null)
    read.fault(`${keyName} and ${secretName}`, 'go together; set both or neither');
  return null;
}

function readThresholds(read: SettingReader): AppConfig['thresholds'] {
  const rate = { min: 0.0001, max: 1, integer: false };
  const time = { min: 1, max: 600_000, integer: false };
  const errorRate = {
    warning: read.number('ERROR_RATE_WARNING', { fallback: 0.02, ...rate }),
    critical: read.number('ERROR_RATE_CRITICAL', { fallback: 0.05, ...rate }),
  };
  const responseTimeMs = {
    warning: read.number('RESPONSE_TIME_WARNING_MS', { fallback: 500, ...time }),
    critical: read.number('RESPONSE_TIME_CRITICAL_MS', { fallback: 1000, ...time }),
  };
  if (errorRate.warning >= errorRate.critical)
    read.fault('ERROR_RATE_WARNING', 'must be below ERROR_RATE_CRITICAL');
  if (responseTimeMs.warning >= responseTimeMs.critical)
    read.fault('RESPONSE_TIME_WARNING_MS', 'must be below RESPONSE_TIME_CRITICAL_MS');
  return { errorRate, responseTimeMs };
}
