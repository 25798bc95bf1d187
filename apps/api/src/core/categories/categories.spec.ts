import { describe, expect, it } from '@jest/globals';
import { categoryMetricsOf } from './category-metrics';
import { categoryQuestionOf } from './category-question';

const NOW = new Date('2026-11-23T12:30:00Z');
const known = {
  firstAt: new Date('2026-11-22T20:40:00Z'),
  freshness: { newest_at: NOW.toISOString(), stale: false },
};

describe('the range of a category', () => {
  it('is the last 24 hours by the hour, and days beyond two days', () => {
    const { grid, stepSeconds } = categoryQuestionOf({}, NOW);
    expect([grid.count, stepSeconds, new Date(grid.endMs).toISOString()]).toEqual([
      25,
      3600,
      '2026-11-23T13:00:00.000Z',
    ]);
    const week = categoryQuestionOf({ from: '2026-11-16T12:30:00Z' }, NOW);
    expect([week.grid.count, week.stepSeconds]).toEqual([8, 86_400]);
  });
  it.each([
    [{ from: '2026-11-23T12:30:00Z' }, /from must lie before to/],
    [{ from: '2024-11-23T12:30:00Z' }, /longer than 400 days/],
    [{ to: '2027-11-23T12:30:00Z' }, /in the future/],
  ])('is refused with a cure: %j', (range, words) =>
    expect(() => categoryQuestionOf(range, NOW)).toThrow(words),
  );
});

describe('a category over time', () => {
  const rows = [
    { hour: new Date('2026-11-22T20:00:00Z'), quality: 4, sessions: 2 },
    { hour: new Date('2026-11-22T20:00:00Z'), quality: 0, sessions: 3 },
    { hour: new Date('2026-11-23T12:00:00Z'), quality: 1, sessions: 1 },
  ];
  const body = categoryMetricsOf('Anxiety', categoryQuestionOf({}, NOW), rows, known, NOW);

  it('has every step: null before the first report, 0 where nobody came, the last one filling', () => {
    const at = (start: string) => body.points.find((point) => point.start === start);
    expect(at('2026-11-22T19:00:00.000Z')).toMatchObject({ sessions: null, quality: null });
    expect(at('2026-11-22T20:00:00.000Z')).toMatchObject({
      sessions: 5,
      quality: { excellent: 2, poor: 0 },
      filling: false,
    });
    expect(at('2026-11-22T21:00:00.000Z')).toMatchObject({ sessions: 0, quality: { excellent: 0 } });
    expect(body.points.at(-1)).toMatchObject({ sessions: 1, filling: true });
  });
  it('knows nothing of steps that are yet to come', () => {
    const ahead = categoryQuestionOf({ to: '2026-11-23T15:00:00Z' }, NOW);
    const { points } = categoryMetricsOf('Anxiety', ahead, rows, known, NOW);
    expect(points.slice(-3).map(({ sessions, filling }) => [sessions, filling])).toEqual([
      [1, true],
      [null, true],
      [null, true],
    ]);
  });
  it('adds up, and its shares are of those with a level', () => {
    expect(body).toMatchObject({
      total_sessions: 6,
      sessions_with_quality: 3,
      evidence: { total_sessions: { n: 6, window_seconds: 90_000 } },
    });
    expect(body.connection_quality_distribution).toEqual({ excellent: 66.7, good: 0, fair: 0, poor: 33.3 });
  });
  it('knows nothing where nobody ever reported', () => {
    const empty = categoryMetricsOf(
      'Anxiety',
      categoryQuestionOf({}, NOW),
      [],
      { ...known, firstAt: null },
      NOW,
    );
    expect(new Set(empty.points.map(({ sessions }) => sessions))).toEqual(new Set([null]));
  });
});
