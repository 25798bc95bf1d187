import { EXTERNAL_SERVICE_NAMES, type StatusReason } from '@watchroom/contracts';
import { failuresAmong } from './judge-probes';
import { ANSWERS_TO_UP, inARow, type ProbeHistory, REMEMBERED_PROBES } from './probe-history';
import { isFailure, type FailureKind, type ProbeFailure, type RecordedProbe } from './probe-outcome';
import type { ServiceFacts } from './service-facts';

interface Told {
  name: string;
  facts: ServiceFacts;
  history: ProbeHistory;
  newest: RecordedProbe | undefined;
}

/** One sentence or two for the person on duty: what is so, and where to look next. */
export function detailOf(reason: StatusReason, history: ProbeHistory, facts: ServiceFacts): string {
  const name = EXTERNAL_SERVICE_NAMES[facts.key];
  return SENTENCES[reason]({ name, facts, history, newest: history.recent.at(-1) });
}

const SENTENCES: Record<StatusReason, (told: Told) => string> = {
  answered: ({ name, newest }) => `${name} answered in ${durationOf(newest)}.`,
  reachable_unverified: ({ name, newest, facts }) =>
    `${name} is reachable (${durationOf(newest)}). It was asked without credentials: whether it serves this account is not known. Set ${facts.variables.join(', ')} to know.`,
  slow: ({ name, newest, facts }) =>
    `${name} answers slowly: ${durationOf(newest)}, more than half of the time limit of ${seconds(facts.timeoutMs)}.`,
  throttled: ({ name, history }) =>
    `${name} throttles this installation (HTTP 429)${history.pausedUntil ? `; it is asked again after ${timeOf(history.pausedUntil)}` : ''}.`,
  quota_exhausted: ({ name }) =>
    `${name} refuses: the usage limit of the account is reached (HTTP 402). Raise the plan or wait for the next period.`,
  failing_now_and_then: ({ name, history, facts }) =>
    `${name} failed ${failuresAmong(history.recent)} of the last ${plural(history.recent.length)}${lastFailure(history, facts)}. ${contact(facts)}`,
  failing: failingSentence,
  never_answered: ({ name, history, facts, newest }) =>
    newest
      ? `${name} has not answered yet${lastFailure(history, facts)}.`
      : `${name} has not been asked yet.`,
  not_configured: ({ name, facts }) => `${name} is not configured: set ${facts.variables.join(', ')}.`,
  probe_overdue: ({ name, newest }) =>
    `Nobody has asked ${name}${newest ? ` since ${timeOf(newest.at)}` : ''}: its status is not known.`,
  we_are_offline: ({ name }) =>
    `No external service can be reached, ${name} included: most likely Watchroom's own network is down.`,
  misconfigured: misconfiguredSentence,
};

function failingSentence({ name, history, facts, newest }: Told): string {
  if (newest !== undefined && !isFailure(newest.outcome))
    return `${name} answered again after an outage; it counts as up after ${ANSWERS_TO_UP} answers in a row.`;
  const times = inARow(
    history.recent.filter(({ offline }) => !offline),
    isFailure,
  );
  const atLeast = times >= REMEMBERED_PROBES ? 'at least ' : '';
  return `${name} has failed ${atLeast}${plural(times)} in a row${lastFailure(history, facts)}. ${contact(facts)}`;
}

function misconfiguredSentence({ name, newest, facts }: Told): string {
  const variables = facts.variables.join(', ');
  const status = newest?.outcome.kind === 'misconfigured' ? newest.outcome.httpStatus : null;
  if (status === null) return `${name} cannot be asked with these settings: check ${variables}.`;
  return `${name} is reachable but does not accept the credentials (HTTP ${status}): check ${variables}.`;
}

const FAILURES: Record<FailureKind, (failure: ProbeFailure, facts: ServiceFacts) => string> = {
  status5xx: ({ httpStatus }) => `HTTP ${httpStatus}`,
  timeout: ({ network }, { timeoutMs }) =>
    network ? 'no connection in time' : `time-out after ${seconds(timeoutMs)}`,
  tls: () => 'its TLS certificate was not accepted',
  dns: () => 'its name cannot be resolved',
  refused: () => 'connection refused',
  unreachable: () => 'no way to its host',
  reset: () => 'connection closed without an answer',
  malformed: ({ httpStatus }) =>
    httpStatus === null ? 'not an HTTP answer' : `HTTP ${httpStatus} with an answer that is not its own`,
  not_ready: ({ httpStatus }) => `it calls itself not ready, HTTP ${httpStatus}`,
};

function lastFailure({ recent }: ProbeHistory, facts: ServiceFacts): string {
  const outcome = recent.findLast((probe) => !probe.offline && isFailure(probe.outcome))?.outcome;
  return outcome && isFailure(outcome) ? ` (${FAILURES[outcome.failure](outcome, facts)})` : '';
}

const contact = ({ statusUrl }: ServiceFacts): string =>
  `The vendor's status page: ${new URL(statusUrl).host}.`;

const plural = (count: number): string => `${count} ${count === 1 ? 'probe' : 'probes'}`;

const seconds = (ms: number): string => `${Number((ms / 1000).toPrecision(2))} s`;

function durationOf(probe: RecordedProbe | undefined): string {
  const ms = probe?.outcome.latencyMs ?? 0;
  return ms < 1000 ? `${Math.round(ms)} ms` : seconds(ms);
}

const timeOf = (at: Date): string => `${at.toISOString().slice(11, 19)} UTC`;
