import type { ExternalServiceKey } from '@watchroom/contracts';
import type { CountOutcome, WebhookSending } from '../core/external-services/count-outcome';
import type { ProbeOutcome } from '../core/external-services/probe-outcome';

/** A vendor that the platform depends on. One adapter each; they differ in what they ask and how they judge. */
export abstract class ExternalService {
  abstract readonly key: ExternalServiceKey;
  /** Without what it takes to ask, a service is never asked: no traffic to vendors nobody uses. */
  abstract readonly configured: boolean;
  /** Environment variables that configure it. */
  abstract readonly variables: readonly string[];
  /** Address of the vendor's status page. */
  abstract readonly statusUrl: string;

  /**
   * Asks once, cheaply and without side effects, within the configured time limit. Only for a configured service.
   * Trouble of any kind is an outcome; it rejects only when `signal` is aborted, with its reason.
   */
  abstract probe(signal: AbortSignal): Promise<ProbeOutcome>;

  /** Least time between two counts in ms, far below what the vendor allows. */
  abstract readonly countEveryMs: number;

  /**
   * Asks what goes on at the vendor now, each request within the configured time limit. Only for a configured service.
   * Nothing but numbers and the vendor's random ids leaves it. Rejects only when `signal` is aborted.
   */
  abstract countActive(signal: AbortSignal): Promise<CountOutcome>;

  /** What the vendor says of its sending of webhooks; null where it cannot be asked. As `countActive`. */
  askForWebhooks(_signal: AbortSignal): Promise<WebhookSending | null> {
    return Promise.resolve(null);
  }
}
