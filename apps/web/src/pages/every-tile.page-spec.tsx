import { describe, expect, it } from '@jest/globals';
import { type CurrentMetrics, type Evidence, routes } from '@watchroom/contracts';
import { screen, within } from '@testing-library/react';
import { eachTestHasAServer } from '../testing/each-test';
import type { FakeRemote } from '../testing/fake-remote';
import {
  ago,
  someCurrent,
  someDatabase,
  someEvidence,
  someReason,
  someServices,
  someSessions,
} from '../testing/metrics';
import { openPage } from '../testing/open-page';

/** Name of a tile, and words that stand on it. */
type Said = [tile: string, state: string, ...words: RegExp[]];

const TILES = [
  'Active sessions',
  'Connection quality',
  'Sessions by category',
  'Error rate',
  'API response time',
  'Database pool',
  'External services',
];
const stale = { stale: true, newest_at: ago(300, Date.now()) };
const never = { n: 0, sources: [], newest_at: null };
/** Every figure of now with evidence like this. */
const current = (more: Partial<CurrentMetrics>, evidence: Partial<Evidence> = {}) => {
  const each = someEvidence({ newest_at: ago(3, Date.now()), ...evidence });
  return someCurrent({
    ...more,
    evidence: {
      active_sessions_count: each,
      avg_connection_quality: each,
      error_rate_last_hour: each,
      api_response_time_p95: each,
      db_pool_active: each,
    },
  });
};
const sessions = (evidence: Partial<Evidence>, more: Parameters<typeof someSessions>[0] = {}) => {
  const each = someEvidence(evidence);
  return someSessions({ ...more, evidence: { total_sessions: each, connection_quality_distribution: each } });
};

const CASES: [string, (remote: FakeRemote) => unknown, Said[]][] = [
  [
    'a value',
    (remote) => remote,
    [
      ['Active sessions', 'value', /^17$/, /open, with a sign of life within 30 minutes/],
      ['Connection quality', 'value', /79\.2 %/, /40 sessions, last 30 days/, /Good/],
      ['Sessions by category', 'value', /Anxiety/, /48 sessions, last 30 days/],
      ['Error rate', 'value', /^1\.23 %$/, /Below both thresholds/, /warning above 2 %, critical above 5 %/],
      ['API response time', 'value', /^182 ms$/, /Fast enough/, /1 in 20 takes longer \(p95\), ±0\.6 %/],
      ['Database pool', 'value', /^2 \/ 10$/, /No queue/, /0 waiting/, /4 not opened/],
      ['External services', 'value', /Beyond Presence/, /LiveKit/],
    ],
  ],
  [
    'nothing on its way yet',
    (remote) => {
      for (const path of [
        routes.currentMetrics,
        routes.sessionMetrics,
        routes.databaseMetrics,
        routes.externalServices,
      ])
        remote.answer(path, new Promise(() => undefined));
    },
    TILES.map((tile): Said => [tile, 'first-load', /^Loading$/]),
  ],
  [
    'no answer ever',
    (remote) => {
      for (const path of [
        routes.currentMetrics,
        routes.sessionMetrics,
        routes.databaseMetrics,
        routes.externalServices,
      ])
        remote.refuse(path, 400, 'The server does not like this.');
    },
    TILES.map((tile): Said => [tile, 'blind', /^Not known$/, /does not like this/]),
  ],
  [
    'no platform',
    (remote) =>
      remote
        .answer(routes.currentMetrics, () =>
          current(
            { active_sessions_count: 0, error_rate_last_hour: null, api_response_time_p95: null },
            never,
          ),
        )
        .answer(routes.sessionMetrics, () => sessions(never, { sessions_with_quality: 0 }))
        .answer(routes.databaseMetrics, () => someDatabase({ active: null, idle: null, waiting: null })),
    [
      ['Active sessions', 'blind', /^Not known$/, /No platform has reported a session yet/],
      ['Connection quality', 'blind', /No platform has reported a session yet/],
      ['Sessions by category', 'blind', /No platform has reported a session yet/],
      ['Error rate', 'blind', /No service has reported its requests yet/],
      ['API response time', 'blind', /No service has reported its requests yet/],
      ['Database pool', 'blind', /No API process reports/],
    ],
  ],
  [
    'nobody there',
    (remote) =>
      remote
        .answer(routes.currentMetrics, () =>
          current(
            { active_sessions_count: 0, error_rate_last_hour: null, api_response_time_p95: null },
            { n: 0 },
          ),
        )
        .answer(routes.sessionMetrics, () =>
          someSessions({ total_sessions: 0, sessions_by_category: {}, sessions_with_quality: 0 }),
        ),
    [
      ['Active sessions', 'zero', /^0$/, /Nobody is in a session/],
      ['Connection quality', 'no-traffic', /^No traffic$/, /came with a report of its quality/],
      ['Sessions by category', 'no-traffic', /^No traffic$/, /No session was reported/],
      ['Error rate', 'no-traffic', /^No traffic$/, /No request arrived/],
      ['API response time', 'no-traffic', /^No traffic$/, /No request was answered/],
    ],
  ],
  [
    'too few',
    (remote) => remote.answer(routes.currentMetrics, () => current({}, { n: 5, too_few: true })),
    [
      ['Error rate', 'too-few', /too few to judge \(n = 5\)/, /^1\.23 %$/, /Not judged/],
      ['API response time', 'too-few', /too few to judge \(n = 5\)/, /^182 ms$/, /Not judged/],
    ],
  ],
  [
    'reports that stopped',
    (remote) =>
      remote
        .answer(routes.currentMetrics, () => current({ api_response_time_p95: null }, stale))
        .answer(routes.sessionMetrics, () => sessions(stale)),
    [
      ['Active sessions', 'stale', /5 min old/, /^17$/],
      ['Connection quality', 'stale', /5 min old/, /79\.2 %/],
      ['Sessions by category', 'stale', /5 min old/, /Anxiety/],
      ['Error rate', 'stale', /5 min old/, /^1\.23 %$/],
      ['API response time', 'stale', /5 min old/, /^Out of date$/, /There is no last value/],
    ],
  ],
  [
    'trouble',
    (remote) =>
      remote
        .answer(routes.currentMetrics, () =>
          current({
            system_health: 'critical',
            error_rate_last_hour: 0.08,
            api_response_time_p95: 1500,
            health_reasons: [someReason({ input: 'error_rate', state: 'critical' })],
          }),
        )
        .answer(routes.databaseMetrics, () => someDatabase({ waiting: 3, timeouts: 2 }))
        .answer(routes.externalServices, () =>
          someServices({ status: 'down', verdict: 'undeclared_trouble', verdict_detail: 'Call LiveKit.' }),
        ),
    [
      ['System health', 'value', /^Critical$/],
      ['Error rate', 'value', /^8 %$/, /Above critical/],
      ['API response time', 'value', /Too slow/],
      ['Database pool', 'value', /Callers gave up/, /3 waiting/],
      ['External services', 'value', /^Down$/, /Undeclared trouble/, /Report to LiveKit/],
    ],
  ],
];

describe('every tile says its state by its words, not only by its looks', () => {
  let remote: FakeRemote;
  eachTestHasAServer((fresh) => (remote = fresh));

  it.each(CASES)('%s', async (_, set, said) => {
    set(remote);
    openPage('/admin/dashboard');
    for (const [name, state, ...words] of said) {
      const tile = await screen.findByRole('region', { name });
      for (const word of words) expect((await within(tile).findAllByText(word)).length).toBeGreaterThan(0);
      expect([name, tile.dataset.state]).toEqual([name, state]);
      expect(tile.getAttribute('aria-busy')).toBe(String(state === 'first-load'));
    }
  });
});
