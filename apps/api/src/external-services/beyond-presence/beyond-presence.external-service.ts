import type { CountOutcome } from '../../core/external-services/count-outcome';
import type { ProbeOutcome } from '../../core/external-services/probe-outcome';
import type { AppConfig } from '../../platform/config/config';
import { type Answer, exchange } from '../exchange';
import { ExternalService } from '../external-service';
import { objectIn, verdictOf } from '../verdict';
import { countBeyondPresence } from './beyond-presence.count';

/** Beyond Presence: has its key verified. 402 means that the account is used up, 429 that all its sessions run. */
export class BeyondPresenceExternalService extends ExternalService {
  override readonly key = 'beyond_presence';
  override readonly countEveryMs = 60_000;
  override readonly variables = ['BEYOND_PRESENCE_API_KEY'];

  constructor(private readonly config: Pick<AppConfig, 'beyondPresence' | 'probes'>) {
    super();
  }

  override get configured(): boolean {
    return this.config.beyondPresence.apiKey !== null;
  }

  override get statusUrl(): string {
    return this.config.beyondPresence.statusUrl;
  }

  override countActive(signal: AbortSignal): Promise<CountOutcome> {
    const { apiUrl, apiKey } = this.config.beyondPresence;
    return countBeyondPresence(apiUrl, apiKey ?? '', { timeoutMs: this.config.probes.timeoutMs, signal });
  }

  override async probe(signal: AbortSignal): Promise<ProbeOutcome> {
    const { apiUrl, apiKey } = this.config.beyondPresence;
    const question = {
      method: 'GET' as const,
      url: `${apiUrl}/v1/auth/verify`,
      headers: { 'x-api-key': apiKey ?? '' },
    };
    return verdictOf(await exchange(question, this.config.probes.timeoutMs, signal), isVerified);
  }
}

/** 204 is documented now, 200 with a body was before. */
const isVerified = (answer: Answer): boolean => answer.body.trim() === '' || objectIn(answer) !== null;
