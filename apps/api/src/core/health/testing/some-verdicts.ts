import { type HeldVerdict, hold } from '../held-verdict';
import type { InputState, InputVerdict } from '../input-verdict';

const START = Date.parse('2026-01-01T10:00:00Z');
export const at = (seconds: number) => new Date(START + seconds * 1000);

export const someVerdict = (state: InputState, kind: 'rate' | 'fact' = 'rate'): InputVerdict => ({
  input: 'error_rate',
  state,
  kind,
  value: 0.03,
  limit: 0.02,
  unit: 'fraction',
  since: null,
  detail: `It is ${state}.`,
  turnsGreen: 'Under 2 % for 60 s',
});

/** The same verdict every 2 s from one second to another, both included. */
export function judgeUntil(held: HeldVerdict, next: InputVerdict, from: number, to: number): HeldVerdict {
  let standing = held;
  for (let second = from; second <= to; second += 2) standing = hold(standing, next, at(second));
  return standing;
}
