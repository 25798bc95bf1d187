import { describe, expect, it } from '@jest/globals';
import type { CurrentMetrics, HealthReason } from '@watchroom/contracts';
import { ApiError } from '../../lib/api-error';
import { formatTime } from '../../lib/format';
import { ago, NOON, reading, someCurrent, someReason } from '../../testing/metrics';
import { headline, healthSentence, leadingReason, worstFirst } from './health-sentence';
import { beforeText, inputName, limitText, valueText } from './health-words';
import {
  announcement,
  type Known,
  knownOf,
  systemHealthState,
  tabIcon,
  tabTitle,
} from './system-health.state';

const down = someReason();
const errors = someReason({
  input: 'error_rate',
  state: 'critical',
  value: 0.0713,
  limit: 0.05,
  unit: 'fraction',
  since: ago(60),
  detail: '7.1 % failed.',
  turns_green: 'Under 2 % for 60 s.',
});
const blind: HealthReason = { ...errors, state: 'unknown', value: null, limit: null, since: null };

describe('sentence', () => {
  const sentence = (reasons: HealthReason[], system_health = 'critical' as const) =>
    healthSentence(someCurrent({ system_health, health_reasons: reasons }), NOON);

  it('says that students can be heard', () =>
    expect(healthSentence(someCurrent(), NOON)).toBe(
      'Students can be heard: everything that was measured is fine.',
    ));
  it('says what is down, since when and why', () =>
    expect(sentence([down])).toBe(
      `LiveKit is down since ${formatTime(NOON - 720_000, NOON)} (12 minutes): No answer within 5 seconds.`,
    ));
  it('leads with the worst and counts the others', () =>
    expect(sentence([blind, down, errors])).toMatch(
      /^Error rate is critical since .*And 2 more reasons below\.$/,
    ));
  it('leaves out a beginning that nobody saw', () =>
    expect(sentence([blind])).toBe('Error rate is not known: 7.1 % failed.'));
  it('does not name what it is about twice, and tells times of the reader', () => {
    const overdue = someReason({
      state: 'unknown',
      value: 'probe_overdue',
      detail: 'LiveKit was not asked since 11:48:00 UTC.',
    });
    const [since, second] = [
      NOON - 720_000,
      { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const,
    ];
    expect(sentence([overdue])).toBe(
      `LiveKit is not known, since ${formatTime(since, NOON)} (12 minutes): it was not asked since ${new Intl.DateTimeFormat('en-GB', second).format(since)}.`,
    );
  });
  it('tells a new installation what is missing, once and not as a beginning', () => {
    const missing = (['daily_co', 'livekit', 'beyond_presence'] as const).map((input) =>
      someReason({
        input,
        state: 'unknown',
        value: 'not_configured',
        detail: `${inputName(input)} is not configured.`,
      }),
    );
    expect(sentence(missing)).toBe(
      'Daily.co, LiveKit and Beyond Presence are not configured, so that nobody knows how they are.',
    );
    expect(sentence(missing.slice(0, 1))).toBe('Daily.co is not configured, so that nobody knows how it is.');
    expect(sentence([...missing, blind])).toMatch(
      /^Daily\.co is not known: it is not configured\. And 3 more/,
    );
    expect(leadingReason(someCurrent({ health_reasons: missing }))).toBeNull();
  });
  it.each<[string, Partial<HealthReason>, string]>([
    ['a service that is down', {}, 'LiveKit is down since 12:48 (12 minutes): No answer within 5 seconds.'],
    ['one whose beginning nobody saw', { since: null }, 'LiveKit is down: No answer within 5 seconds.'],
    ['one whose beginning is no time', { since: 'once' }, 'LiveKit is down: No answer within 5 seconds.'],
    [
      'one that is degraded',
      { value: 'degraded' },
      'LiveKit is degraded since 12:48 (12 minutes): No answer within 5 seconds.',
    ],
    [
      'sources that are silent',
      { input: 'own_data', state: 'unknown', detail: 'Nothing came.' },
      'Own data is not known, since 12:48 (12 minutes): Nothing came.',
    ],
  ])('tells of %s', (_, more, text) => expect(sentence([someReason(more)])).toBe(text));
  it('counts one more as one', () => expect(sentence([down, errors])).toMatch(/ And 1 more reason below\.$/));
  it('puts a beginning that nobody saw behind those that were seen', () => {
    const unseen = { ...down, input: 'daily_co' as const, since: null };
    expect(worstFirst([unseen, down]).map(({ input }) => input)).toEqual(['livekit', 'daily_co']);
  });
  it('is not green without a judgement', () =>
    expect(healthSentence(someCurrent({ system_health: 'unknown' }), NOON)).toMatch(/^Nothing can be said/));
});

describe('ledger', () => {
  it('has the worst first, then the longest', () => {
    const older = { ...down, input: 'daily_co' as const, since: ago(9999) };
    expect(worstFirst([blind, down, errors, older]).map((reason) => reason.input)).toEqual([
      'error_rate',
      'daily_co',
      'livekit',
      'error_rate',
    ]);
  });
  it.each<[Partial<HealthReason>, string | null, string | null]>([
    [{ value: 0.0713, limit: 0.05, unit: 'fraction' }, '7.13 %', 'limit 5 %'],
    [{ value: 812.3, limit: 500, unit: 'ms' }, '812 ms', 'limit 500 ms'],
    [{ value: 3, limit: 0, unit: 'callers' }, '3 callers', 'limit none'],
    [{ value: 1, limit: 0, unit: 'timeouts' }, '1 time-out', 'limit none'],
    [{}, 'down', 'should be operational'],
    [{ value: 'probe_overdue' }, 'probe overdue', 'should be operational'],
    [{ value: 9, limit: 14, unit: 'days' }, '9 days', 'limit 14 days'],
    [{ value: 12.34, limit: 10.06, unit: null }, '12.3', 'limit 10.1'],
    [{ value: 12_345, limit: 0, unit: null }, '12,345', 'limit none'],
    [{ value: 1, limit: 1, unit: 'callers' }, '1 caller', 'limit 1 caller'],
    [{ value: 'not_configured', limit: 'at_least_one' }, 'not configured', 'should be at least one'],
    [{ value: 0.5, limit: null, unit: 'fraction' }, '50 %', null],
    [{ value: null, limit: null }, null, null],
  ])('tells %j as %s, %s', (more, value, limit) => {
    const reason = someReason(more);
    expect([valueText(reason), limitText(reason)]).toEqual([value, limit]);
  });
  it('tells what was before, or that nobody had judged', () =>
    expect([beforeText(down), beforeText(someReason({ previous_state: null }))]).toEqual([
      'Healthy',
      'not judged',
    ]));
  it.each([
    ['error_rate', 'Error rate'],
    ['response_time_p95', 'API response time'],
    ['database_pool', 'Database pool'],
    ['database', 'Database'],
    ['sessions', 'Session reports'],
    ['own_data', 'Own data'],
    ['certificates', 'Certificates'],
    ['beyond_presence', 'Beyond Presence'],
    ['media_path', 'media path'],
  ])('names %s, also what only a newer server knows: %s', (input, name) =>
    expect(inputName(input)).toBe(name),
  );
});

describe('title and voice', () => {
  const state = (system_health: 'healthy' | 'degraded' | 'critical' | 'unknown') =>
    systemHealthState(reading(someCurrent({ system_health })), NOON);

  it('has another shape for each state', () => {
    const titles = (['healthy', 'degraded', 'critical', 'unknown'] as const).map((health) =>
      tabTitle(state(health)),
    );
    expect(titles).toEqual([
      '● Healthy · Watchroom',
      '▲ Degraded · Watchroom',
      '■ Critical · Watchroom',
      '○ Unknown · Watchroom',
    ]);
  });
  it('does not claim health that nobody sees any more', () => {
    const stale = systemHealthState(reading(someCurrent(), { failure: new ApiError('x', null) }), NOON);
    expect(tabTitle(stale)).toBe('○ Out of date · Watchroom');
    expect(knownOf(stale)?.health).toBe('outdated');
  });
  it('stays red while the database is away, however old the figures, but only as long as the server says so', () => {
    const away: HealthReason = { ...down, input: 'database', value: 'unreachable', limit: 'reachable' };
    const current = someCurrent({ system_health: 'critical', health_reasons: [away] });
    const old = { asOfMs: NOON - 600_000 };
    expect(tabTitle(systemHealthState(reading(current, old), NOON))).toBe('■ Critical · Watchroom');
    const silent = { ...old, failure: new ApiError('x', null) };
    expect(tabTitle(systemHealthState(reading(current, silent), NOON))).toBe('○ Out of date · Watchroom');
    expect(tabTitle(systemHealthState(reading(someCurrent(), old), NOON))).toBe('○ Out of date · Watchroom');
  });
  it('gives the tab an icon of another shape for each state', () => {
    const iconOf = (system_health: CurrentMetrics['system_health']) =>
      tabIcon(systemHealthState(reading(someCurrent({ system_health })), NOON));
    expect((['healthy', 'degraded', 'critical', 'unknown'] as const).map(iconOf)).toEqual(
      ['ok', 'warning', 'critical', 'unknown'].map((tone) => `/favicon-${tone}.svg`),
    );
    const old = { asOfMs: NOON - 600_000 };
    expect(tabIcon(systemHealthState(reading(someCurrent(), old), NOON))).toBe('/favicon-unknown.svg');
    expect(tabIcon(systemHealthState(reading<CurrentMetrics>(undefined), NOON))).toBe('/favicon.svg');
  });
  it.each([
    ['blind', reading<CurrentMetrics>(undefined, { failure: new ApiError('x', null) })],
    ['stale', reading(someCurrent(), { asOfMs: NOON - 600_000 })],
  ])('takes figures that are %s for outdated', (_, read) =>
    expect(knownOf(systemHealthState(read, NOON))).toEqual({
      health: 'outdated',
      reasons: new Map(),
      sentence: '',
    }),
  );
  it('knows each input that is not fine, and how bad it is', () =>
    expect(
      knownOf(
        systemHealthState(
          reading(someCurrent({ system_health: 'critical', health_reasons: [down, errors] })),
          NOON,
        ),
      ),
    ).toMatchObject({
      health: 'critical',
      reasons: new Map([
        ['error_rate', 'critical'],
        ['livekit', 'degraded'],
      ]),
    }));
  it('holds the reasons, worst first, and which of them the sentence tells', () => {
    const current = someCurrent({ system_health: 'critical', health_reasons: [blind, down, errors] });
    const view = systemHealthState(reading(current), NOON);
    expect(view).toMatchObject({
      kind: 'value',
      value: { health: 'critical', reasons: [errors, down, blind], told: errors },
    });
  });
  it('has nothing to say before the first answer', () => {
    const loading = systemHealthState(reading<CurrentMetrics>(undefined), NOON);
    expect(tabTitle(loading)).toBe('Watchroom');
    expect(knownOf(loading)).toBeNull();
  });
});

describe('voice', () => {
  const known = (health: Known['health'], reasons: HealthReason[] = [], sentence = 'So it is.'): Known => ({
    health,
    sentence,
    reasons: new Map(reasons.map(({ input, state }) => [input, state])),
  });

  it('is silent while only figures change', () => {
    const before = known('critical', [down, errors], 'For a minute.');
    const after = known('critical', [errors, { ...down, value: 'degraded' }], 'For two minutes.');
    expect(announcement(before, after)).toBeNull();
  });
  it('says that health changed, and why', () =>
    expect(announcement(known('healthy'), known('critical', [errors]))).toBe(
      'System health is now critical. So it is.',
    ));
  it('says what changed while health stays the same', () => {
    const worse = { ...down, state: 'critical' as const };
    expect(announcement(known('critical', [errors]), known('critical', [errors, down]))).toBe(
      'LiveKit is now degraded.',
    );
    expect(announcement(known('critical', [errors, down]), known('critical', [worse]))).toBe(
      'LiveKit is now critical. Error rate is fine again.',
    );
  });
  it('says once that nobody knows any more', () => {
    const old = known('outdated');
    expect(announcement(known('healthy'), old)).toMatch(/^System health is not known any more/);
    expect(announcement(old, old)).toBeNull();
  });
});

describe('headline of a wall', () => {
  const told = (reason: HealthReason) =>
    headline(someCurrent({ system_health: 'critical', health_reasons: [reason] }), NOON);

  it('says what, since when and how much', () =>
    expect(told(errors)).toBe(
      `Error rate is critical since ${formatTime(NOON - 60_000, NOON)} (1 minute): 7.13 % (limit 5 %).`,
    ));
  it('says a word once', () =>
    expect(told(down)).toBe(`LiveKit is down since ${formatTime(NOON - 720_000, NOON)} (12 minutes).`));
  it('leaves it to the sentence when no reason leads', () => {
    expect(headline(someCurrent(), NOON)).toBeNull();
    const state = systemHealthState(reading(someCurrent()), NOON);
    expect(state.kind === 'value' && state.value.headline).toBe(healthSentence(someCurrent(), NOON));
  });
});
