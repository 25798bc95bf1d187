import type { ExternalServiceKey } from '@watchroom/contracts';
import type { AskBudget } from '../core/external-services/ask-budget';
import type { CountOutcome, WebhookSending } from '../core/external-services/count-outcome';
import type { ProbeOutcome } from '../core/external-services/probe-outcome';
import type { SeenCertificate } from '../core/external-services/seen-certificate';
import type { PageReading } from '../core/witnesses/vendor-page';
import type { MayAsk } from './json-answer';
import type { PageQuestion } from './status-page/status-page.reader';

/** A vendor that the platform depends on. One adapter each; they differ in what they ask and how they judge. */
export abstract class ExternalService {
  abstract readonly key: ExternalServiceKey;
  /** Without what it takes to ask, a service is never asked: no traffic to vendors nobody uses. */
  abstract readonly configured: boolean;
  /** Whether it can be asked without credentials, for a platform that says it works with it. */
  abstract readonly askableWithoutKeys: boolean;
  /** Environment variables that configure it. */
  abstract readonly variables: readonly string[];
  /** Address of the vendor's status page. */
  abstract readonly statusUrl: string;
  /** What all replicas together may ask its API: at most a tenth of what the vendor documents. */
  abstract readonly budget: AskBudget;
  /** Services that it cannot work without. */
  readonly needs: readonly ExternalServiceKey[] = [];

  /**
   * Asks once, cheaply and without side effects, within the configured time limit. Only for a service that is asked.
   * Trouble of any kind is an outcome; it rejects only when `signal` is aborted, with its reason. `saw` is told of the
   * certificate that the host shows.
   */
  abstract probe(signal: AbortSignal, saw?: (certificate: SeenCertificate) => void): Promise<ProbeOutcome>;

  /** What the vendor says of itself. Trouble of any kind is a reading; it rejects only when the signal is aborted. */
  abstract readStatusPage(question: PageQuestion): Promise<PageReading>;

  /** Least time between two counts in ms, far below what the vendor allows. */
  abstract readonly countEveryMs: number;

  /**
   * Asks what goes on at the vendor now, each request within the configured time limit. Only for a configured service.
   * Nothing but numbers and the vendor's random ids leaves it. Rejects only when `signal` is aborted. `mayAsk` is asked
   * before each request.
   */
  abstract countActive(signal: AbortSignal, mayAsk?: MayAsk): Promise<CountOutcome>;

  /** What the vendor says of its sending of webhooks; null where it cannot be asked. As `countActive`. */
  askForWebhooks(_signal: AbortSignal, _mayAsk?: MayAsk): Promise<WebhookSending | null> {
    return Promise.resolve(null);
  }
}
