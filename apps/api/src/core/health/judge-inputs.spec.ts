import { describe, expect, it } from '@jest/globals';
import type {
  ExternalServiceDetail,
  ExternalServiceKey,
  ExternalServiceStatus,
  HealthInput,
} from '@watchroom/contracts';
import type { HealthFacts } from './health-facts';
import { type InputState, systemHealthOf } from './input-verdict';
import { judgeInputs } from './judge-inputs';

const NOW = new Date('2026-01-01T10:00:00Z');
const thresholds = {
  errorRate: { warning: 0.02, critical: 0.05 },
  responseTimeMs: { warning: 500, critical: 1000 },
};

const service = (status: ExternalServiceStatus): ExternalServiceDetail => ({
  status,
  reason: status === 'operational' ? 'answered' : status === 'unknown' ? 'misconfigured' : 'failing',
  detail: 'A sentence.',
  latency_ms: 80,
  checked_at: NOW.toISOString(),
  since: NOW.toISOString(),
  verdict: null,
});

const services = (changes: Partial<Record<ExternalServiceKey, ExternalServiceStatus>> = {}) => ({
  daily_co: service(changes.daily_co ?? 'operational'),
  livekit: service(changes.livekit ?? 'operational'),
  beyond_presence: service(changes.beyond_presence ?? 'operational'),
});

const fine: HealthFacts = {
  errorRate: { requests: 1000, errors: 10 },
  telemetry: { newestAt: NOW, silent: [], isStale: false },
  responseTime: { p95Ms: 120, requests: 500 },
  pool: { waiting: 0, waits: 59, waitP95Ms: 2, timeouts: 0, newestAt: NOW, isStale: false },
  externalServices: services(),
  inUse: ['daily_co', 'livekit', 'beyond_presence'],
};

const judge = (changes: Partial<HealthFacts>) => judgeInputs({ ...fine, ...changes }, thresholds);
const stateOf = (input: HealthInput, changes: Partial<HealthFacts>): InputState | undefined =>
  judge(changes).find((verdict) => verdict.input === input)?.state;
const healthOf = (changes: Partial<HealthFacts>) => systemHealthOf(judge(changes).map(({ state }) => state));

it('is healthy only when every input is', () => {
  expect(healthOf({})).toBe('healthy');
});

describe('error rate', () => {
  it.each<[number, number, InputState]>([
    [1000, 20, 'fine'],
    [1000, 21, 'degraded'],
    [1000, 50, 'degraded'],
    [1000, 51, 'critical'],
    [19, 19, 'fine'],
    [20, 2, 'fine'],
    [20, 3, 'critical'],
    [0, 0, 'fine'],
  ])('of %i requests with %i errors is %s', (requests, errors, state) => {
    expect(stateOf('error_rate', { errorRate: { requests, errors } })).toBe(state);
  });

  it('is unknown, not fine, once nobody reports', () => {
    const telemetry = { newestAt: NOW, silent: [{ source: 'api', newestAt: NOW }], isStale: true };
    expect(stateOf('error_rate', { telemetry })).toBe('unknown');
    expect(healthOf({ telemetry })).toBe('unknown');
  });
});

describe('p95', () => {
  it.each<[number | null, number, InputState]>([
    [500, 100, 'fine'],
    [501, 100, 'degraded'],
    [1001, 100, 'critical'],
    [1001, 58, 'fine'],
    [1001, 59, 'critical'],
    [null, 0, 'fine'],
  ])('of %s ms over %i requests is %s', (p95Ms, requests, state) => {
    expect(stateOf('response_time_p95', { responseTime: { p95Ms, requests } })).toBe(state);
  });
});

describe('database pool', () => {
  const pool = { waiting: 0, waits: 59, waitP95Ms: 100, timeouts: 0, newestAt: NOW, isStale: false };

  it('is yellow while callers wait or waits are long, red once callers give up, unknown without reports', () => {
    expect(stateOf('database_pool', { pool })).toBe('fine');
    expect(stateOf('database_pool', { pool: { ...pool, waitP95Ms: 101 } })).toBe('degraded');
    expect(stateOf('database_pool', { pool: { ...pool, waitP95Ms: 101, waits: 58 } })).toBe('fine');
    expect(stateOf('database_pool', { pool: { ...pool, waiting: 1 } })).toBe('degraded');
    expect(stateOf('database_pool', { pool: { ...pool, timeouts: 1 } })).toBe('critical');
    expect(stateOf('database_pool', { pool: { ...pool, isStale: true } })).toBe('unknown');
    expect(stateOf('database_pool', { pool: null })).toBe('unknown');
  });
});

describe('external services', () => {
  it('turn the system yellow when one is down, red when none that carries sessions is up', () => {
    expect(healthOf({ externalServices: services({ livekit: 'down' }) })).toBe('degraded');
    expect(healthOf({ externalServices: services({ beyond_presence: 'down' }) })).toBe('degraded');
    expect(healthOf({ externalServices: services({ livekit: 'down', daily_co: 'down' }) })).toBe('critical');
    expect(healthOf({ externalServices: services({ livekit: 'degraded' }) })).toBe('degraded');
  });

  it('are never green when they are not known', () => {
    expect(healthOf({ externalServices: services({ daily_co: 'unknown' }) })).toBe('unknown');
  });

  it('do not count when the platform does not use them', () => {
    const externalServices = services({ livekit: 'down', daily_co: 'unknown' });
    expect(healthOf({ externalServices, inUse: ['beyond_presence'] })).toBe('healthy');
    expect(healthOf({ externalServices, inUse: ['livekit'] })).toBe('critical');
  });
});

it('turns yellow, with its name, when one of several sources falls silent', () => {
  const telemetry = { newestAt: NOW, silent: [{ source: 'avatar-api', newestAt: NOW }], isStale: false };
  const own = judge({ telemetry }).find(({ input }) => input === 'own_data');
  expect(own).toMatchObject({ state: 'degraded', value: 'avatar-api', since: NOW });
});
