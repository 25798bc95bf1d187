import type { AskBudget } from '../../core/external-services/ask-budget';
import type { CountOutcome, WebhookSending } from '../../core/external-services/count-outcome';
import type { ProbeOutcome } from '../../core/external-services/probe-outcome';
import type { SeenCertificate } from '../../core/external-services/seen-certificate';
import type { PageReading } from '../../core/witnesses/vendor-page';
import type { Clock } from '../../platform/clock/clock';
import type { AppConfig } from '../../platform/config/config';
import { type Answer, exchange, type Question } from '../exchange';
import { ExternalService } from '../external-service';
import type { Asking, MayAsk } from '../json-answer';
import { type PageQuestion, readStatusPage } from '../status-page/status-page.reader';
import { objectIn, outcomeOf } from '../exchange-outcome';
import { countDaily } from './daily.count';
import { askDailyForWebhooks } from './daily.webhook-sending';

/** Daily.co: lists at most one room. A missing or malformed key is 400 there, a wrong one 401. */
export class DailyExternalService extends ExternalService {
  override readonly key = 'daily_co';
  override readonly countEveryMs = 30_000;
  override readonly variables = ['DAILY_API_KEY'];
  override readonly askableWithoutKeys = true;
  /** Documented: 100 requests in 5 s. */
  override readonly budget: AskBudget = { most: 10, windowMs: 5_000 };

  constructor(
    private readonly config: Pick<AppConfig, 'daily' | 'probes'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    super();
  }

  override get configured(): boolean {
    return this.config.daily.apiKey !== null;
  }

  override get statusUrl(): string {
    return this.config.daily.statusUrl;
  }

  override countActive(signal: AbortSignal, mayAsk?: MayAsk): Promise<CountOutcome> {
    const { apiUrl, apiKey } = this.config.daily;
    return countDaily(apiUrl, apiKey ?? '', this.asking(signal, mayAsk));
  }

  override askForWebhooks(signal: AbortSignal, mayAsk?: MayAsk): Promise<WebhookSending> {
    const { apiUrl, apiKey } = this.config.daily;
    return askDailyForWebhooks(apiUrl, apiKey ?? '', this.asking(signal, mayAsk));
  }

  override async probe(
    signal: AbortSignal,
    saw?: (certificate: SeenCertificate) => void,
  ): Promise<ProbeOutcome> {
    const { apiUrl, apiKey } = this.config.daily;
    const question: Question =
      apiKey === null
        ? { method: 'GET', url: `${apiUrl}/`, headers: {}, saw }
        : {
            method: 'GET',
            url: `${apiUrl}/rooms?limit=1`,
            headers: { authorization: `Bearer ${apiKey}` },
            saw,
          };
    const exchanged = await exchange(question, this.config.probes.timeoutMs, signal);
    if (apiKey === null && exchanged.kind === 'answer' && isKeyMissed(exchanged))
      return { kind: 'reachable', latencyMs: exchanged.latencyMs };
    if (exchanged.kind === 'answer' && isHeaderRefused(exchanged))
      return { kind: 'misconfigured', latencyMs: exchanged.latencyMs, httpStatus: exchanged.status };
    return outcomeOf(exchanged, isRoomList, this.clock.now());
  }

  override readStatusPage(question: PageQuestion): Promise<PageReading> {
    const { statusUrl, clock } = this;
    return readStatusPage({ statusUrl, feeds: ['statuspage'], clock }, question);
  }

  private asking(signal: AbortSignal, mayAsk: MayAsk | undefined): Asking {
    return { timeoutMs: this.config.probes.timeoutMs, signal, mayAsk, clock: this.clock };
  }
}

/** As Daily refuses a request without a key; a page with the same status is somebody else's. */
const isKeyMissed = (answer: Answer): boolean =>
  [400, 401, 403].includes(answer.status) && typeof objectIn(answer)?.error === 'string';

const isHeaderRefused = (answer: Answer): boolean =>
  answer.status === 400 && objectIn(answer)?.error === 'authorization-header-error';

const isRoomList = (answer: Answer): boolean => Array.isArray(objectIn(answer)?.data);
