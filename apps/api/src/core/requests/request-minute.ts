import type { Distribution } from '../latency/distribution';
import type { Outcome } from './outcome';

/** The name under which Watchroom counts its own requests; no sender may use it. */
export const OWN_SERVICE = 'watchroom-api';

/** Where a minute was counted: in this very process, or from reports of a sender. */
type MinuteSource = 'own' | 'otlp';

/** Requests of one instance of a service in one minute. 0 requests = observed, no traffic. */
export interface RequestMinute {
  minute: Date;
  service: string;
  instance: string;
  source: MinuteSource;
  requests: number;
  errors: number;
  clientErrors: number;
  /** Durations of all of them. */
  distribution: Distribution;
  /** Until when the minute was observed. */
  newestAt: Date;
}

/** The counters that an outcome adds to. */
export function counted(outcome: Outcome, requests: number) {
  return {
    requests,
    errors: outcome === 'error' ? requests : 0,
    clientErrors: outcome === 'client_error' ? requests : 0,
  };
}
