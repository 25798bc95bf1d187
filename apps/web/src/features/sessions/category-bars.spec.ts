import { expect, it } from '@jest/globals';
import type { CategoryMetrics, CategoryPoint } from '@watchroom/contracts';
import { someCategory } from '../../testing/events';
import { shownZone, type ZoneChoice } from '../../lib/zone';
import { categoryBars, mostOf, stepText, unrated } from './category-bars';
import { rangeIn } from './category.query';

const point = (more: Partial<CategoryPoint> = {}): CategoryPoint => ({
  start: '2026-11-23T10:00:00.000Z',
  sessions: 8,
  filling: false,
  quality: { excellent: 4, good: 2, fair: 0, poor: 1 },
  ...more,
});
const bars = (points: CategoryPoint[], step_seconds: CategoryMetrics['step_seconds'] = 86_400) =>
  categoryBars(someCategory({ points, step_seconds }));

it('is as long as can be where the most is one', () =>
  expect(
    bars([point({ sessions: 1, quality: { excellent: 0, good: 1, fair: 0, poor: 0 } })])[0]?.parts,
  ).toEqual([{ tone: 'good', share: 1 }]));

it('is as long as its sessions against the most, and made of their levels', () => {
  const [small, large] = bars([
    point(),
    point({ sessions: 16, quality: { excellent: 16, good: 0, fair: 0, poor: 0 } }),
  ]);
  expect(small).toEqual({
    key: '2026-11-23T10:00:00.000Z',
    text: 'Mon 23 Nov: 8 sessions (4 excellent, 2 good, 1 poor, 1 without a report of quality)',
    parts: [
      { tone: 'excellent', share: 4 / 16 },
      { tone: 'good', share: 2 / 16 },
      { tone: 'poor', share: 1 / 16 },
      { tone: 'unrated', share: 1 / 16 },
    ],
  });
  expect(large?.parts).toEqual([{ tone: 'excellent', share: 1 }]);
});

it.each<[ZoneChoice, CategoryMetrics['step_seconds'], string]>([
  ['local', 3600, 'Mon 23 Nov, 00:00'],
  ['utc', 3600, 'Sun 22 Nov, 23:00'],
  ['local', 86_400, 'Sun 22 Nov'],
  ['utc', 86_400, 'Sun 22 Nov'],
])('tells hours in the zone of the page and days as days of UTC: %s, %s s → %s', (zone, seconds, text) => {
  shownZone.set(zone);
  expect(stepText('2026-11-22T23:00:00.000Z', seconds)).toBe(text);
  shownZone.set('local');
});

it('is as high as the room allows where nobody came at all', () => {
  const none = { excellent: 0, good: 0, fair: 0, poor: 0 };
  expect(mostOf([])).toBe(0);
  expect(mostOf([point({ sessions: 0 }), point({ sessions: null })])).toBe(0);
  expect(bars([point({ sessions: 0, quality: none })])[0]?.parts).toEqual([]);
});

it.each<[Partial<CategoryPoint>, number | null]>([
  [{}, 1],
  [{ sessions: 7 }, 0],
  [{ sessions: null }, null],
  [{ quality: null }, null],
])('of %j did not tell their quality: %s', (more, sessions) => expect(unrated(point(more))).toBe(sessions));

it.each<[Partial<CategoryPoint>]>([[{ sessions: null }], [{ quality: null }]])(
  'does not tell half of what it knows of %j',
  (more) => expect(bars([point(more)])[0]?.text).toMatch(/not known, nobody had reported a session yet$/),
);

it('tells what nobody knew from what nobody did', () => {
  const none = { excellent: 0, good: 0, fair: 0, poor: 0 };
  const [unknown, nobody, filling] = bars([
    point({ sessions: null, quality: null }),
    point({ sessions: 0, quality: none }),
    point({ sessions: 1, quality: { ...none, good: 1 }, filling: true }),
  ]);
  expect(unknown).toMatchObject({
    parts: [{ tone: null, share: 1 }],
    text: expect.stringContaining('not known') as unknown as string,
  });
  expect(nobody).toMatchObject({ parts: [], text: 'Mon 23 Nov: 0 sessions' });
  expect(filling?.text).toBe('Mon 23 Nov: 1 session (1 good), still going on');
  expect(unrated(point({ sessions: null, quality: null }))).toBeNull();
  expect(mostOf([point({ sessions: null }), point()])).toBe(8);
});

it('has a range for every address', () =>
  expect([rangeIn('7d'), rangeIn('eternity'), rangeIn(undefined)]).toEqual(['7d', '24h', '24h']));
