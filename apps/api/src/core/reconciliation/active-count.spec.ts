import { describe, expect, it } from '@jest/globals';
import type { CountOutcome } from '../external-services/count-outcome';
import { activeCountOf, isCountDue, recordCount, type RecordedCount } from './active-count';

const at = (seconds: number) => new Date(Date.parse('2026-11-23T10:00:00Z') + seconds * 1000);
const counted = (count: number, atLeast = false): CountOutcome => ({
  kind: 'counted',
  count,
  atLeast,
  active: [],
  idle: [],
  ended: [],
  isComplete: true,
});
const AWAY: CountOutcome = { kind: 'not_counted', reason: 'timeout' };
const polls = (ours: number, outcomes: CountOutcome[]): RecordedCount[] => {
  const recorded: RecordedCount[] = [];
  for (const [i, outcome] of outcomes.entries())
    recorded.push(
      recordCount({ service: 'livekit', askedAt: at(i * 30), ours, outcome }, recorded.at(-1) ?? null),
    );
  return recorded;
};
const drifts = (ours: number, outcomes: CountOutcome[]) =>
  polls(ours, outcomes).map((count) => activeCountOf(count).drifting_since);

describe('drift', () => {
  it('is told from the third poll in a row on, since the first of them', () => {
    const since = at(30).toISOString();
    expect(drifts(5, [counted(5), counted(6), counted(7), counted(6), counted(6), counted(5)])).toEqual([
      null,
      null,
      null,
      since,
      since,
      null,
    ]);
  });

  it('is none where now we and now they have more', () => {
    expect(drifts(5, [counted(6), counted(4), counted(6), counted(4)])).toEqual([null, null, null, null]);
  });

  it('outlasts polls that were not answered, and does not grow by them', () => {
    expect(
      drifts(5, [counted(6), AWAY, counted(6), AWAY, AWAY, counted(6)]).map((since) => since !== null),
    ).toEqual([false, false, false, false, false, true]);
  });

  it('leaves room for two in a hundred that come and go', () => {
    expect(drifts(100, [counted(98), counted(98), counted(98)])).toEqual([null, null, null]);
    expect(drifts(100, [counted(97), counted(97), counted(97)])[2]).not.toBeNull();
    expect(drifts(1, [counted(0), counted(0), counted(0)])[2]).not.toBeNull();
  });

  it('cannot be that we have more, where the vendor has more than were counted', () => {
    expect(
      drifts(
        9,
        Array.from({ length: 3 }, () => counted(5, true)),
      )[2],
    ).toBeNull();
    expect(
      drifts(
        3,
        Array.from({ length: 3 }, () => counted(5, true)),
      )[2],
    ).not.toBeNull();
  });
});

it('says that it does not know their number when they could not be asked', () => {
  const [recorded] = polls(4, [AWAY]);
  expect(activeCountOf(recorded!)).toEqual({
    ours: 4,
    theirs: null,
    at_least: false,
    asked_at: at(0).toISOString(),
    drifting_since: null,
  });
});

describe('a vendor that throttles', () => {
  const throttled = (retryAfterMs: number | null): CountOutcome => ({ kind: 'throttled', retryAfterMs });
  const waits = (outcomes: CountOutcome[]) =>
    polls(0, outcomes).map(
      ({ pausedUntil, askedAt }) => pausedUntil && (pausedUntil.getTime() - askedAt.getTime()) / 1000,
    );

  it('is left alone for as long as it says, else for longer each time, but never for more than 15 minutes', () => {
    expect(waits([throttled(5_000), throttled(7_200_000)])).toEqual([5, 900]);
    expect(waits(Array.from({ length: 6 }, () => throttled(null)))).toEqual([60, 120, 240, 480, 900, 900]);
    expect(waits([throttled(null), counted(1), throttled(null)])).toEqual([60, null, 60]);
  });

  it('is asked again when its time has come', () => {
    const [count] = polls(0, [throttled(100_000)]);
    expect(isCountDue(null, 30_000, at(0))).toBe(true);
    expect(isCountDue(count!, 30_000, at(99))).toBe(false);
    expect(isCountDue(count!, 30_000, at(100))).toBe(true);
    const [good] = polls(0, [counted(1)]);
    expect([29, 30].map((seconds) => isCountDue(good!, 30_000, at(seconds)))).toEqual([false, true]);
  });
});
