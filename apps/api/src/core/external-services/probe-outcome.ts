/** Why a service failed a probe. `not_ready`: it answers and says that it cannot serve. */
export type FailureKind =
  'status5xx' | 'timeout' | 'tls' | 'dns' | 'refused' | 'unreachable' | 'reset' | 'malformed' | 'not_ready';

/** What one probe found. `latencyMs`: from asking to the last byte of the answer; null where none came. */
export type ProbeOutcome =
  | { kind: 'answered'; latencyMs: number }
  /** Asked without credentials, it answered as it does then. */
  | { kind: 'reachable'; latencyMs: number }
  /** `latencyMs` null: not this probe but another asker was throttled. */
  | { kind: 'throttled'; latencyMs: number | null; retryAfterMs: number | null }
  | { kind: 'quota'; latencyMs: number }
  /** Reachable, but the credentials are missing or refused; null: the request could not even be built. */
  | { kind: 'misconfigured'; latencyMs: number | null; httpStatus: number | null }
  | ProbeFailure;

export interface ProbeFailure {
  kind: 'failed';
  failure: FailureKind;
  latencyMs: number | null;
  httpStatus: number | null;
  /** True when no usable connection came about: the trouble may as well be on our side. */
  network: boolean;
}

export interface RecordedProbe {
  /** When the outcome was known. */
  at: Date;
  outcome: ProbeOutcome;
  /** It failed together with all others at the network level: it says nothing of the service. */
  offline: boolean;
}

export const isFailure = (outcome: ProbeOutcome): outcome is ProbeFailure => outcome.kind === 'failed';

/**
 * Whether we, not they, are cut off: everyone who was asked failed at the network level at once.
 * One service alone cannot tell its own outage from ours, so it takes two.
 */
export function areWeOffline(outcomes: readonly ProbeOutcome[]): boolean {
  return outcomes.length >= 2 && outcomes.every((outcome) => isFailure(outcome) && outcome.network);
}
