import type { StatusReason } from '@watchroom/contracts';
import { failuresAmong, FAILURES_NOW_AND_THEN, SLOW_FRACTION } from './judge-probes';
import { ANSWERS_TO_UP, type ProbeHistory, REMEMBERED_PROBES } from './probe-history';
import { isFailure } from './probe-outcome';
import type { ServiceFacts } from './service-facts';

type Sentence = (history: ProbeHistory, facts: ServiceFacts) => string;

/** What would make the service operational, in one sentence; null when it is. */
export const serviceTurnsGreen = (
  reason: StatusReason,
  history: ProbeHistory,
  facts: ServiceFacts,
): string | null => (reason === 'answered' ? null : SENTENCES[reason](history, facts));

const SENTENCES: Record<Exclude<StatusReason, 'answered'>, Sentence> = {
  slow: (_, { timeoutMs }) => `An answer within ${(timeoutMs * SLOW_FRACTION) / 1000} s.`,
  throttled: ({ pausedUntil }) =>
    pausedUntil === null
      ? 'An answer that is not throttled.'
      : `An answer that is not throttled: at the earliest after ${pausedUntil.toISOString().slice(11, 19)} UTC.`,
  quota_exhausted: () => 'A usage limit of the account that is not reached.',
  failing_now_and_then: ({ recent }) => `${good(answersUntilSteady(recent))}.`,
  failing: ({ recent }) => {
    const newest = recent.at(-1);
    const hasAnswered = newest !== undefined && !isFailure(newest.outcome);
    return hasAnswered ? `${good(ANSWERS_TO_UP - 1)} more.` : `${good(ANSWERS_TO_UP)}.`;
  },
  never_answered: () => 'The first answer.',
  reachable_unverified: (_, { variables }) => `Credentials to ask it with: ${variables.join(', ')}.`,
  not_configured: (_, { variables }) => `Its settings: ${variables.join(', ')}.`,
  probe_overdue: () => 'The next probe that is answered.',
  we_are_offline: () => "Watchroom's own network, and an answer after that.",
  misconfigured: (_, { variables }) => `Settings that it accepts: ${variables.join(', ')}.`,
};

/** Answers in a row after which fewer failures are remembered than make a trend. */
function answersUntilSteady(recent: ProbeHistory['recent']): number {
  for (let answers = 1; answers < REMEMBERED_PROBES; answers++)
    if (failuresAmong(recent.slice(answers - REMEMBERED_PROBES)) < FAILURES_NOW_AND_THEN) return answers;
  return REMEMBERED_PROBES;
}

const good = (probes: number): string => (probes === 1 ? '1 good probe' : `${probes} good probes in a row`);
