import type { CurrentMetrics, Evidence } from '@watchroom/contracts';

/**
 * What of `/current` a watcher must hear of: two bodies with the same text differ only in when they were read and in
 * how much stands behind their numbers.
 */
export function materialOf({ as_of: _readAt, evidence, ...numbers }: CurrentMetrics): string {
  return JSON.stringify([numbers, Object.values(evidence).map(standingOf)]);
}

const standingOf = ({ stale, too_few }: Evidence): [stale: boolean, tooFew: boolean] => [
  stale,
  too_few === true,
];
