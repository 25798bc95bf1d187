import type { HealthReason } from '@watchroom/contracts';
import { secondOfDay } from './health-words';
import { type HeldVerdict, HOLD_BETTER_MS, HOLD_WORSE_MS } from './held-verdict';
import { healthOf, type InputState, severityOf } from './input-verdict';

/** The ledger entry of a standing verdict; null when it is fine. */
export function reasonOf(held: HeldVerdict): HealthReason | null {
  const { input, state, previousState, value, limit, unit, since, detail } = held;
  if (state === 'fine') return null;
  return {
    input,
    state,
    value,
    limit,
    unit,
    since: since.toISOString(),
    previous_state: wordOf(previousState),
    detail: `${detail}${outlookOf(held)}`,
    turns_green: greenOf(held),
  };
}

/** The database does not answer this replica; what it was before is known from the figures that are shown. */
export const databaseAway = (since: Date): HealthReason => ({
  input: 'database',
  state: 'critical',
  value: 'unreachable',
  limit: 'reachable',
  unit: null,
  since: since.toISOString(),
  previous_state: 'healthy',
  detail: 'The database does not answer, or takes no writes. All figures are from before.',
  turns_green: 'The next answer of the database.',
});

/** No replica renews the verdicts; `judgedAt` null: none ever did. `standing`: what is remembered of our own data. */
export const nobodyJudges = (judgedAt: Date | null, standing: HeldVerdict | null): HealthReason => ({
  input: 'own_data',
  state: 'unknown',
  value: null,
  limit: null,
  unit: null,
  since: judgedAt?.toISOString() ?? null,
  previous_state: wordOf(standing?.state ?? null),
  detail: 'The state of the system has not been judged yet, or not for a while: no verdict can be trusted.',
  turns_green: 'The next judgement.',
});

const wordOf = (state: InputState | null): HealthReason['previous_state'] =>
  state === null ? null : healthOf(state);

/** What is on its way and when it will count; a verdict that nothing contests has none. */
function outlookOf({ state, candidate }: HeldVerdict): string {
  if (candidate === null) return '';
  const isWorse = severityOf(candidate) > severityOf(state);
  const seconds = (isWorse ? HOLD_WORSE_MS : HOLD_BETTER_MS) / 1000;
  const way = state === 'unknown' ? '' : isWorse ? ' Getting worse;' : ' Getting better;';
  return way === ''
    ? ` It counts once it has held for ${seconds} s.`
    : `${way} it counts once it has held for ${seconds} s.`;
}

/** The condition, and the earliest time where the wait for it has begun. */
function greenOf({ turnsGreen, candidate, candidateSince }: HeldVerdict): string {
  if (turnsGreen === null) return 'The next judgement.';
  if (candidate !== 'fine' || candidateSince === null) return `${turnsGreen}.`;
  const earliest = new Date(candidateSince.getTime() + HOLD_BETTER_MS);
  return `${turnsGreen}: at the earliest at ${secondOfDay(earliest)}.`;
}
