import type { ExternalServiceStatus } from '@watchroom/contracts';

/** A probe and what it made of its service. */
export interface JudgedProbe {
  at: Date;
  /** Null for probes of which the judgement was not written down. */
  status: ExternalServiceStatus | null;
  /** Until then it tells how the service is, unless another probe comes before. */
  speaksUntil: Date | null;
}

/** Whole seconds in each state. */
export interface StateSeconds {
  operational: number;
  degraded: number;
  down: number;
  /** Nobody could say: no probe, one too old, or one that tells nothing of the service. */
  unobserved: number;
}

export const NO_SECONDS: StateSeconds = { operational: 0, degraded: 0, down: 0, unobserved: 0 };

/** Start of the second that holds a moment, in seconds since 1970. */
export const secondOf = (at: Date): number => Math.floor(at.getTime() / 1000);

export const totalOf = ({ operational, degraded, down, unobserved }: StateSeconds): number =>
  operational + degraded + down + unobserved;

export const added = (a: StateSeconds, b: StateSeconds): StateSeconds => ({
  operational: a.operational + b.operational,
  degraded: a.degraded + b.degraded,
  down: a.down + b.down,
  unobserved: a.unobserved + b.unobserved,
});

/**
 * How long a service was in each state between two seconds (`from` <= t < `until`); together they are all of that time.
 * Every probe counts from the start of its second, so that the sum over any split is the whole.
 * @param probes oldest first; those before `from` that still speak in it included
 */
export function secondsBetween(probes: readonly JudgedProbe[], from: number, until: number): StateSeconds {
  const seconds = { ...NO_SECONDS };
  for (const [index, { at, status, speaksUntil }] of probes.entries()) {
    if (status === null || status === 'unknown' || speaksUntil === null) continue;
    const next = probes[index + 1];
    const end = Math.min(until, secondOf(speaksUntil), next === undefined ? Infinity : secondOf(next.at));
    seconds[status] += Math.max(0, end - Math.max(from, secondOf(at)));
  }
  return { ...seconds, unobserved: Math.max(0, until - from) - totalOf(seconds) };
}
