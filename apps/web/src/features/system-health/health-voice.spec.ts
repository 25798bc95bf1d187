import { describe, expect, it } from '@jest/globals';
import type { CurrentMetrics, HealthReason } from '@watchroom/contracts';
import { ApiError } from '../../lib/api-error';
import { NOON, reading, someCurrent } from '../../testing/metrics';
import { blind, down, errors } from '../../testing/reasons';
import {
  announcement,
  type Known,
  knownOf,
  systemHealthState,
  tabIcon,
  tabTitle,
} from './system-health.state';

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
  it('says with the state which page it is, once there is one', () => {
    expect(tabTitle(state('critical'), 'LiveKit')).toBe('■ LiveKit · Critical · Watchroom');
    const loading = systemHealthState(reading<CurrentMetrics>(undefined), NOON);
    expect(tabTitle(loading, 'LiveKit')).toBe('LiveKit · Watchroom');
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
  it('speaks of a change in the words of the sentence', () => {
    const [healthy, critical] = [knownOf(state('healthy')), knownOf(state('critical'))];
    if (healthy === null || critical === null) throw new Error('Nothing is known.');
    expect(announcement(critical, healthy)).toBe(
      'System health is now healthy. Students can be heard: everything that was measured is fine.',
    );
    expect(announcement(healthy, critical)).toMatch(/^System health is now critical\. /);
  });
  it.each([
    ['blind', reading<CurrentMetrics>(undefined, { failure: new ApiError('x', null) })],
    ['stale', reading(someCurrent(), { asOfMs: NOON - 600_000 })],
  ])('speaks of figures that are %s as of the same', (_, read) =>
    expect(knownOf(systemHealthState(read, NOON))).toEqual({
      health: 'outdated',
      reasons: new Map(),
      sentence: '',
    }),
  );
  it('holds the reasons, worst first, and which of them the sentence tells', () => {
    const current = someCurrent({ system_health: 'critical', health_reasons: [blind, down, errors] });
    const view = systemHealthState(reading(current), NOON);
    expect(view).toMatchObject({
      kind: 'value',
      value: { health: 'critical', reasons: [errors, down, blind], told: errors },
    });
  });
  it('says whom to call, where that is known', () => {
    const told = (...health_reasons: HealthReason[]) =>
      knownOf(systemHealthState(reading(someCurrent({ system_health: 'critical', health_reasons })), NOON));
    expect(told(errors)?.sentence).toMatch(
      /^Error rate is critical .*\. Call whoever runs student-platform\.$/,
    );
    expect(told({ ...errors, input: 'media_path' as HealthReason['input'] })?.sentence).not.toMatch(/Call/);
  });
  it('has nothing to say before the first answer', () => {
    const loading = systemHealthState(reading<CurrentMetrics>(undefined), NOON);
    expect(tabTitle(loading)).toBe('Watchroom');
    expect(knownOf(loading)).toBeNull();
  });
});

describe('voice', () => {
  const known = (system_health: CurrentMetrics['system_health'], reasons: HealthReason[] = []): Known => {
    const current = someCurrent({ system_health, health_reasons: reasons });
    const found = knownOf(systemHealthState(reading(current), NOON));
    if (found === null) throw new Error('Nothing is known.');
    return { ...found, sentence: 'So it is.' };
  };

  it('is silent while only figures change', () => {
    const before = known('critical', [down, errors]);
    const after = known('critical', [{ ...errors, value: 0.09, detail: '9 % failed.' }, down]);
    expect(announcement(before, after)).toBeNull();
  });
  it('says that health changed, and why', () =>
    expect(announcement(known('healthy'), known('critical', [errors]))).toBe(
      'System health is now critical. So it is.',
    ));
  it('says what changed while health stays the same', () => {
    const slow = { ...down, value: 'degraded' };
    expect(announcement(known('critical', [errors]), known('critical', [errors, slow]))).toBe(
      'LiveKit is now degraded.',
    );
    expect(announcement(known('critical', [errors, slow]), known('critical', [down]))).toBe(
      'LiveKit is now down. Error rate is fine again.',
    );
  });
  it('says once that nobody knows any more', () => {
    const old: Known = { health: 'outdated', reasons: new Map(), sentence: '' };
    expect(announcement(known('healthy'), old)).toMatch(/^System health is not known any more/);
    expect(announcement(old, old)).toBeNull();
  });
});
