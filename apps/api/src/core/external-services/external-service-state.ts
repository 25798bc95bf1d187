import type { ExternalServiceKey } from '@watchroom/contracts';
import { type Judgement, judgeProbes, type ProbeFacts } from './judge-probes';
import { NO_HISTORY, type ProbeHistory, remember } from './probe-history';
import type { RecordedProbe } from './probe-outcome';

/** What is stored of one service: the judgement right after its newest probe, and what led to it. */
export interface ExternalServiceState extends Judgement {
  key: ExternalServiceKey;
  /** When the status began. A stretch in which nobody probed does not start it anew. */
  since: Date;
  history: ProbeHistory;
}

/** The state after one more probe; `previous` is null before the first one. */
export function nextState(
  key: ExternalServiceKey,
  previous: ExternalServiceState | null,
  probe: RecordedProbe,
  facts: ProbeFacts,
): ExternalServiceState {
  const history = remember(previous?.history ?? NO_HISTORY, probe, facts);
  const judgement = judgeProbes(history, facts, probe.at);
  const since = previous?.status === judgement.status ? previous.since : probe.at;
  return { key, ...judgement, since, history };
}

/** Of each service the state that knows the later probe; at the same time the one of `states`. */
export function latestOf(
  states: readonly ExternalServiceState[],
  others: readonly ExternalServiceState[],
): ExternalServiceState[] {
  const latest = new Map(states.map((state) => [state.key, state]));
  for (const other of others) if (isLater(other, latest.get(other.key))) latest.set(other.key, other);
  return [...latest.values()];
}

/** Whether a state knows a later probe than another one does; than none, always. */
export const isLater = (state: ExternalServiceState, other: ExternalServiceState | undefined): boolean =>
  other === undefined || newestMs(state) > newestMs(other);

const newestMs = ({ history }: ExternalServiceState): number =>
  history.recent.at(-1)?.at.getTime() ?? -Infinity;

/** Whether a service may be asked now: it did not ask us to wait. */
export const mayBeAsked = (state: ExternalServiceState | null, now: Date): boolean =>
  (state?.history.pausedUntil?.getTime() ?? 0) <= now.getTime();
