import { describe, expect, it } from '@jest/globals';
import type { HealthInput } from '@watchroom/contracts';
import type { HealthFacts } from './health-facts';
import { type InputState, systemHealthOf } from './input-verdict';
import { judgeInputs } from './judge-inputs';
import { NOW, someFacts, somePool, someServices as services, someThresholds } from './testing/some-facts';

const judge = (changes: Partial<HealthFacts>) => judgeInputs(someFacts(changes), someThresholds, NOW);
const verdictOn = (input: HealthInput, changes: Partial<HealthFacts>) =>
  judge(changes).find((verdict) => verdict.input === input);
const stateOf = (input: HealthInput, changes: Partial<HealthFacts>): InputState | undefined =>
  verdictOn(input, changes)?.state;
const healthOf = (changes: Partial<HealthFacts>) => systemHealthOf(judge(changes).map(({ state }) => state));

it('is healthy only when every input is', () => {
  expect(healthOf({})).toBe('healthy');
});

it.each<InputState[]>([
  ['fine', 'unknown'],
  ['unknown', 'degraded'],
  ['fine', 'degraded'],
  ['degraded', 'critical'],
  ['unknown', 'critical'],
  ['fine', 'critical'],
])('is as bad as its worst: of %s and %s the second', (better, worse) => {
  expect(systemHealthOf([better, worse])).toBe(worse);
  expect(systemHealthOf([worse, better])).toBe(worse);
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
    const telemetry = { newestAt: NOW, isStale: true };
    expect(stateOf('error_rate', { telemetry })).toBe('unknown');
    expect(stateOf('response_time_p95', { telemetry })).toBe('unknown');
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
  const pool = { ...somePool, waitP95Ms: 100 };

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
  const own = verdictOn('own_data', { silent: [{ source: 'avatar-api', newestAt: NOW }] });
  expect(own).toMatchObject({ state: 'degraded', value: 'avatar-api', since: NOW });
});

describe('what would turn an input green', () => {
  const telemetry = { newestAt: null, isStale: true };
  const gaveUp = { ...somePool, timeouts: 2, timeoutsCountUntil: new Date('2026-01-01T10:07:00Z') };
  const silent = ['b', 'a'].map((source) => ({ source, newestAt: NOW }));

  it.each<[HealthInput, Partial<HealthFacts>, string, string | null]>([
    ['error_rate', { errorRate: { requests: 100, errors: 9 } }, 'Under 2 % for 60 s', 'fraction'],
    ['error_rate', { telemetry }, 'The next report of requests', 'fraction'],
    ['response_time_p95', { responseTime: { p95Ms: 1200, requests: 59 } }, 'Under 500 ms for 60 s', 'ms'],
    [
      'database_pool',
      { pool: gaveUp },
      'No time-out for 5 minutes: at the earliest at 10:07 UTC',
      'timeouts',
    ],
    ['database_pool', { pool: { ...somePool, waiting: 1 } }, 'No caller waiting for 60 s', 'callers'],
    ['database_pool', { pool: { ...somePool, waitP95Ms: 101 } }, 'Waits under 100 ms for 60 s', 'ms'],
    ['database_pool', { pool: null }, 'The next report of the connections', null],
    ['livekit', { externalServices: services({ livekit: 'down' }) }, '2 good probes in a row', null],
    ['own_data', { silent }, 'The next report of a and of b', null],
  ])('%s with %j', (input, facts, turnsGreen, unit) =>
    expect(verdictOn(input, facts)).toMatchObject({ turnsGreen, unit }),
  );
});
