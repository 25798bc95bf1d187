import { describe, expect, it } from '@jest/globals';
import type { Evidence, SessionMetrics } from '@watchroom/contracts';
import { ApiError } from '../../lib/api-error';
import { ago, NOON, reading, someEvidence, someSessions } from '../../testing/metrics';
import { barsOf, categoriesState } from './categories.state';
import { connectionQualityState } from './connection-quality.state';
import { arcsOf } from './quality-arcs';
import { categoriesSheet, qualitySheet } from './session-sheets';

const withEvidence = (more: Partial<Evidence>): SessionMetrics => {
  const evidence = someEvidence(more);
  return someSessions({
    evidence: { total_sessions: evidence, connection_quality_distribution: evidence },
  });
};
const neverReported = { ...withEvidence({ n: 0, newest_at: null }), sessions_with_quality: 0 };
const overdue = withEvidence({ stale: true, newest_at: ago(5_400) });

describe('sessions by category', () => {
  it('sorts by count, then by name, and keeps the empty ones', () =>
    expect(barsOf({ Sleep: 0, Anxiety: 5, Career: 10, Burnout: 5 })).toEqual([
      { category: 'Career', count: 10, share: 1 },
      { category: 'Anxiety', count: 5, share: 0.5 },
      { category: 'Burnout', count: 5, share: 0.5 },
      { category: 'Sleep', count: 0, share: 0 },
    ]));
  it('makes the longest bar as long as can be, also of one session', () =>
    expect(barsOf({ Burnout: 1, Anxiety: 1 })).toEqual([
      { category: 'Anxiety', count: 1, share: 1 },
      { category: 'Burnout', count: 1, share: 1 },
    ]));
  it('shows known categories without sessions as observed zeros', () =>
    expect(
      categoriesState(
        reading(someSessions({ total_sessions: 0, sessions_by_category: { Anxiety: 0 } })),
        NOON,
      ),
    ).toMatchObject({ kind: 'zero', value: { bars: [{ share: 0 }] } }));
  it('has no traffic without any category', () =>
    expect(
      categoriesState(reading(someSessions({ total_sessions: 0, sessions_by_category: {} })), NOON).kind,
    ).toBe('no-traffic'));
  it('is blind as long as nobody ever reported a session', () =>
    expect(categoriesState(reading(neverReported), NOON)).toEqual({
      kind: 'blind',
      reason: 'No platform has reported a session yet.',
    }));
  it('is stale once the reports are overdue, and keeps its figures', () =>
    expect(categoriesState(reading(overdue), NOON)).toMatchObject({
      kind: 'stale',
      ageSeconds: 5_400,
      value: { total: 48 },
    }));
  it('is stale after a failure', () =>
    expect(categoriesState(reading(someSessions(), { failure: new ApiError('x', null) }), NOON).kind).toBe(
      'stale',
    ));
});

describe('connection quality', () => {
  it('has a value with reports', () =>
    expect(connectionQualityState(reading(someSessions()), NOON)).toMatchObject({
      kind: 'value',
      value: { sessions: 40 },
    }));
  it('is blind before the first session, and stale once reports are overdue', () =>
    expect([neverReported, overdue].map((body) => connectionQualityState(reading(body), NOON).kind)).toEqual([
      'blind',
      'stale',
    ]));
  it('has none without', () =>
    expect(connectionQualityState(reading(someSessions({ sessions_with_quality: 0 })), NOON)).toEqual({
      kind: 'no-traffic',
      reason: 'No session of the last 30 days came with a report of its quality.',
    }));
  it.each([
    [40, 40],
    [0, null],
  ])('keeps once reports are overdue what %s sessions told: %s', (sessions_with_quality, sessions) => {
    const state = connectionQualityState(reading({ ...overdue, sessions_with_quality }), NOON);
    expect(state.kind === 'stale' && (state.value?.sessions ?? null)).toBe(sessions);
  });
});

it('are taken along as they are shown', () => {
  expect(categoriesSheet(barsOf({ Sleep: 0, Anxiety: 5 }))).toEqual({
    columns: ['category', 'sessions_30_days'],
    rows: [
      ['Anxiety', 5],
      ['Sleep', 0],
    ],
  });
  expect(qualitySheet({ excellent: 50, good: 25, fair: 25, poor: 0 }, 'last 30 days')).toEqual({
    columns: ['quality', 'percent_of_sessions_last_30_days'],
    rows: [
      ['excellent', 50],
      ['good', 25],
      ['fair', 25],
      ['poor', 0],
    ],
  });
});

describe('half ring', () => {
  it('runs from left to right without a gap', () => {
    const arcs = arcsOf({ excellent: 50, good: 25, fair: 0, poor: 25 });
    expect(arcs.map((arc) => arc.level)).toEqual(['excellent', 'good', 'poor']);
    const ends = arcs.map(({ path }) => /^M(.+)A.* 0 0 1 (.+)$/.exec(path)?.slice(1));
    expect(ends[0]?.[0]).toBe('16.00 100.00');
    expect(ends[0]?.[1]).toBe('100.00 16.00');
    expect(ends[1]?.[0]).toBe(ends[0]?.[1]);
    expect(ends[2]?.[1]).toBe('184.00 100.00');
  });
  it('stays a half ring where shares add up to a little more than all', () => {
    const arcs = arcsOf({ excellent: 33.4, good: 33.4, fair: 33.4, poor: 0 });
    expect(arcs.at(-1)?.path).toMatch(/ 184\.00 100\.00$/);
  });
  it('is one arc where all are alike', () =>
    expect(arcsOf({ excellent: 0, good: 100, fair: 0, poor: 0 })).toEqual([
      { level: 'good', path: 'M16.00 100.00A84 84 0 0 1 184.00 100.00' },
    ]));
  it('is empty without data', () => expect(arcsOf({ excellent: 0, good: 0, fair: 0, poor: 0 })).toEqual([]));
});
