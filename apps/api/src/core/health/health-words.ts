import { HOLD_BETTER_MS } from './held-verdict';

/** 0.0234 → "2.3 %", 0.02 → "2 %" */
export function percent(fraction: number): string {
  const text = (fraction * 100).toFixed(fraction < 0.1 ? 1 : 0);
  return `${text.replace(/\.0$/, '')} %`;
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A time of day as the sentences tell it, to the second only where that matters. */
export const minuteOfDay = (at: Date): string => `${at.toISOString().slice(11, 16)} UTC`;
export const secondOfDay = (at: Date): string => `${at.toISOString().slice(11, 19)} UTC`;

/** "Under 2 % for 60 s": what a rate needs to be fine again. */
export const forHeld = (condition: string): string => `${condition} for ${HOLD_BETTER_MS / 1000} s`;
