import { describe, expect, it } from '@jest/globals';
import { Pace } from './pace';

/** A Watchroom that takes so long for each answer, by a clock of its own. */
function answering() {
  let nowMs = 0;
  const pace = new Pace(AbortSignal.abort(), () => nowMs); // nobody rests any more: the rests are not waited for
  const answer = (tookMs: number, refused = false) =>
    pace.turn(async () => {
      nowMs += tookMs;
      if (refused) throw new Error('it answered 503');
    });
  return { pace, answer };
}

describe('the pace', () => {
  it('begins with little, and sends all that is allowed once the answers are quick', async () => {
    const { pace, answer } = answering();
    expect(pace.size(800)).toBe(200);
    await answer(20);
    await answer(20);
    expect(pace.size(800)).toBe(800);
    await answer(240);
    expect(pace.size(800)).toBe(800);
  });

  it('sends less at once after slow answers, and after refusals however quick', async () => {
    const { pace, answer } = answering();
    for (let i = 0; i < 4; i++) await answer(20);
    await answer(2_000);
    expect(pace.size(800)).toBe(400);
    await expect(answer(1, true)).rejects.toThrow('503');
    expect(pace.size(800)).toBe(200);
    for (let i = 0; i < 9; i++) await answer(4_000);
    expect([pace.size(800), pace.size(1)]).toEqual([200, 1]);
  });

  it('has one piece under way at a time, whoever sends', async () => {
    const { pace } = answering();
    let [underway, most] = [0, 0];
    const send = () =>
      pace.turn(async () => {
        most = Math.max(most, ++underway);
        await Promise.resolve();
        underway--;
      });
    await Promise.all([send(), send(), send()]);
    expect([underway, most]).toEqual([0, 1]);
  });

  it('rests half as long as the answer took, unless the answers are quick', async () => {
    const pace = new Pace(new AbortController().signal);
    const slowMs = 300;
    const timed = async (gently: boolean) => {
      const began = performance.now();
      await pace.turn(() => Promise.resolve(), gently);
      return performance.now() - began;
    };
    await pace.turn(() => new Promise((resolve) => setTimeout(resolve, slowMs)));
    expect(await timed(false)).toBeGreaterThan(slowMs / 3);
    for (let i = 0; i < 4; i++) await timed(false);
    await pace.turn(() => new Promise((resolve) => setTimeout(resolve, 100)), true);
    expect(await timed(false)).toBeGreaterThan(30);
  });
});
