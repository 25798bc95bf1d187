import { describe, expect, it } from '@jest/globals';
import type {
  CurrentMetrics,
  DatabaseMetrics,
  ErrorTrend,
  ExternalServicesStatus,
  SessionMetrics,
} from '@watchroom/contracts';
import { activeSessionsState } from '../features/current/active-sessions.state';
import { providersState } from '../features/current/providers.state';
import { responseTimeState } from '../features/current/response-time.state';
import { basisOf, databasePoolState } from '../features/database/database-pool.state';
import { errorRateState } from '../features/error-trend/error-rate.state';
import { pictureOf } from '../features/error-trend/trend-points';
import { externalServicesState } from '../features/external-services/service-rows';
import { categoriesState } from '../features/sessions/categories.state';
import { connectionQualityState } from '../features/sessions/connection-quality.state';
import { systemHealthState } from '../features/system-health/system-health.state';
import { ApiError } from '../lib/api-error';
import type { Reading } from '../lib/reading';
import bodies from '../testing/tile-bodies.json' with { type: 'json' };

/** Bodies that the server's own code has put together: see tile-bodies.spec.ts of the API. */
const { now, current, sessions, database, services, trend } = bodies as unknown as {
  now: string;
  current: Record<string, CurrentMetrics>;
  sessions: Record<string, SessionMetrics>;
  database: Record<string, DatabaseMetrics>;
  services: Record<string, ExternalServicesStatus>;
  trend: Record<string, ErrorTrend>;
};
const NOW = Date.parse(now);
const read = <T extends { as_of: string }>(data: T | undefined): Reading<T> => ({
  data,
  asOfMs: data === undefined ? null : Date.parse(data.as_of),
  failure: null,
});

describe('from the figures to the state of the tile', () => {
  it.each([
    ['well', 'value'],
    ['nobody in a session, no error', 'zero'],
    ['reports stopped', 'stale'],
    ['nothing ever reported', 'blind'],
  ])('active sessions, and by provider: %s → %s', (name, kind) => {
    const reading = read(current[name]);
    expect([activeSessionsState(reading, NOW).kind, providersState(reading, NOW).kind]).toEqual([kind, kind]);
  });

  it.each([
    ['well', { kind: 'value' }],
    ['nobody in a session, no error', { kind: 'zero' }],
    ['no request', { kind: 'no-traffic' }],
    ['few requests', { kind: 'too-few', n: 5 }],
    ['reports stopped', { kind: 'stale', ageSeconds: 200 }],
    ['nothing ever reported', { kind: 'blind' }],
  ])('error rate: %s → %j', (name, state) =>
    expect(errorRateState(read(current[name]), NOW)).toMatchObject(state),
  );

  it.each([
    ['well', { kind: 'value' }],
    ['no request', { kind: 'no-traffic' }],
    ['few requests', { kind: 'too-few', n: 5 }],
    ['reports stopped', { kind: 'stale', ageSeconds: 200 }],
    ['nothing ever reported', { kind: 'blind' }],
  ])('response time: %s → %j', (name, state) =>
    expect(responseTimeState(read(current[name]), NOW)).toMatchObject(state),
  );

  it.each([
    ['well', 'value', 'value'],
    ['known categories, no session', 'zero', 'no-traffic'],
    ['no session in 30 days', 'no-traffic', 'no-traffic'],
    ['reports stopped', 'stale', 'stale'],
    ['nothing ever reported', 'blind', 'blind'],
  ])('categories and quality: %s → %s, %s', (name, ...kinds) => {
    const reading = read(sessions[name]);
    expect([categoriesState(reading, NOW).kind, connectionQualityState(reading, NOW).kind]).toEqual(kinds);
  });

  it.each([
    ['well', 'value', /^over 100 checkouts in 5 minutes, exact$/],
    ['idle', 'zero', /^no checkout/],
    ['few waits', 'value', /^over 7 checkouts in 5 minutes: too few to judge/],
    ['one of two reports', 'value', /^over 200 checkouts/],
    ['nobody reports any more', 'blind', /^over 100/],
    ['nothing ever reported', 'blind', /^no checkout/],
  ])('database pool: %s → %s', (name, kind, basis) => {
    const body = database[name];
    expect(databasePoolState(read(body), NOW).kind).toBe(kind);
    expect(body && basisOf(body.wait_ms)).toMatch(basis);
  });

  it('shows the pool of those who report, not of the one that is gone', () =>
    expect(databasePoolState(read(database['one of two reports']), NOW)).toMatchObject({
      value: { active: 1, size: 10, replicas: [{ replica: 'a' }] },
    }));

  it.each([
    ['well', 'Operational', 'Fine by all who can tell', ['unknown', 'fine', 'fine']],
    ['media in trouble', 'Operational', 'Media in trouble', ['unknown', 'fine', 'trouble']],
    ['down', 'Down', 'Undeclared trouble', ['unknown', 'down', 'unknown']],
    ['never asked', 'Unknown', null, ['unknown', 'unknown', 'unknown']],
  ])('external services: LiveKit %s → %s, %s', (name, word, verdict, lamps) => {
    const state = externalServicesState({ data: services[name], asOfMs: NOW, failure: null }, NOW);
    const livekit = state.kind === 'value' ? state.value[1] : undefined;
    expect([livekit?.word, livekit?.verdict?.word ?? null, livekit?.lamps.map((lamp) => lamp.word)]).toEqual([
      word,
      verdict,
      lamps,
    ]);
    expect(livekit?.bars).toHaveLength(2);
  });

  it('hours: not observed, judged, too few and without traffic are four different things', () =>
    expect(
      Object.values(trend)
        .flatMap((each) => pictureOf(each).steps)
        .map(({ text, tone, state }) => [text.replace(/^.*: /, ''), tone, state]),
    ).toEqual([
      ['not observed', 'unknown', 'unobserved'],
      ['critical', 'critical', 'value'],
      ['too few to judge (n = 5)', 'unknown', 'value'],
      ['no traffic', 'unknown', 'no_traffic'],
    ]));

  it.each([
    ['well', 'healthy', /everything that was measured is fine/],
    [
      'reports stopped',
      'unknown',
      /^Session reporting is not known, since .*: No platform reports its sessions any more/,
    ],
    [
      'sessions alone stopped',
      'unknown',
      /^Session reporting is not known, since .*: No platform reports its sessions any more/,
    ],
    ['nothing ever reported', 'unknown', /^Error rate is not known, since .*: No service has reported/],
    [
      'database away',
      'critical',
      /^Database is critical since .*\(30 seconds\): The database does not answer/,
    ],
    ['nobody judges', 'unknown', /^Own data is not known, since .*\(1 minute\)/],
  ])('system health: %s → %s', (name, health, sentence) =>
    expect(systemHealthState(read(current[name]), NOW)).toMatchObject({
      kind: 'value',
      value: { health, sentence: expect.stringMatching(sentence) },
    }),
  );
});

describe('any tile', () => {
  const tiles = [
    (reading: Reading<CurrentMetrics>) => activeSessionsState(reading, NOW),
    (reading: Reading<CurrentMetrics>) => providersState(reading, NOW),
    (reading: Reading<CurrentMetrics>) => errorRateState(reading, NOW),
    (reading: Reading<CurrentMetrics>) => responseTimeState(reading, NOW),
    (reading: Reading<CurrentMetrics>) => systemHealthState(reading, NOW),
  ];
  const failure = new ApiError('The server could not be reached.', null);

  it.each<[string, Reading<CurrentMetrics>, string]>([
    ['nothing was heard yet', read<CurrentMetrics>(undefined), 'first-load'],
    ['nothing was ever heard', { ...read<CurrentMetrics>(undefined), failure }, 'blind'],
    ['a refresh failed', { ...read(current.well), failure }, 'stale'],
    ['the figures stand still', { ...read(current.well), asOfMs: NOW - 61_000 }, 'stale'],
  ])('when %s', (_, reading, kind) => {
    expect(tiles.map((state) => state(reading).kind)).toEqual(tiles.map(() => kind));
  });
});
