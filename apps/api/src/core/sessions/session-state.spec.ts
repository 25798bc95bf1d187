import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EXTERNAL_SERVICES, QUALITY_LEVELS } from '@watchroom/contracts';
import type { SessionReport } from './session-report';
import { compareByCodePoint, isActive, mergeReports, mergeSession, NOT_TOLD, stateOf } from './session-state';

const ID = '0d6f0f4e-2f56-4a4e-9c39-9a4b8d2f0001';
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 10, minute));
/** Few minutes, so that ties are common. */
const time = fc.integer({ min: 0, max: 4 }).map(at);
/** What a reporter told whose clock runs ahead. */
const ahead = fc.integer({ min: 5, max: 6 }).map(at);
const report: fc.Arbitrary<SessionReport> = fc.record({
  sessionId: fc.constant(ID),
  category: fc.constantFrom('Anxiety', 'Grief', 'anxiety', '𐐀', 'ｱ'),
  provider: fc.option(fc.constantFrom(...EXTERNAL_SERVICES)),
  startTime: time,
  endTime: fc.option(time),
  lastSeenAt: fc.option(time),
  quality: fc.option(
    fc.record(
      { level: fc.constantFrom(...QUALITY_LEVELS), at: time, toldAt: ahead },
      { requiredKeys: ['level', 'at'] },
    ),
  ),
  lastSeenToldAt: fc.option(ahead, { nil: undefined }),
  toldAt: fc.option(ahead, { nil: undefined }),
});
const state = report.map(stateOf);

const aReport = (changes: Partial<SessionReport>): SessionReport => ({
  sessionId: ID,
  category: 'Anxiety',
  provider: null,
  startTime: at(0),
  endTime: null,
  lastSeenAt: null,
  quality: null,
  ...changes,
});
const merged = (...reports: SessionReport[]) => mergeReports(reports)[0];

describe('merging reports of one session', () => {
  it('does not depend on order, grouping or repetition', () => {
    fc.assert(
      fc.property(state, state, state, (a, b, c) => {
        expect(mergeSession(a, b)).toEqual(mergeSession(b, a));
        expect(mergeSession(mergeSession(a, b), c)).toEqual(mergeSession(a, mergeSession(b, c)));
        expect(mergeSession(a, a)).toEqual(a);
      }),
      { numRuns: 500 },
    );
  });

  it('gives one state for every shuffle, split and replay of the reports', () => {
    const replayed = fc
      .array(report, { minLength: 1, maxLength: 6 })
      .chain((reports) =>
        fc.tuple(
          fc.constant(reports),
          fc.array(fc.shuffledSubarray(reports), { maxLength: 4 }),
          fc.shuffledSubarray(reports, { minLength: reports.length }),
        ),
      );
    fc.assert(
      fc.property(replayed, ([reports, parts, rest]) => {
        const [first, ...others] = [...parts, rest].flatMap(mergeReports);
        if (first) expect(others.reduce(mergeSession, first)).toEqual(merged(...reports));
      }),
    );
  });

  it('keeps an ended session ended, at its earliest end', () => {
    const ended = merged(
      aReport({ endTime: at(9) }),
      aReport({ lastSeenAt: at(20) }),
      aReport({ endTime: at(8) }),
    );
    expect(ended?.endTime).toEqual(at(8));
  });

  it('takes the newest quality, the worse of two at the same time', () => {
    const quality = (level: 'good' | 'poor' | 'excellent', minute: number) =>
      aReport({ quality: { level, at: at(minute) } });
    expect(merged(quality('good', 5), quality('poor', 4))?.quality?.level).toBe('good');
    expect(merged(quality('excellent', 5), quality('poor', 5))?.quality?.level).toBe('poor');
  });

  it('takes the category of the report that knows the newest time', () => {
    const late = aReport({ category: 'Anxiety', lastSeenAt: at(9) });
    expect(merged(late, aReport({ category: 'Grief', lastSeenAt: at(3) }))?.category.value).toBe('Anxiety');
    expect(merged(late, aReport({ category: 'Grief', endTime: at(9) }))?.category.value).toBe('Grief');
  });

  it.each<[string, Partial<SessionReport>]>([
    ['an end', { endTime: at(5) }],
    ['a sign of life', { lastSeenAt: at(5) }],
    ['a quality', { quality: { level: 'good', at: at(5) } }],
    ['the time it was told at', { toldAt: at(5) }],
    ['a start', { startTime: at(5) }],
  ])('takes names from the report that knows the newest time, by %s', (_, newest) => {
    const newer = aReport({ ...newest, category: 'Anxiety', provider: 'livekit' });
    const older = aReport({ lastSeenAt: at(4), category: 'Grief', provider: 'daily_co' });
    for (const both of [merged(newer, older), merged(older, newer)])
      expect([both?.category, both?.provider]).toEqual([
        { value: 'Anxiety', at: at(5) },
        { value: 'livekit', at: at(5) },
      ]);
  });

  it('keeps what was named when a later report names nothing', () => {
    const named = aReport({ category: 'Grief', provider: 'daily_co' });
    const silent = aReport({ lastSeenAt: at(9), category: NOT_TOLD });
    for (const both of [merged(named, silent), merged(silent, named)])
      expect([both?.category.value, both?.provider?.value]).toEqual(['Grief', 'daily_co']);
    expect(merged(silent)).toMatchObject({ provider: null, category: { value: NOT_TOLD } });
  });

  it('keeps the newest sign of life, and one at all', () => {
    const seen = (minute: number | null) => aReport({ lastSeenAt: minute === null ? null : at(minute) });
    for (const order of [
      [seen(3), seen(7), seen(null)],
      [seen(null), seen(7), seen(3)],
      [seen(7), seen(null), seen(3)],
    ])
      expect(merged(...order)?.lastSeenAt).toEqual(at(7));
  });

  it('starts when it first was said to start', () =>
    expect(merged(aReport({ startTime: at(3) }), aReport({ startTime: at(1) }))?.startTime).toEqual(at(1)));

  it('comes with others in the order of their ids, so that two who write them lock alike', () => {
    const ids = ['c', 'a', 'b'];
    const states = mergeReports([...ids, ...ids].map((sessionId) => aReport({ sessionId })));
    expect(states.map(({ sessionId }) => sessionId)).toEqual(['a', 'b', 'c']);
  });

  it('orders names as PostgreSQL does under collation C', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(Math.sign(compareByCodePoint(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
    expect(compareByCodePoint('ｱ', '𐐀')).toBeLessThan(0);
  });
});

describe('an active session', () => {
  const WINDOW_MS = 30 * 60_000;
  const activeAt = (minute: number, changes: Partial<SessionReport>) =>
    isActive(aReport(changes), at(minute), WINDOW_MS);

  it('lives on by a start, a last_seen_at or a quality report within the window', () => {
    expect(activeAt(30, {})).toBe(true);
    expect(activeAt(31, {})).toBe(false);
    expect(activeAt(31, { lastSeenAt: at(1) })).toBe(true);
    expect(activeAt(45, { lastSeenAt: at(1), quality: { level: 'good', at: at(15) } })).toBe(true);
  });

  it('is over when it has ended', () => expect(activeAt(5, { endTime: at(4) })).toBe(false));
});
