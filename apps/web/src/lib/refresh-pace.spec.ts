import { describe, expect, it } from '@jest/globals';
import { PACES_MS, type PaceMs } from './cadence';
import { RefreshPace } from './refresh-pace';

const kept = (value: string | null) => {
  let text = value;
  return { getItem: () => text, setItem: (_: string, next: string) => void (text = next), text: () => text };
};

describe('the pace of the page', () => {
  it.each<[PaceMs, number, number | false]>([
    [30_000, 30_000, 30_000],
    [30_000, 5_000, 5_000],
    [10_000, 30_000, 10_000],
    [10_000, 5_000, 5_000],
    [300_000, 30_000, 300_000],
    [300_000, 5_000, 300_000],
    [null, 30_000, false],
  ])('chosen %s ms, ordinary %s ms → %s', (chosen, ordinary, interval) => {
    const pace = new RefreshPace(kept(null));
    pace.choose(chosen);
    expect(pace.intervalOf(ordinary)).toBe(interval);
  });

  it('says the same of what it has said', () => {
    for (const chosen of PACES_MS) {
      const pace = new RefreshPace(kept(null));
      pace.choose(chosen);
      for (const ordinary of [5_000, 30_000]) {
        const once = pace.intervalOf(ordinary);
        if (once !== false) expect(pace.intervalOf(once)).toBe(once);
      }
    }
  });

  it('takes figures for old after two refreshes, and while there are none after two ordinary ones', () => {
    const pace = new RefreshPace(kept(null));
    const ages = PACES_MS.map((chosen) => (pace.choose(chosen), pace.staleAfterMs));
    expect(ages).toEqual([60_000, 20_000, 60_000, 120_000, 600_000]);
  });

  it('asks nothing while it is paused, and goes on as chosen', () => {
    const pace = new RefreshPace(kept(null));
    pace.choose(10_000);
    pace.hold(true);
    expect([pace.isHeld, pace.intervalOf(30_000)]).toEqual([true, false]);
    pace.hold(false);
    expect([pace.isHeld, pace.intervalOf(30_000)]).toEqual([false, 10_000]);
  });

  it('is remembered, but not that it was paused', () => {
    const memory = kept(null);
    new RefreshPace(memory).choose(60_000);
    const before = new RefreshPace(memory);
    before.hold(true);
    expect(new RefreshPace(memory).now()).toEqual({ chosenMs: 60_000, isPaused: false });
    before.choose(null);
    expect(new RefreshPace(memory).now().chosenMs).toBeNull();
  });

  it.each(['12', '"x"', '{', ''])('does not believe a memory of %j', (text) =>
    expect(new RefreshPace(kept(text)).now().chosenMs).toBe(30_000),
  );

  it('tells those who listen of each change, until they leave', () => {
    const pace = new RefreshPace(kept(null));
    const heard: PaceMs[] = [];
    const leave = pace.subscribe(() => heard.push(pace.now().chosenMs));
    pace.choose(10_000);
    pace.hold(true);
    leave();
    pace.choose(60_000);
    expect(heard).toEqual([10_000, 10_000]);
  });

  it('ends a pause by a choice, and stays held where the choice is none', () => {
    const pace = new RefreshPace(kept(null));
    pace.hold(true);
    pace.choose(60_000);
    expect([pace.now().isPaused, pace.isHeld, pace.intervalOf(30_000)]).toEqual([false, false, 60_000]);
    pace.choose(null);
    expect([pace.now().isPaused, pace.isHeld]).toEqual([false, true]);
  });

  it('asks for what comes often no less often than for the rest', () => {
    const pace = new RefreshPace(kept(null));
    pace.choose(30_000);
    expect([1_000, 29_999, 30_000, 300_000].map((ms) => pace.intervalOf(ms))).toEqual([
      1_000, 29_999, 30_000, 30_000,
    ]);
  });
});
