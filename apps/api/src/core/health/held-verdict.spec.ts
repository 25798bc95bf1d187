import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type HeldVerdict, hold, HOLD_BETTER_MS, HOLD_WORSE_MS, reasonOf } from './held-verdict';
import type { InputState, InputVerdict } from './input-verdict';

const START = Date.parse('2026-01-01T10:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1000);

const verdict = (state: InputState, kind: 'rate' | 'fact' = 'rate'): InputVerdict => ({
  input: 'error_rate',
  state,
  kind,
  value: 0.03,
  limit: 0.02,
  since: null,
  detail: `It is ${state}.`,
});

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
      [0, 'degraded'],
      [60, 'fine'],
    ]);
    expect(waiting.state).toBe('degraded');
    expect(reasonOf(waiting)?.detail).toContain('Getting better');
    expect(
      play([
        [0, 'degraded'],
        [62, 'fine'],
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
});

it('is fine at once when nothing was known before, so that a first start need not wait; worse must hold', () => {
  const unknown = hold(null, verdict('unknown', 'fact'), at(0));
  expect(hold(unknown, verdict('fine'), at(2))).toMatchObject({ state: 'fine', since: at(2) });
  const wavering = hold(unknown, verdict('degraded'), at(2));
  expect(wavering).toMatchObject({ state: 'unknown', candidate: 'degraded' });
  expect(hold(wavering, verdict('degraded'), at(32)).state).toBe('degraded');
});

describe('a hard fact', () => {
  it('acts at once, in both directions', () => {
    const red = hold(hold(null, verdict('fine', 'fact'), at(0)), verdict('critical', 'fact'), at(2));
    expect(red).toMatchObject({ state: 'critical', since: at(2) });
    expect(hold(red, verdict('fine', 'fact'), at(4)).state).toBe('fine');
  });

  it('keeps since for as long as it stands', () => {
    const held = hold(hold(null, verdict('critical', 'fact'), at(0)), verdict('critical', 'fact'), at(60));
    expect(held.since).toEqual(at(0));
  });
});

it('tells the new figures of a rate that was not known, and that they do not count yet', () => {
  const blind = hold(null, { ...verdict('unknown', 'fact'), detail: 'Nobody reports.' }, at(0));
  const held = hold(blind, verdict('degraded'), at(2));
  expect(reasonOf(held)).toMatchObject({
    state: 'unknown',
    value: 0.03,
    detail: 'It is degraded. It counts once it has held for 30 s.',
  });
});

it('gives no reason for what is fine', () => {
  expect(reasonOf(hold(null, verdict('fine'), at(0)))).toBeNull();
});
