import { describe, expect, it } from '@jest/globals';
import type { CurrentMetrics, HealthReason } from '@watchroom/contracts';
import { ApiError } from '../../lib/api-error';
import { formatTime } from '../../lib/format';
import { ago, NOON, reading, someCurrent, someReason } from '../../testing/metrics';
import { healthSentence, worstFirst } from './health-sentence';
import { inputName, limitText, valueText } from './health-words';
import { announcement, systemHealthState, tabTitle } from './system-health.state';

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
  it('tells values and limits in the unit of the input', () => {
    expect([valueText(errors), limitText(errors)]).toEqual(['7.13 %', 'limit 5 %']);
    expect([valueText(down), limitText(down)]).toEqual(['down', 'should be operational']);
    expect([valueText(blind), limitText(blind)]).toEqual([null, null]);
    const waits: HealthReason = { ...errors, input: 'database_pool', value: 646.2, limit: 100 };
    expect([valueText(waits), limitText(waits)]).toEqual(['646 ms', 'limit 100 ms']);
    const queue: HealthReason = { ...waits, value: 3, limit: 0 };
    expect([valueText(queue), limitText(queue)]).toEqual(['3', 'limit 0']);
    expect(valueText({ ...errors, input: 'response_time_p95', value: 812.3 })).toBe('812 ms');
  });
  it('names what a newer server may send', () => expect(inputName('media_path')).toBe('media path'));
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
    expect(announcement(stale)?.key).toBe('outdated');
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
  it('has nothing to say before the first answer', () => {
    const loading = systemHealthState(reading<CurrentMetrics>(undefined), NOON);
    expect(tabTitle(loading)).toBe('Watchroom');
    expect(announcement(loading)).toBeNull();
  });
});
