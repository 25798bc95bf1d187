import type { Evidence } from '@watchroom/contracts';
import { counted, formatError, formatSpan, lastSpan } from './format';
import { ageOf } from './tile-state';
import type { Tone } from './tone';

/** What a tile means, for people who do not count requests for a living. */
export interface Explanation {
  /** One or two sentences. */
  means: string;
  /** What stands behind the number at this moment: name and text. */
  facts: [name: string, text: string][];
  /** What each colour says with the limits as they are. */
  levels: { tone: Tone; text: string }[];
}

/** What stands behind a number, in words: over which time, how much was seen, how exact it is, by whom and how old. */
export function evidenceFacts(
  evidence: Evidence,
  noun: string,
  nowMs: number,
  nouns?: string,
): Explanation['facts'] {
  const { n, window_seconds, relative_error, sources, newest_at } = evidence;
  const facts: Explanation['facts'] = [
    ['Looks at', `the ${lastSpan(window_seconds)}`],
    ['Rests on', counted(n, noun, nouns)],
  ];
  if (relative_error !== undefined) facts.push(['Precision', precisionOf(relative_error)]);
  facts.push(['Told by', sources.length === 0 ? 'nobody yet' : sources.join(', ')]);
  facts.push(['Newest report', newestOf(newest_at, nowMs)]);
  return facts;
}

const precisionOf = (error: number | null): string => {
  if (error === null) return 'not known';
  return error === 0 ? 'exact' : `the true value lies within ${formatError(error)}`;
};

function newestOf(newestAt: string | null, nowMs: number): string {
  const age = ageOf(newestAt, nowMs);
  return age === null ? 'none yet' : `${formatSpan(age)} ago`;
}

/** Rates are judged with patience. */
export const HELD: [name: string, text: string] = [
  'System health',
  'follows once it has been so for 30 seconds, or for 60 seconds where it gets better',
];

/** Of numbers that are shown and not judged. */
export const NOT_JUDGED = 'This number is shown and not judged: no value of it is good or bad by itself.';
