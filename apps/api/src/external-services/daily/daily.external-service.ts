import type { CountOutcome, WebhookSending } from '../../core/external-services/count-outcome';
import type { ProbeOutcome } from '../../core/external-services/probe-outcome';
import type { AppConfig } from '../../platform/config/config';
import { type Answer, exchange } from '../exchange';
import { ExternalService } from '../external-service';
import { objectIn, verdictOf } from '../verdict';
import { countDaily } from './daily.count';
import { askDailyForWebhooks } from './daily.webhook-sending';

/** Daily.co: lists at most one room. A malformed key is 400 there, a wrong one 401. */
export class DailyExternalService extends ExternalService {
  override readonly key = 'daily_co';
  override readonly countEveryMs = 30_000;
  override readonly variables = ['DAILY_API_KEY'];

  constructor(private readonly config: Pick<AppConfig, 'daily' | 'probes'>) {
    super();
  }

  override get configured(): boolean {
    return this.config.daily.apiKey !== null;
  }

  override get statusUrl(): string {
    return this.config.daily.statusUrl;
  }

  override countActive(signal: AbortSignal): Promise<CountOutcome> {
    const { apiUrl, apiKey } = this.config.daily;
    return countDaily(apiUrl, apiKey ?? '', { timeoutMs: this.config.probes.timeoutMs, signal });
  }

  override askForWebhooks(signal: AbortSignal): Promise<WebhookSending> {
    const { apiUrl, apiKey } = this.config.daily;
    return askDailyForWebhooks(apiUrl, apiKey ?? '', { timeoutMs: this.config.probes.timeoutMs, signal });
  }

  override async probe(signal: AbortSignal): Promise<ProbeOutcome> {
    const { apiUrl, apiKey } = this.config.daily;
    const question = {
      method: 'GET' as const,
      url: `${apiUrl}/rooms?limit=1`,
      headers: { authorization: `Bearer ${apiKey}` },
    };
    const exchanged = await exchange(question, this.config.probes.timeoutMs, signal);
    if (exchanged.kind === 'answer' && isHeaderRefused(exchanged))
      return { kind: 'misconfigured', latencyMs: exchanged.latencyMs, httpStatus: exchanged.status };
    return verdictOf(exchanged, isRoomList);
  }
}

const isHeaderRefused = (answer: Answer): boolean =>
  answer.status === 400 && objectIn(answer)?.error === 'authorization-header-error';

const isRoomList = (answer: Answer): boolean => Array.isArray(objectIn(answer)?.data);
