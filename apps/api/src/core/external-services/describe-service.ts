import {
  EXTERNAL_SERVICES,
  type ExternalServiceDetail,
  type ExternalServiceKey,
  type ExternalServicesStatus,
} from '@watchroom/contracts';
import { describeVerdict } from '../witnesses/describe-verdict';
import type { HeldConclusion } from '../witnesses/held-conclusion';
import { detailOf } from './describe-reason';
import type { ExternalServiceState } from './external-service-state';
import { isAsked, type Judgement, judgeProbes, overdueAt } from './judge-probes';
import { NO_HISTORY } from './probe-history';
import type { ServiceFacts } from './service-facts';
import { serviceTurnsGreen } from './turns-green';

/** What to show of one service at `now`; `state` is null before its first probe, `held` before its first verdict. */
export function describeService(
  state: ExternalServiceState | null,
  facts: ServiceFacts,
  now: Date,
  held: HeldConclusion | null = null,
): ExternalServiceDetail {
  const history = state?.history ?? NO_HISTORY;
  const judgement = judgeProbes(history, facts, now);
  const newest = isAsked(facts) ? history.recent.at(-1) : undefined;
  return {
    ...judgement,
    detail: detailOf(judgement.reason, history, facts),
    latency_ms: newest?.outcome.latencyMs ?? null,
    checked_at: newest?.at.toISOString() ?? null,
    since: sinceOf(judgement, state, facts)?.toISOString() ?? null,
    turns_green:
      judgement.status === 'operational' ? null : serviceTurnsGreen(judgement.reason, history, facts),
    ...describeVerdict(isAsked(facts) ? held : null, now),
  };
}

/** All services at `now`, as the contract has them. */
export function describeServices(
  states: readonly ExternalServiceState[],
  facts: Record<ExternalServiceKey, ServiceFacts>,
  now: Date,
  verdicts: readonly HeldConclusion[] = [],
): Omit<ExternalServicesStatus, 'history'> {
  const details = {} as ExternalServicesStatus['details'];
  const statuses = {} as Record<ExternalServiceKey, ExternalServiceDetail['status']>;
  for (const key of EXTERNAL_SERVICES) {
    const state = states.find((candidate) => candidate.key === key) ?? null;
    const held = verdicts.find(({ service }) => service === key) ?? null;
    details[key] = describeService(state, facts[key], now, held);
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
