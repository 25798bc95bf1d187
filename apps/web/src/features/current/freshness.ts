import type { Reading } from '../../lib/reading';
import { ageSeconds, isOutdated } from '../../lib/tile-state';
import { refreshPace } from '../../lib/refresh-pace';
import { spellSpan } from '../../lib/format';

/** What the page says about the age of its figures. `banner` is null while they are the present. */
export interface Freshness {
  ageSeconds: number | null;
  banner: string | null;
}

export function freshnessOf<T>(reading: Reading<T>, nowMs: number): Freshness {
  const age = ageSeconds(reading.asOfMs, nowMs);
  const old = age === null ? 'there are no figures yet' : `these figures are ${spoken(age)} old`;
  return { ageSeconds: age, banner: bannerOf(reading, nowMs, old) };
}

function bannerOf<T>(reading: Reading<T>, nowMs: number, old: string): string | null {
  const { failure } = reading;
  if (failure !== null && failure.isUnreachable)
    return failure.status === null
      ? `Cannot reach Watchroom: ${old}. Trying again.`
      : `Watchroom cannot give new figures: ${old}. ${failure.message}`;
  if (failure !== null) return `Watchroom refused to answer: ${old}. ${failure.message}`;
  // while the reader holds the page, that is what the page says
  return isOutdated(reading, nowMs) && !refreshPace.isHeld
    ? `Watchroom answers, but its figures stand still: ${old}.`
    : null;
}

/** "45 s" while seconds count, words beyond. */
const spoken = (seconds: number): string => (seconds < 120 ? `${seconds} s` : spellSpan(seconds));
