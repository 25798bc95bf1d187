import type { HealthInput, HealthReason } from '@watchroom/contracts';
import { type InputState, type InputVerdict, severityOf } from './input-verdict';

/** A rate must stay worse, or better, for this long before its verdict changes. */
export const HOLD_WORSE_MS = 30_000;
export const HOLD_BETTER_MS = 60_000;

/** The standing verdict on an input, as it is remembered between two judgements. */
export interface HeldVerdict {
  input: HealthInput;
  state: InputState;
  since: Date;
  /** A different verdict on its way; null while the standing one is confirmed. */
  candidate: InputState | null;
  candidateSince: Date | null;
  value: number | string | null;
  limit: number | string | null;
  detail: string;
}

/** The standing verdict after one more judgement. Hard facts and first judgements stand at once. */
export function hold(previous: HeldVerdict | null, verdict: InputVerdict, now: Date): HeldVerdict {
  if (previous === null || verdict.kind === 'fact') return stand(previous, verdict, now);
  // A number that is known again and fine takes nothing bad back that somebody may have seen.
  if (previous.state === 'unknown' && verdict.state === 'fine') return stand(previous, verdict, now);
  if (verdict.state === previous.state) return stand(previous, verdict, now);
  const isWorse = severityOf(verdict.state) > severityOf(previous.state);
  const goesOn = previous.candidateSince !== null && sameDirection(previous, verdict.state);
  const candidateSince = goesOn && previous.candidateSince ? previous.candidateSince : now;
  const heldMs = now.getTime() - candidateSince.getTime();
  if (heldMs >= (isWorse ? HOLD_WORSE_MS : HOLD_BETTER_MS)) return stand(previous, verdict, now);
  const { value, limit, detail } = isWorse ? verdict : previous;
  return { ...previous, candidate: verdict.state, candidateSince, value, limit, detail };
}

/** The ledger entry of a standing verdict; null when it is fine. */
export function reasonOf(held: HeldVerdict): HealthReason | null {
  if (held.state === 'fine') return null;
  const { input, state, value, limit, since, detail } = held;
  const outlook = outlookOf(held);
  return { input, state, value, limit, since: since.toISOString(), detail: `${detail}${outlook}` };
}

/** What is on its way and when it will count; a verdict that nothing contests has none. */
function outlookOf({ state, candidate }: HeldVerdict): string {
  if (candidate === null) return '';
  if (state === 'unknown') return ` It counts once it has held for ${HOLD_WORSE_MS / 1000} s.`;
  return severityOf(candidate) < severityOf(state)
    ? ` Getting better; it counts once it has held for ${HOLD_BETTER_MS / 1000} s.`
    : ` Getting worse; it counts once it has held for ${HOLD_WORSE_MS / 1000} s.`;
}

function stand(previous: HeldVerdict | null, verdict: InputVerdict, now: Date): HeldVerdict {
  const since = previous?.state === verdict.state ? previous.since : now;
  const { input, state, value, limit, detail } = verdict;
  return {
    input,
    state,
    since: verdict.since ?? since,
    candidate: null,
    candidateSince: null,
    value,
    limit,
    detail,
  };
}

/** A wait towards worse goes on whether the rate is now yellow or red; one towards better likewise. */
function sameDirection(previous: HeldVerdict, next: InputState): boolean {
  if (previous.candidate === null) return false;
  const standing = severityOf(previous.state);
  return Math.sign(severityOf(previous.candidate) - standing) === Math.sign(severityOf(next) - standing);
}
