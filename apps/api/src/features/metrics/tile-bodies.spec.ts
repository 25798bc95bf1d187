import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import {
  type CurrentMetrics,
  type DatabaseMetrics,
  type ErrorTrend,
  EXTERNAL_SERVICES,
  type ExternalServiceKey,
  type ExternalServicesStatus,
  type SessionMetrics,
} from '@watchroom/contracts';
import { hoursUpTo } from '../../core/errors/error-trend';
import { describeServices } from '../../core/external-services/describe-service';
import { type ExternalServiceState, nextState } from '../../core/external-services/external-service-state';
import type { ProbeOutcome } from '../../core/external-services/probe-outcome';
import type { ServiceFacts } from '../../core/external-services/service-facts';
import { judgeHealth } from '../../core/health/judge-health';
import { someThresholds } from '../../core/health/testing/some-facts';
import { Distribution } from '../../core/latency/distribution';
import { type ReportedPoolMinute, summarisePool } from '../../core/pool/pool-summary';
import { noQuality } from '../../core/quality/average-quality';
import { databaseMetricsOf, errorTrendBodyOf, sessionMetricsOf } from '../../core/metrics/bodies';
import { currentMetricsOf } from '../../core/metrics/current-metrics';
import { healthFactsOf } from '../../core/metrics/health-facts-of';
import type { MeasuredNumbers } from '../../core/metrics/measured-numbers';
import { historyOf } from '../../core/uptime/service-days';
import { concludeVerdict } from '../../core/witnesses/conclude-verdict';
import { holdConclusion } from '../../core/witnesses/held-conclusion';
import { qualityOf, someWitnessFacts } from '../../core/witnesses/testing/some-witness-facts';
import { withStaleness } from './snapshot';
import { someLatency, someNumbers, someOpenCounts } from '../../core/metrics/testing/some-numbers';

/** One body for every state that a tile can be in, as the page's tests read them. */
const FILE = fileURLToPath(new URL('../../../../web/src/testing/tile-bodies.json', import.meta.url));
const NOW = new Date('2026-11-23T12:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const WINDOW_MS = 1_800_000;
const SETTINGS = {
  thresholds: {
    error_rate_warning: 0.02,
    error_rate_critical: 0.05,
    response_time_warning_ms: 500,
    response_time_critical_ms: 1000,
  },
  activeWindowMs: WINDOW_MS,
  simulated: false,
};

/** What `/current` tells of these numbers once they were judged `judgedBeforeS` ago. */
function current(
  changes: Partial<MeasuredNumbers> = {},
  judgedBeforeS = 0,
  awaySince?: Date,
): CurrentMetrics {
  const numbers = someNumbers(NOW, changes);
  const facts = healthFactsOf(numbers, { ...SETTINGS, inUse: ['livekit'] }, NOW);
  const judgedAt = ago(judgedBeforeS);
  const judged = judgeHealth({ verdicts: [], judgedAt: null }, facts, someThresholds, judgedAt);
  const standing = { verdicts: judged?.verdicts ?? [], judgedAt };
  const body = currentMetricsOf({ ...numbers, judged: standing }, SETTINGS, NOW, awaySince ?? null);
  return withStaleness(body, awaySince ?? null);
}

const requests = (count: number, errors: number, newestAt: Date | null = NOW) => ({
  requests: { requests: count, errors, services: ['api'], newestAt },
  latency: { distribution: someLatency(count), unreadable: 0, services: ['api'], newestAt },
  reporting: newestAt === null ? [] : [{ service: 'api', newestAt }],
});
const activity = (active: number, newestAt: Date | null, newestOpenAt: Date | null) => ({
  ...someOpenCounts(active),
  newestAt,
  newestOpenAt,
});

const CURRENT: Record<string, CurrentMetrics> = {
  well: current(),
  'nobody in a session, no error': current({ ...requests(500, 0), sessions: activity(0, ago(9), null) }),
  'no request': current(requests(0, 0)),
  'few requests': current(requests(5, 2)),
  'reports stopped': current({ ...requests(500, 5, ago(200)), sessions: activity(0, ago(4000), ago(4000)) }),
  'sessions alone stopped': current({ sessions: activity(0, ago(4000), ago(4000)) }),
  'nothing ever reported': current({ ...requests(0, 0, null), sessions: activity(0, null, null) }),
  'database away': current({}, 60, ago(30)),
  'nobody judges': current({}, 60),
};

const totals = (total: number): Parameters<typeof sessionMetricsOf>[0] => ({
  total,
  byCategory: total === 0 ? {} : { Anxiety: total },
  quality: { ...noQuality(), good: total },
});
const sessions = (of: ReturnType<typeof totals>, newestAt: Date | null, newestOpenAt = newestAt) =>
  sessionMetricsOf(of, activity(0, newestAt, newestOpenAt), NOW, WINDOW_MS);
const SESSIONS: Record<string, SessionMetrics> = {
  well: sessions(totals(40), NOW),
  'known categories, no session': sessions({ ...totals(0), byCategory: { Anxiety: 0 } }, ago(90_000), null),
  'no session in 30 days': sessions(totals(0), ago(90_000), null),
  'reports stopped': sessions(totals(40), ago(4000)),
  'nothing ever reported': sessions(totals(0), null),
};

const waits = (count: number): Distribution => someLatency(count, 1);
const minute = (count: number, changes: Partial<ReportedPoolMinute> = {}): ReportedPoolMinute => ({
  minute: NOW,
  replica: 'a',
  waits: waits(count).encode(),
  timeouts: 0,
  active: 1,
  idle: 2,
  size: 10,
  waiting: 0,
  reportedAt: NOW,
  ...changes,
});
const database = (...minutes: ReportedPoolMinute[]) =>
  databaseMetricsOf(summarisePool(minutes, 10, NOW), NOW);
const DATABASE: Record<string, DatabaseMetrics> = {
  well: database(minute(100)),
  idle: database(minute(0, { active: 0 })),
  'few waits': database(minute(7)),
  'one of two reports': database(minute(100), minute(100, { replica: 'b', reportedAt: ago(60) })),
  'nobody reports any more': database(minute(100, { reportedAt: ago(60) })),
  'nothing ever reported': database(),
};

const hours = hoursUpTo(NOW, 4);
const counted = [
  [1000, 80],
  [5, 2],
  [0, 0],
].map(([count = 0, errors = 0], index) => ({ start: hours[index + 1]!, requests: count, errors }));
const TREND: Record<string, ErrorTrend> = {
  'unobserved, critical, few, quiet': errorTrendBodyOf(
    hours,
    counted,
    [{ service: 'api', newestAt: NOW }],
    someThresholds.errorRate,
    NOW,
  ),
};

const OK: ProbeOutcome = { kind: 'answered', latencyMs: 80 };
const FAILED: ProbeOutcome = {
  kind: 'failed',
  failure: 'timeout',
  latencyMs: null,
  httpStatus: null,
  network: false,
};
const factsOf = (key: ExternalServiceKey): ServiceFacts => ({
  key,
  configured: true,
  variables: ['A_KEY'],
  statusUrl: `https://status.${key}.example`,
  intervalMs: 30_000,
  timeoutMs: 5_000,
});
const FACTS = Object.fromEntries(EXTERNAL_SERVICES.map((key) => [key, factsOf(key)])) as Record<
  ExternalServiceKey,
  ServiceFacts
>;

/** One probe every half minute up to now; of LiveKit these, of the others good ones. */
function services(livekit: ProbeOutcome[], sessions: { bad: number; n: number }): ExternalServicesStatus {
  const states = EXTERNAL_SERVICES.flatMap((key) => {
    const outcomes = key === 'livekit' ? livekit : livekit.map(() => OK);
    return stateAfter(key, outcomes) ?? [];
  });
  const probes = states.map(({ key, status, since }) => ({ key, at: since, status, speaksUntil: NOW }));
  const history = EXTERNAL_SERVICES.map((key) => {
    const told = historyOf(
      [],
      probes.filter((one) => one.key === key),
      NOW,
    );
    return [key, { ...told, days: told.days.slice(-2) }]; // ninety would be most of the file
  });
  const probe = describeServices(states, FACTS, NOW).details.livekit;
  const felt = qualityOf(sessions.bad, sessions.n);
  const conclusion = concludeVerdict(someWitnessFacts({ probe, sessions: felt, page: null }), NOW);
  const held = conclusion === null ? [] : [holdConclusion('livekit', null, conclusion, null, NOW)];
  return {
    ...describeServices(states, FACTS, NOW, livekit.length === 0 ? [] : held),
    history: Object.fromEntries(history) as ExternalServicesStatus['history'],
  };
}

const stateAfter = (key: ExternalServiceKey, outcomes: ProbeOutcome[]) =>
  outcomes.reduce<ExternalServiceState | null>((state, outcome, index) => {
    const at = ago((outcomes.length - 1 - index) * 30);
    return nextState(key, state, { at, outcome, offline: false }, FACTS[key]);
  }, null);

const SERVICES: Record<string, ExternalServicesStatus> = {
  well: services([OK, OK, OK, OK], { bad: 2, n: 100 }),
  'media in trouble': services([OK, OK, OK, OK], { bad: 40, n: 100 }),
  down: services([OK, FAILED, FAILED, FAILED], { bad: 0, n: 3 }),
  'never asked': services([], { bad: 0, n: 0 }),
};

it('gives the bodies that the tests of the page read (UPDATE_BODIES=1 writes them anew)', () => {
  const bodies = {
    now: NOW,
    current: CURRENT,
    sessions: SESSIONS,
    database: DATABASE,
    services: SERVICES,
    trend: TREND,
  };
  const text = `${JSON.stringify(bodies, null, 2)}\n`;
  if (process.env.UPDATE_BODIES === '1') writeFileSync(FILE, text);
  expect(existsSync(FILE)).toBe(true);
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(JSON.parse(text));
});

it.each([
  ['database away', 'critical', ['database']],
  ['nobody judges', 'unknown', ['own_data']],
  ['reports stopped', 'unknown', ['sessions', 'error_rate', 'response_time_p95']],
  ['sessions alone stopped', 'unknown', ['sessions']],
  ['nothing ever reported', 'unknown', ['error_rate', 'response_time_p95']],
  ['few requests', 'healthy', []],
  ['no request', 'healthy', []],
])('calls health, with %s, %s because of %j', (name, health, inputs) => {
  const body = CURRENT[name];
  expect([body?.system_health, body?.health_reasons.map(({ input }) => input)]).toEqual([health, inputs]);
});

it('names the process that fell silent while another reports, and none that has left', () => {
  const numbers = (...minutes: ReportedPoolMinute[]) =>
    healthFactsOf(
      someNumbers(NOW, { pool: summarisePool(minutes, 10, NOW) }),
      { ...SETTINGS, inUse: [] },
      NOW,
    ).silent;
  const gone = { replica: 'b', reportedAt: ago(60) };
  expect(numbers(minute(9), minute(9, gone))).toEqual([{ source: 'b', newestAt: ago(60) }]);
  expect(numbers(minute(9), minute(9, { ...gone, size: 0 }))).toEqual([]);
});
