import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reasonOf } from './health-reasons';
import { type HeldVerdict, hold, HOLD_BETTER_MS, HOLD_WORSE_MS } from './held-verdict';
import type { InputState } from './input-verdict';
import { at, judgeUntil, someVerdict as verdict } from './testing/some-verdicts';

/** Judges every 2 s through a list of [until second, state]. */
function play(phases: [number, InputState][]): HeldVerdict {
  let held: HeldVerdict | null = null;
  let second = 0;
  for (const [until, state] of phases)
    for (; second <= until; second += 2) held = hold(held, verdict(state), at(second));
  if (held === null) throw new Error('nothing was judged');
  return held;
}

describe('a rate', () => {
  it('stands at once when it is judged for the first time', () => {
    expect(hold(null, verdict('critical'), at(0))).toMatchObject({ state: 'critical', since: at(0) });
  });

  it('takes a bad first judgement back at once unless it has held for 30 s', () => {
    const first = hold(null, verdict('degraded'), at(0));
    expect(hold(first, verdict('fine'), at(28))).toMatchObject({ state: 'fine', previousState: 'degraded' });
    expect(hold(first, verdict('fine'), at(30)).state).toBe('degraded');
  });

  it('turns worse only after it was worse for 30 s', () => {
    expect(
      play([
        [10, 'fine'],
        [40, 'degraded'],
      ]).state,
    ).toBe('fine');
    expect(
      play([
        [10, 'fine'],
        [42, 'degraded'],
      ]),
    ).toMatchObject({ state: 'degraded', since: at(42) });
  });

  it('turns better only after it was better for 60 s, and says so meanwhile', () => {
    const waiting = play([
      [30, 'degraded'],
      [90, 'fine'],
    ]);
    expect(waiting.state).toBe('degraded');
    expect(reasonOf(waiting)?.detail).toContain('Getting better');
    expect(
      play([
        [30, 'degraded'],
        [92, 'fine'],
      ]).state,
    ).toBe('fine');
  });

  it('starts its wait anew when it was fine in between', () => {
    expect(
      play([
        [0, 'fine'],
        [26, 'degraded'],
        [28, 'fine'],
        [56, 'degraded'],
      ]).state,
    ).toBe('fine');
  });

  it('waits once when it passes from yellow to red', () => {
    expect(
      play([
        [0, 'fine'],
        [16, 'degraded'],
        [32, 'critical'],
      ]).state,
    ).toBe('critical');
  });

  it('never changes more often than its waits allow, whatever it does', () => {
    const states = fc.array(fc.constantFrom<InputState>('fine', 'degraded', 'critical'), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(states, (sequence) => {
        let held: HeldVerdict | null = null;
        let changedAt = -Infinity;
        sequence.forEach((state, index) => {
          const next = hold(held, verdict(state), at(index * 2));
          if (held !== null && next.state !== held.state) {
            expect(index * 2000 - changedAt).toBeGreaterThanOrEqual(Math.min(HOLD_WORSE_MS, HOLD_BETTER_MS));
            changedAt = index * 2000;
          }
          held = next;
        });
      }),
    );
  });

  it('never turns green on a minute that was not fine throughout', () => {
    const state = fc.constantFrom<InputState>('fine', 'fine', 'degraded', 'critical');
    const runs = fc.array(fc.tuple(state, fc.integer({ min: 1, max: 40 })), { minLength: 2, maxLength: 12 });
    const longFine = runs.map((list) => list.flatMap(([each, times]) => Array<InputState>(times).fill(each)));
    fc.assert(
      fc.property(longFine, (sequence) => {
        let held = hold(null, verdict('fine'), at(-2));
        for (const [index, state] of sequence.entries()) {
          const next = hold(held, verdict(state), at(index * 2));
          if (held.state !== 'fine' && next.state === 'fine')
            expect(new Set(sequence.slice(index - HOLD_BETTER_MS / 2000, index + 1))).toEqual(
              new Set(['fine']),
            );
          held = next;
        }
      }),
    );
  });
});

it('is fine at once when nothing was known before, so that a first start need not wait; worse must hold', () => {
  const unknown = hold(null, verdict('unknown', 'fact'), at(0));
  expect(hold(unknown, verdict('fine'), at(2))).toMatchObject({ state: 'fine', since: at(2) });
  const held = judgeUntil(unknown, verdict('degraded'), 2, 30);
  expect(held).toMatchObject({ state: 'unknown', candidate: 'degraded' });
  expect(hold(held, verdict('degraded'), at(32)).state).toBe('degraded');
});

it('is fine at once however long nothing was known, where nothing bad stood before', () => {
  const never = judgeUntil(hold(null, verdict('unknown', 'fact'), at(0)), verdict('unknown', 'fact'), 2, 120);
  expect(hold(never, verdict('fine'), at(122)).state).toBe('fine');
  const fine = hold(null, verdict('fine'), at(0));
  const blind = judgeUntil(fine, verdict('unknown', 'fact'), 2, 120);
  expect(hold(blind, verdict('fine'), at(122)).state).toBe('fine');
});

it('is not fine at once after a stretch of ignorance that followed something bad', () => {
  const blind = hold(hold(null, verdict('critical'), at(0)), verdict('unknown', 'fact'), at(2));
  const held = judgeUntil(blind, verdict('fine'), 4, 62);
  expect(held).toMatchObject({ state: 'unknown', previousState: 'critical' });
  expect(hold(held, verdict('fine'), at(64)).state).toBe('fine');
});

it('is green only after it was fine for the whole wait, not merely better than red', () => {
  const red = judgeUntil(hold(null, verdict('fine'), at(-40)), verdict('critical'), -38, 0);
  expect(red.state).toBe('critical');
  const better = judgeUntil(red, verdict('degraded'), 2, 60);
  expect(better).toMatchObject({ state: 'critical', candidate: 'degraded', candidateSince: at(2) });
  const yellow = hold(better, verdict('fine'), at(62));
  expect(yellow).toMatchObject({ state: 'degraded', candidate: 'fine', candidateSince: at(62) });
  expect(judgeUntil(yellow, verdict('fine'), 64, 120).state).toBe('degraded');
  expect(judgeUntil(yellow, verdict('fine'), 64, 122)).toMatchObject({
    state: 'fine',
    candidate: null,
    candidateSince: null,
  });
});

it('turns red only after it was red for its own wait, however long it was about to turn green', () => {
  const yellow = judgeUntil(hold(null, verdict('fine'), at(-40)), verdict('degraded'), -38, 0);
  expect(yellow.state).toBe('degraded');
  const better = judgeUntil(yellow, verdict('fine'), 2, 50);
  expect(better.candidate).toBe('fine');
  const worse = hold(better, verdict('critical'), at(52));
  expect(worse).toMatchObject({ state: 'degraded', candidate: 'critical', candidateSince: at(52) });
  expect(judgeUntil(worse, verdict('critical'), 54, 80).state).toBe('degraded');
  expect(judgeUntil(worse, verdict('critical'), 54, 82).state).toBe('critical');
});

it('goes on with its wait over a change of the judging replica', () => {
  const waiting = hold(hold(null, verdict('fine'), at(0)), verdict('critical'), at(2));
  expect(hold(waiting, verdict('critical'), at(62)).state).toBe('critical');
  expect(hold(waiting, verdict('critical'), at(62.001)).state).toBe('fine');
});

it('begins its wait anew when nobody judged meanwhile', () => {
  const waiting = hold(hold(null, verdict('fine'), at(0)), verdict('critical'), at(2));
  const after = hold(waiting, verdict('critical'), at(600));
  expect(after).toMatchObject({ state: 'fine', candidateSince: at(600) });
});

describe('a hard fact', () => {
  it('acts at once, in both directions', () => {
    const red = hold(hold(null, verdict('fine', 'fact'), at(0)), verdict('critical', 'fact'), at(2));
    expect(red).toMatchObject({ state: 'critical', since: at(2) });
    expect(hold(red, verdict('fine', 'fact'), at(4)).state).toBe('fine');
  });

  it('ends at once, also when what is left to judge is a rate', () => {
    const red = hold(null, verdict('critical', 'fact'), at(0));
    expect(hold(red, verdict('fine'), at(2))).toMatchObject({ state: 'fine', previousState: 'critical' });
    expect(hold(red, verdict('degraded'), at(2)).state).toBe('degraded');
    const later = hold(hold(null, verdict('fine', 'fact'), at(0)), verdict('critical', 'fact'), at(2));
    expect(hold(later, verdict('fine'), at(4)).state).toBe('fine');
  });

  it('keeps since and what was before for as long as it stands', () => {
    const first = hold(null, verdict('fine', 'fact'), at(0));
    const red = hold(first, verdict('critical', 'fact'), at(2));
    const held = hold(red, verdict('critical', 'fact'), at(60));
    expect([held.since, held.previousState]).toEqual([at(2), 'fine']);
  });
});
