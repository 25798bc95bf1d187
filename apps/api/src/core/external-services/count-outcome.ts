import type { FailureKind } from './probe-outcome';

/** What a vendor answered when asked for what goes on at it. Ids are the vendor's random ones of meetings. */
export type CountOutcome = Counted | NotCounted;

export interface Counted {
  kind: 'counted';
  count: number;
  /** The vendor has more than were counted. */
  atLeast: boolean;
  /** Meetings with somebody in them, as far as they have an id. */
  active: readonly string[];
  /** Meetings that are there, with nobody in them. */
  idle: readonly string[];
  /** Meetings that are told to have ended. */
  ended: readonly string[];
  /** Whatever is neither active nor idle is gone. */
  isComplete: boolean;
}

export type NotCounted =
  /** `retryAfterMs`: null when the vendor does not say. */
  { kind: 'throttled'; retryAfterMs: number | null } | { kind: 'not_counted'; reason: NotCountedReason };

/**
 * `not_there`: the vendor does not know the address; `no_credentials`: there are none to ask with; `spent`: as much was
 * asked as may be for now; `paused`: the vendor wanted somebody of us to wait.
 */
export type NotCountedReason =
  FailureKind | 'misconfigured' | 'quota' | 'not_there' | 'no_credentials' | 'spent' | 'paused';

/** What a vendor says of its own sending of webhooks to us. */
export type WebhookSending = { kind: 'told'; isActive: boolean; failedCount: number | null } | NotCounted;
