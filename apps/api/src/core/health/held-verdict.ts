import type { HealthInput, HealthUnit } from '@watchroom/contracts';
import { type InputState, type InputVerdict, severityOf } from './input-verdict';

/** A rate must stay worse, or better, for this long before its verdict changes. */
export const HOLD_WORSE_MS = 30_000;
export const HOLD_BETTER_MS = 60_000;
/** A wait goes on over a change of the judging replica, not over a longer time in which nobody judged. */
export const LONGEST_GAP_MS = 60_000;
/** Inputs are judged every 2 s; after this long without a judgement nobody judges. */
export const JUDGEMENT_OVERDUE_MS = 15_000;

/** The standing verdict on an input, as it is remembered between two judgements. */
export interface HeldVerdict {
  input: HealthInput;
  state: InputState;
  /** What it was before; null when it was never judged before. */
  previousState: InputState | null;
  since: Date;
  /** Of the judgement that made it stand; null where that was not remembered yet. */
  kind: InputVerdict['kind'] | null;
  /** A different verdict on its way; null while the standing one is confirmed. */
  candidate: InputState | null;
  candidateSince: Date | null;
  value: number | string | null;
  limit: number | string | null;
  unit: HealthUnit | null;
  detail: string;
  /** Null where it was not remembered yet. */
  turnsGreen: string | null;
  judgedAt: Date;
}

/**
 * The standing verdict after one more judgement. Hard facts and first judgements stand at once; a bad first judgement
 * of a rate that did not hold like any other is taken back at once.
 */
export function hold(previous: HeldVerdict | null, verdict: InputVerdict, now: Date): HeldVerdict {
  if (previous === null || verdict.kind === 'fact' || verdict.state === previous.state)
    return stand(previous, verdict, verdict.state, now);
  const isWorse = severityOf(verdict.state) > severityOf(previous.state);
  if (!isWorse && (endsAtOnce(previous) || isUnproven(previous, now)))
    return stand(previous, verdict, verdict.state, now);
  const wait = waitFor(previous, verdict.state, now);
  const neededMs = isWorse ? HOLD_WORSE_MS : HOLD_BETTER_MS;
  if (now.getTime() - wait.since.getTime() >= neededMs) return stand(previous, verdict, wait.state, now);
  const { value, limit, unit, detail, turnsGreen } = isWorse ? verdict : previous;
  const told = { value, limit, unit, detail, turnsGreen };
  return { ...previous, ...told, candidate: wait.state, candidateSince: wait.since, judgedAt: now };
}

/**
 * A hard fact ends as it began: at once. So does ignorance, for it takes nothing bad back that somebody may have seen,
 * unless something bad stood before it.
 */
function endsAtOnce({ kind, state, previousState }: HeldVerdict): boolean {
  const isIgnorance = state === 'unknown';
  return isIgnorance ? previousState === null || previousState === 'fine' : kind === 'fact';
}

/** First ever, and not yet standing for as long as a rate must be bad to be called so: a start is often a moment slow. */
const isUnproven = ({ previousState, since }: HeldVerdict, now: Date): boolean =>
  previousState === null && now.getTime() - since.getTime() < HOLD_WORSE_MS;

/**
 * A wait towards worse goes on whether the rate is now yellow or red. One towards better ends in the worst that was
 * seen during it: "under the limit for 60 s" must be true of each judgement. A gap without judgements begins it anew.
 */
function waitFor(
  { state: standing, candidate, candidateSince, judgedAt }: HeldVerdict,
  next: InputState,
  now: Date,
): { state: InputState; since: Date } {
  const side = (state: InputState) => Math.sign(severityOf(state) - severityOf(standing));
  const hasGap = now.getTime() - judgedAt.getTime() > LONGEST_GAP_MS;
  const goesOn = candidate !== null && candidateSince !== null && !hasGap && side(candidate) === side(next);
  if (!goesOn) return { state: next, since: now };
  const isBetter = side(next) < 0;
  const worst = isBetter && severityOf(candidate) > severityOf(next) ? candidate : next;
  return { state: worst, since: candidateSince };
}

function stand(
  previous: HeldVerdict | null,
  verdict: InputVerdict,
  state: InputState,
  now: Date,
): HeldVerdict {
  const { input, kind, value, limit, unit, detail, turnsGreen } = verdict;
  const told = { input, kind, value, limit, unit, detail, turnsGreen };
  const isSame = previous?.state === state;
  const isOnTheWay = verdict.state !== state;
  return {
    ...told,
    state,
    previousState: isSame ? previous.previousState : (previous?.state ?? null),
    since: verdict.since ?? (isSame ? previous.since : now),
    candidate: isOnTheWay ? verdict.state : null,
    candidateSince: isOnTheWay ? now : null,
    judgedAt: now,
  };
}
