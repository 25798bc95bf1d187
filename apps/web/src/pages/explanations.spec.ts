import { describe, expect, it } from '@jest/globals';
import type { HealthReason, OpenSessions, Thresholds } from '@watchroom/contracts';
import { explainActiveSessions } from '../features/current/active-sessions.explanation';
import { explainProviders } from '../features/current/providers.explanation';
import { explainResponseTime } from '../features/current/response-time.explanation';
import { explainDatabasePool } from '../features/database/database-pool.explanation';
import { explainErrorRate } from '../features/error-trend/error-rate.explanation';
import { explainExternalServices } from '../features/external-services/external-services.explanation';
import { explainCategories, explainConnectionQuality } from '../features/sessions/sessions.explanation';
import { explainSystemHealth } from '../features/system-health/system-health.explanation';
import { type Explanation, HELD } from '../lib/explanation';
import {
  ago,
  NOON,
  someCurrent,
  someDatabase,
  someEvidence,
  someOpenSessions,
  someReason,
  someServices,
  someSessions,
} from '../testing/metrics';

const thresholds: Thresholds = {
  error_rate_warning: 0.01,
  error_rate_critical: 0.1,
  response_time_warning_ms: 300,
  response_time_critical_ms: 2000,
};
const current = someCurrent({ thresholds, as_of: ago(3) });
const ALL: Record<string, (known: boolean) => Explanation> = {
  'Active sessions': (known) => explainActiveSessions(known ? current : undefined, NOON),
  'API response time': (known) => explainResponseTime(known ? current : undefined, NOON),
  'Error rate': (known) => explainErrorRate(known ? current : undefined, NOON),
  'Database pool': (known) => explainDatabasePool(known ? someDatabase() : undefined, NOON),
  'External services': (known) => explainExternalServices(known ? someServices() : undefined, NOON),
  'Connection quality': (known) => explainConnectionQuality(known ? someSessions() : undefined, NOON),
  'Sessions by provider': (known) => explainProviders(known ? current : undefined, NOON),
  'Sessions by category': (known) => explainCategories(known ? someSessions() : undefined, NOON),
  'System health': (known) => explainSystemHealth(known ? current : undefined, NOON),
};
const textOf = ({ means, facts, levels }: Explanation) =>
  [means, ...facts.flat(), ...levels.map(({ text }) => text)].join(' ');

/** Of each definition the words that must not get lost. */
const DEFINITIONS: [string, (string | RegExp)[]][] = [
  ['Active sessions', ['not ended', 'sign of life within the last 30 minutes', 'stale', 'never as active']],
  [
    'Connection quality',
    ['last 30 days', 'reported a level', 'last 60 minutes', 'excellent counts 4', 'mean of 3.5'],
  ],
  [
    'Error rate',
    [
      'last hour',
      'status 500 to 599',
      'not at all',
      'counted apart and are no errors',
      'fewer than 20 requests or 3 errors',
      'so for 30 seconds, or for 60 seconds',
    ],
  ],
  ['API response time', ['last 5 minutes', '95th percentile', 'nothing is averaged', 'fewer than 59']],
  [
    'Database pool',
    ['callers wait', 'longer than 100 ms', 'last 5 minutes', 'as long as it was in use', 'any one process'],
  ],
  [
    'External services',
    [
      'within the time limit',
      'failed 3 times in a row',
      'up again after 2 good answers',
      'slow',
      'our own network',
    ],
  ],
  [
    'Sessions by provider',
    ['not ended', 'last 30 minutes', 'neither the platform nor a webhook', 'in both rows', 'Not told'],
  ],
  ['Sessions by category', ['last 30 days', 'without sessions stays in the list with 0']],
  [
    'System health',
    [
      'The worst of',
      'never green on data that nobody has seen',
      'hold for 30 seconds',
      '60 to get better',
      'facts count at once',
    ],
  ],
];

describe('what a tile means', () => {
  it.each(DEFINITIONS)('%s keeps to its definition', (name, words) => {
    for (const word of words) expect(textOf(ALL[name]!(true))).toMatch(word);
  });
  it('names the limits as they are set', () => {
    expect(textOf(ALL['Error rate']!(true))).toMatch(
      /Green: 1 % or less\. Yellow: more than 1 %\. Red: more than 10 %\./,
    );
    expect(textOf(ALL['API response time']!(true))).toMatch(
      /Yellow: more than 300 ms.*Red: more than 2,000 ms/,
    );
    expect(textOf(ALL['System health']!(true))).toMatch(/more than 10 % of the requests fail/);
  });
  it('tells window, number, precision, source and age', () =>
    expect(explainResponseTime(current, NOON).facts).toEqual([
      ['Looks at', 'the last 5 minutes'],
      ['Rests on', '1,204 requests'],
      ['Precision', 'the true value lies within ±0.6 %'],
      ['Told by', 'student-platform'],
      ['Newest report', '3 s ago'],
      HELD,
    ]));
  it('says so where nobody reported', () => {
    const silent = {
      ...current.evidence,
      error_rate_last_hour: someEvidence({ n: 0, window_seconds: 3600, sources: [], newest_at: null }),
    };
    expect(explainErrorRate({ ...current, evidence: silent }, NOON).facts).toEqual([
      ['Looks at', 'the last hour'],
      ['Rests on', '0 requests'],
      ['Told by', 'nobody yet'],
      ['Newest report', 'none yet'],
      HELD,
    ]);
  });
  it('tells how many services were asked, and when the last of them', () => {
    const services = someServices({ checked_at: ago(5) });
    services.details.daily_co.checked_at = null;
    expect(explainExternalServices(services, NOON).facts).toEqual([
      ['Looks at', 'this moment, and 90 days behind it'],
      ['Told by', 'our probes: 2 of 3 services asked so far'],
      ['Newest report', '5 s ago'],
    ]);
    for (const detail of Object.values(services.details)) detail.checked_at = null;
    expect(explainExternalServices(services, NOON).facts.slice(1)).toEqual([
      ['Told by', 'our probes: 0 of 3 services asked so far'],
      ['Newest report', 'none yet'],
    ]);
  });
  it('tells how much is not fine, and when that was judged', () => {
    const facts = (health_reasons: HealthReason[]) =>
      explainSystemHealth({ ...current, health_reasons }, NOON).facts.slice(1);
    expect(facts([])).toEqual([
      ['Not fine', 'nothing'],
      ['Judged', '3 s ago'],
    ]);
    expect(facts([someReason(), someReason()])[0]).toEqual(['Not fine', '2']);
  });
  it('tells whether it is known in which sessions avatars are', () => {
    const avatars = (open_sessions: OpenSessions | null) =>
      explainProviders({ ...current, open_sessions }, NOON).facts.at(-1);
    const unknown = ['Avatars', 'not known: no webhook has told of one'];
    expect([avatars(null), avatars(someOpenSessions())]).toEqual([unknown, unknown]);
    expect(avatars({ ...someOpenSessions(), active_with_avatar: 0 })).toEqual([
      'Avatars',
      'by webhooks of the services that carry the sessions',
    ]);
  });
  it('counts requests for a connection in English', () => {
    const pool = someDatabase();
    const rests = (n: number) =>
      explainDatabasePool({ ...pool, evidence: { ...pool.evidence, wait_ms: someEvidence({ n }) } }, NOON)
        .facts[1];
    expect(rests(2)).toEqual(['Rests on', '2 requests for a connection']);
    expect(rests(1)).toEqual(['Rests on', '1 request for a connection']);
  });
  it.each(Object.entries(ALL))(
    '%s has a meaning before the first figure, and facts only after it',
    (_, explain) => {
      expect(explain(false).facts).toEqual([]);
      expect(explain(false).means.length).toBeGreaterThan(80);
      expect(explain(true).facts.length).toBeGreaterThan(2);
      expect(explain(true).levels.length).toBeGreaterThan(0);
    },
  );
});
