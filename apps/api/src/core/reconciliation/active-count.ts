import type { ActiveCount, ExternalServiceKey } from '@watchroom/contracts';
import type { CountOutcome, NotCountedReason } from '../external-services/count-outcome';
import { LONGEST_PAUSE_MS } from '../external-services/probe-history';

/** Fewer polls than this in a row are sessions that come and go while both are being counted. */
const POLLS_TO_DRIFT = 3;
/** Of the greater number: as much is always under way between us and the vendor. Up to 49 sessions: none. */
const SHARE_UNDER_WAY = 0.02;
const FIRST_PAUSE_MS = 60_000;

/** One comparison of our active sessions with the vendor's, and what earlier ones have to do with it. */
export interface RecordedCount {
  service: ExternalServiceKey;
  askedAt: Date;
  ours: number;
  /** Null when the vendor could not be asked; `notCounted` says why then. */
  theirs: number | null;
  atLeast: boolean;
  notCounted: NotCountedReason | 'throttled' | null;
  pausedUntil: Date | null;
  /** Throttled answers in a row. */
  refusals: number;
  /** Of the first poll in a row that differed in the same direction. */
  differingSince: Date | null;
  differingPolls: number;
}

/** What is to be remembered after one more poll. A vendor that cannot be asked changes nothing of a difference. */
export function recordCount(
  {
    service,
    askedAt,
    ours,
    outcome,
  }: Pick<RecordedCount, 'service' | 'askedAt' | 'ours'> & { outcome: CountOutcome },
  previous: RecordedCount | null,
): RecordedCount {
  const base = { service, askedAt, ours, pausedUntil: null, refusals: 0 };
  if (outcome.kind === 'counted') {
    const { count: theirs, atLeast } = outcome;
    return {
      ...base,
      theirs,
      atLeast,
      notCounted: null,
      ...differing({ ...base, theirs, atLeast }, previous),
    };
  }
  const unasked = {
    ...base,
    theirs: null,
    atLeast: false,
    differingSince: previous?.differingSince ?? null,
    differingPolls: previous?.differingPolls ?? 0,
  };
  if (outcome.kind === 'not_counted') return { ...unasked, notCounted: outcome.reason };
  const refusals = (previous?.refusals ?? 0) + 1;
  const pauseMs = outcome.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (refusals - 1);
  const pausedUntil = new Date(askedAt.getTime() + Math.min(pauseMs, LONGEST_PAUSE_MS));
  return { ...unasked, notCounted: 'throttled', refusals, pausedUntil };
}

/** Whether a vendor is to be asked again. */
export const isCountDue = (previous: RecordedCount | null, everyMs: number, now: Date): boolean =>
  previous === null ||
  (now.getTime() - previous.askedAt.getTime() >= everyMs && (previous.pausedUntil ?? now) <= now);

/** As it is told. It drifts once it has differed in the same direction in three polls in a row. */
export const activeCountOf = (count: RecordedCount): ActiveCount => ({
  ours: count.ours,
  theirs: count.theirs,
  at_least: count.atLeast,
  asked_at: count.askedAt.toISOString(),
  drifting_since:
    count.differingPolls >= POLLS_TO_DRIFT ? (count.differingSince?.toISOString() ?? null) : null,
});

type Compared = Pick<RecordedCount, 'ours' | 'theirs' | 'atLeast'>;

function differing(
  now: Compared & Pick<RecordedCount, 'askedAt'>,
  previous: RecordedCount | null,
): Pick<RecordedCount, 'differingSince' | 'differingPolls'> {
  const direction = directionOf(now);
  if (direction === 0) return { differingSince: null, differingPolls: 0 };
  const goesOn = previous !== null && previous.differingPolls > 0 && sameDirection(previous, direction);
  return goesOn
    ? { differingSince: previous.differingSince, differingPolls: previous.differingPolls + 1 }
    : { differingSince: now.askedAt, differingPolls: 1 };
}

/** A poll that could not ask does not tell its direction; the one before it did. */
const sameDirection = (previous: RecordedCount, direction: number): boolean =>
  previous.theirs === null || directionOf(previous) === direction;

/** 1: we have more; -1: they have. A vendor that has more than were counted can only be said to have more than we. */
function directionOf({ ours, theirs, atLeast }: Compared): -1 | 0 | 1 {
  const difference = ours - (theirs ?? ours);
  if (Math.abs(difference) <= Math.floor(SHARE_UNDER_WAY * Math.max(ours, theirs ?? 0))) return 0;
  if (difference < 0) return -1;
  return atLeast ? 0 : 1;
}
