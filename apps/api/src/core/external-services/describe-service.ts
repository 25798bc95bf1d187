import {
  EXTERNAL_SERVICES,
  type ExternalServiceDetail,
  type ExternalServiceKey,
  type ExternalServicesStatus,
} from '@watchroom/contracts';
import { detailOf } from './describe-reason';
import type { ExternalServiceState } from './external-service-state';
import { type Judgement, judgeProbes, overdueAt } from './judge-probes';
import { NO_HISTORY } from './probe-history';
import type { ServiceFacts } from './service-facts';
import { serviceTurnsGreen } from './turns-green';

/** As long as the witnesses were not heard. */
const UNHEARD = { verdict: null, verdict_detail: null, verdict_since: null, witnesses: null, effect: null };

/** What to show of one service at `now`; `state` is null before its first probe. */
export function describeService(
  state: ExternalServiceState | null,
  facts: ServiceFacts,
  now: Date,
): ExternalServiceDetail {
  const history = state?.history ?? NO_HISTORY;
  const judgement = judgeProbes(history, facts, now);
  const newest = facts.configured ? history.recent.at(-1) : undefined;
  return {
    ...judgement,
    detail: detailOf(judgement.reason, history, facts),
    latency_ms: newest?.outcome.latencyMs ?? null,
    checked_at: newest?.at.toISOString() ?? null,
    since: sinceOf(judgement, state, facts)?.toISOString() ?? null,
    turns_green: serviceTurnsGreen(judgement.reason, history, facts),
    ...UNHEARD,
  };
}

/** All services at `now`, as the contract has them. */
export function describeServices(
  states: readonly ExternalServiceState[],
  facts: Record<ExternalServiceKey, ServiceFacts>,
  now: Date,
): Omit<ExternalServicesStatus, 'history'> {
  const details = {} as ExternalServicesStatus['details'];
  const statuses = {} as Record<ExternalServiceKey, ExternalServiceDetail['status']>;
  for (const key of EXTERNAL_SERVICES) {
    const state = states.find((candidate) => candidate.key === key) ?? null;
    details[key] = describeService(state, facts[key], now);
    statuses[key] = details[key].status;
  }
  return { ...statuses, details };
}

/** The stored time, unless the status came about since then by time passing or by configuration. */
function sinceOf(judgement: Judgement, state: ExternalServiceState | null, facts: ServiceFacts): Date | null {
  const newest = state?.history.recent.at(-1);
  if (state === null || newest === undefined || judgement.reason === 'not_configured') return null;
  if (judgement.reason === 'probe_overdue') return overdueAt(newest, state.history, facts);
  return judgement.status === state.status ? state.since : newest.at;
}
