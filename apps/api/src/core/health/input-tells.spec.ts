import { expect, it } from '@jest/globals';
import type { HealthInput } from '@watchroom/contracts';
import type { HealthFacts } from './health-facts';
import type { InputVerdict } from './input-verdict';
import { judgeInputs } from './judge-inputs';
import { NOW, someFacts, somePool, someServices, someThresholds } from './testing/some-facts';

const EARLIER = new Date(NOW.getTime() - 600_000);
const EARLIEST = new Date(NOW.getTime() - 900_000);
const silent = [
  { source: 'b', newestAt: EARLIER },
  { source: 'a', newestAt: EARLIEST },
  { source: 'c', newestAt: NOW },
];
const unknownService = someServices({ livekit: 'unknown' });
const neverAsked = someServices();
Object.assign(neverAsked.livekit, { status: 'unknown', reason: 'never_answered', since: null, detail: '' });
const certificate = {
  service: 'livekit' as const,
  host: 'livekit.example',
  expiresAt: new Date(NOW.getTime() + 86_400_000),
  seenAt: NOW,
};

/** "rate degraded: 0.03 (0.02) fraction since 09:50" */
const told = ({ kind, state, value, limit, unit, since }: InputVerdict) =>
  `${kind} ${state}: ${value} (${limit}) ${unit}${since === null ? '' : ` since ${since.toISOString().slice(11, 16)}`}`;

const cases: [HealthInput, string, Partial<HealthFacts>, string, string][] = [
  [
    'error_rate',
    'above the first limit',
    { errorRate: { requests: 1000, errors: 30 } },
    'rate degraded: 0.03 (0.02) fraction',
    '3 % of the requests of the last hour failed (30 of 1000); the limit is 2 %.',
  ],
  [
    'error_rate',
    'above the second limit',
    { errorRate: { requests: 1000, errors: 60 } },
    'rate critical: 0.06 (0.05) fraction',
    '6 % of the requests of the last hour failed (60 of 1000); the limit is 5 %.',
  ],
  [
    'error_rate',
    'of nothing',
    { errorRate: { requests: 0, errors: 0 } },
    'rate fine: null (0.02) fraction',
    'No request arrived within the last hour.',
  ],
  [
    'error_rate',
    'of a single request that failed',
    { errorRate: { requests: 1, errors: 1 } },
    'rate fine: 1 (0.02) fraction',
    '100 % of the requests of the last hour failed (1 of 1); the limit is 2 %.',
  ],
  [
    'error_rate',
    'once nobody reports any more',
    { telemetry: { newestAt: EARLIER, isStale: true } },
    'fact unknown: 0.01 (null) fraction since 09:50',
    'No service reports its requests any more.',
  ],
  [
    'response_time_p95',
    'before anybody reported',
    { telemetry: { newestAt: null, isStale: true }, responseTime: { p95Ms: null, requests: 0 } },
    'fact unknown: null (null) ms',
    'No service has reported its requests yet.',
  ],
  [
    'response_time_p95',
    'above the first limit',
    { responseTime: { p95Ms: 600.6, requests: 80 } },
    'rate degraded: 600.6 (500) ms',
    'One request in twenty takes longer than 601 ms (of 80); the limit is 500 ms.',
  ],
  [
    'response_time_p95',
    'above the second limit',
    { responseTime: { p95Ms: 1200.4, requests: 80 } },
    'rate critical: 1200.4 (1000) ms',
    'One request in twenty takes longer than 1200 ms (of 80); the limit is 1000 ms.',
  ],
  [
    'response_time_p95',
    'of nothing',
    { responseTime: { p95Ms: null, requests: 0 } },
    'rate fine: null (500) ms',
    'No request was answered within the last 5 minutes.',
  ],
  [
    'database_pool',
    'that nobody reports any more',
    { pool: { ...somePool, isStale: true, newestAt: EARLIER } },
    'fact unknown: null (null) null since 09:50',
    'The use of the database connections is not being reported.',
  ],
  [
    'database_pool',
    'that was given up on',
    { pool: { ...somePool, timeouts: 2 } },
    'fact critical: 2 (0) timeouts',
    '2 callers gave up waiting for a database connection in the last 5 minutes.',
  ],
  [
    'database_pool',
    'that is waited for long',
    { pool: { ...somePool, waitP95Ms: 150.6 } },
    'rate degraded: 150.6 (100) ms',
    'One caller in twenty waits longer than 151 ms for a database connection; the limit is 100 ms.',
  ],
  [
    'database_pool',
    'that is waited for now',
    { pool: { ...somePool, waiting: 1 } },
    'rate degraded: 1 (0) callers',
    '1 caller waiting for a database connection: all of them are in use.',
  ],
  [
    'database_pool',
    'that is enough',
    {},
    'rate fine: 0 (0) callers',
    'No caller waits for a database connection.',
  ],
  [
    'livekit',
    'that is not known, with the reason',
    { externalServices: unknownService },
    'fact unknown: misconfigured (operational) null since 10:00',
    'A sentence.',
  ],
  [
    'livekit',
    'that never answered, and has no sentence yet',
    { externalServices: neverAsked },
    'fact unknown: never_answered (operational) null',
    'LiveKit is unknown.',
  ],
  [
    'livekit',
    'that is down',
    { externalServices: someServices({ livekit: 'down' }) },
    'fact degraded: down (operational) null since 10:00',
    'A sentence.',
  ],
  [
    'certificates',
    'of which one ends',
    { certificates: [certificate] },
    'fact degraded: 1 (14) days',
    'The TLS certificate of livekit.example expires in 1 day, on 2026-01-02. Tell whoever runs that host.',
  ],
  [
    'certificates',
    'of which one ends today',
    { certificates: [{ ...certificate, expiresAt: new Date(NOW.getTime() + 1000) }] },
    'fact degraded: 0 (14) days',
    'The TLS certificate of livekit.example expires in 0 days, on 2026-01-01. Tell whoever runs that host.',
  ],
  [
    'sessions',
    'of which nothing is heard any more',
    { sessionReports: { newestAt: EARLIER, isOverdue: true, open: 17 } },
    'fact unknown: silent (null) null since 09:50',
    'No platform reports its sessions any more: nobody knows how the 17 open ones are.',
  ],
  [
    'sessions',
    'of which only one was open',
    { sessionReports: { newestAt: EARLIER, isOverdue: true, open: 1 } },
    'fact unknown: silent (null) null since 09:50',
    'No platform reports its sessions any more: nobody knows how the 1 open one is.',
  ],
  [
    'sessions',
    'that are reported',
    {},
    'fact fine: null (null) null',
    'Sessions are reported as long as any is open.',
  ],
  [
    'own_data',
    'of which a part is missing, since the first went missing',
    { silent },
    'fact degraded: a, b, c (null) null since 09:45',
    'Not reporting any more: a, b, c. The figures cover the others only.',
  ],
  [
    'own_data',
    'that is all there',
    {},
    'fact fine: null (null) null',
    'Every source reports as often as it should.',
  ],
];

it.each(cases)('of %s %s everything is told', (input, _, facts, figures, detail) => {
  const verdict = judgeInputs(someFacts(facts), someThresholds, NOW).find((each) => each.input === input)!;
  expect([told(verdict), verdict.detail]).toEqual([figures, detail]);
});

it('tells what would end a warning of a certificate', () => {
  const verdicts = judgeInputs(someFacts({ certificates: [certificate] }), someThresholds, NOW);
  expect(verdicts.find(({ input }) => input === 'certificates')?.turnsGreen).toBe(
    'A certificate of livekit.example that is valid for 14 days or more',
  );
});
