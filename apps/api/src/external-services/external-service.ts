import type { ExternalServiceKey } from '@watchroom/contracts';
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
}
