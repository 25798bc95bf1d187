import { PACES_MS, type PaceMs } from '../../lib/cadence';
import { counted, spellSpan } from '../../lib/format';
import type { Pace } from '../../lib/refresh-pace';

/** "Off", "10 s", "1 min" */
const short = (ms: PaceMs): string =>
  ms === null ? 'Off' : ms < 60_000 ? `${ms / 1000} s` : `${ms / 60_000} min`;

export const PACE_OPTIONS = PACES_MS.map((ms) => ({
  value: ms === null ? 'off' : String(ms),
  label: short(ms),
}));

/** The choice behind the value of an option. */
export const paceOf = (value: string): PaceMs => PACES_MS.find((ms) => String(ms) === value) ?? null;

export type HowNew = 'live' | 'asked' | 'held';

/** How new figures come, in a word or two. */
export function badgeOf({ chosenMs, isPaused }: Pace, isLive: boolean): { kind: HowNew; word: string } {
  if (isPaused) return { kind: 'held', word: 'Paused' };
  if (chosenMs === null) return { kind: 'held', word: 'Off' };
  return isLive ? { kind: 'live', word: 'Live' } : { kind: 'asked', word: `Every ${short(chosenMs)}` };
}

/** What the page says of itself while it does not refresh; null while it does. */
export function heldSentence({ chosenMs, isPaused }: Pace, ageSeconds: number | null): string | null {
  if (!isPaused && chosenMs !== null) return null;
  const why = isPaused ? 'This page is paused' : 'This page does not refresh itself';
  if (ageSeconds === null) return `${why}.`;
  const age = ageSeconds < 120 ? counted(ageSeconds, 'second') : spellSpan(ageSeconds);
  return `${why}: its figures are ${age} old.`;
}
