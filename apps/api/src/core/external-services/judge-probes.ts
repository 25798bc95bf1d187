import type { ExternalServiceStatus, StatusReason } from '@watchroom/contracts';
import { cadenceMs, type ProbeCadence, type ProbeHistory } from './probe-history';
import { isFailure, type RecordedProbe } from './probe-outcome';

/** An answer that takes more than this share of the time limit is slow. */
export const SLOW_FRACTION = 0.5;
/** A lone failure with an answer after it is no trend; from this many among the remembered probes on it is. */
export const FAILURES_NOW_AND_THEN = 2;
/** A status older than this many cadences is not known any more. */
const OVERDUE_CADENCES = 2;

export interface ProbeFacts extends ProbeCadence {
  /** Whether this installation has what it takes to ask the service. */
  configured: boolean;
  /** It is asked without credentials too, since the platform is said to work with it; absent = it is not. */
  keyless?: boolean;
}

export interface Judgement {
  status: ExternalServiceStatus;
  reason: StatusReason;
}

/** The status of an external service at `now`, by the definitions ("External service status"). */
export function judgeProbes(history: ProbeHistory, facts: ProbeFacts, now: Date): Judgement {
  const newest = history.recent.at(-1);
  if (!isAsked(facts)) return unknown('not_configured');
  if (newest === undefined) return unknown('never_answered');
  if (now.getTime() > overdueAt(newest, history, facts).getTime()) return unknown('probe_overdue');
  if (newest.offline) return unknown('we_are_offline');
  if (history.isDown) return { status: 'down', reason: 'failing' };
  return judgeNewest(newest, history, facts);
}

/** Without what it takes to ask, or the word of the platform that it works with it, a service is never asked. */
export const isAsked = ({ configured, keyless = false }: ProbeFacts): boolean => configured || keyless;

/** When the newest probe is too old to tell the status; a wait that the vendor asked for does not count. */
export function overdueAt(newest: RecordedProbe, { pausedUntil }: ProbeHistory, cadence: ProbeCadence): Date {
  const from = Math.max(newest.at.getTime(), pausedUntil?.getTime() ?? 0);
  return new Date(from + OVERDUE_CADENCES * cadenceMs(cadence));
}

/** Failures among the remembered probes; those while we were offline are none. */
export const failuresAmong = (recent: readonly RecordedProbe[]): number =>
  recent.filter(({ outcome, offline }) => !offline && isFailure(outcome)).length;

function judgeNewest(newest: RecordedProbe, { recent }: ProbeHistory, facts: ProbeFacts): Judgement {
  const { outcome } = newest;
  switch (outcome.kind) {
    case 'misconfigured':
      return unknown('misconfigured');
    case 'throttled':
      return degraded('throttled');
    case 'quota':
      return degraded('quota_exhausted');
    case 'failed':
      return recent.some((probe) => !isFailure(probe.outcome))
        ? degraded('failing_now_and_then')
        : unknown('never_answered');
    case 'reachable':
      if (facts.keyless !== true) return unknown('reachable_unverified');
      return judgeAnswer(outcome.latencyMs, recent, facts) ?? operational('reachable_unverified');
    case 'answered':
      return judgeAnswer(outcome.latencyMs, recent, facts) ?? operational('answered');
  }
}

/** What an answer leaves to be desired; null when nothing. */
function judgeAnswer(
  latencyMs: number,
  recent: RecordedProbe[],
  { timeoutMs }: ProbeFacts,
): Judgement | null {
  if (failuresAmong(recent) >= FAILURES_NOW_AND_THEN) return degraded('failing_now_and_then');
  return latencyMs > timeoutMs * SLOW_FRACTION ? degraded('slow') : null;
}

const operational = (reason: StatusReason): Judgement => ({ status: 'operational', reason });
const unknown = (reason: StatusReason): Judgement => ({ status: 'unknown', reason });
const degraded = (reason: StatusReason): Judgement => ({ status: 'degraded', reason });
