import { describe, expect, it } from '@jest/globals';
import type { HistoryStep } from '@watchroom/contracts';
import { HOUR_MS, QUARTER_MS } from '../time';
import { spansOf } from './history-span';
import { gridOf } from './step-grid';

const DAY = 86_400;
const asked = (from: string, to: string, stepSeconds: HistoryStep, timeZone: string | null = null) =>
  gridOf({ fromMs: Date.parse(from), toMs: Date.parse(to), stepSeconds, timeZone });
const quarters = (grid: ReturnType<typeof asked>, hoursAtOnce = 480) =>
  spansOf({ grid, resolution: 'hour' }, hoursAtOnce).flatMap((span) => span.quarters);

it('cuts a range into spans without gap or overlap', () => {
  const grid = asked('2026-01-01T00:00:00Z', '2026-03-01T00:00:00Z', DAY, 'Europe/Berlin');
  const spans = spansOf({ grid, resolution: 'hour' }, 480);
  expect(spans.map(({ to }) => to).slice(0, -1)).toEqual(spans.map(({ from }) => from).slice(1));
  expect([spans[0]!.from.getTime(), spans.at(-1)!.to.getTime()]).toEqual([grid.startMs, grid.endMs]);
});

describe('quarters of UTC days', () => {
  it('are all that a UTC day is made of', () => {
    expect(quarters(asked('2026-01-01T00:00:00Z', '2026-01-03T00:00:00Z', DAY))).toHaveLength(8);
    expect(quarters(asked('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', 21_600))).toHaveLength(4);
  });

  it('are those that lie within a day of a zone, on both sides of a change of the clocks', () => {
    const grid = asked('2026-03-01T00:00:00Z', '2026-04-20T00:00:00Z', DAY, 'Europe/Berlin');
    const found = quarters(grid);
    for (const quarter of found) {
      const [first, last] = [0, QUARTER_MS - HOUR_MS].map((ms) => grid.indexAt(quarter.getTime() + ms));
      expect(last).toBe(first);
    }
    expect(found).toHaveLength(grid.count * 3);
  });

  it('are none for steps of hours or minutes, or across two spans', () => {
    const grid = asked('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', 3600);
    expect(quarters(grid)).toEqual([]);
    expect(spansOf({ grid, resolution: 'minute' }, 1).every((span) => span.quarters.length === 0)).toBe(true);
    const cut = quarters(asked('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', DAY), 8);
    expect(cut.map((quarter) => quarter.getUTCHours())).toEqual([0, 18]);
  });
});
