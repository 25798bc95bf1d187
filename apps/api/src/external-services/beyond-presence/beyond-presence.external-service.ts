import type { ExternalServiceKey } from '@watchroom/contracts';
import type { AskBudget } from '../../core/external-services/ask-budget';
import type { CountOutcome } from '../../core/external-services/count-outcome';
import type { ProbeOutcome } from '../../core/external-services/probe-outcome';
import type { SeenCertificate } from '../../core/external-services/seen-certificate';
import { type PageReading, STATUS_FEEDS } from '../../core/witnesses/vendor-page';
import type { Clock } from '../../platform/clock/clock';
import type { AppConfig } from '../../platform/config/config';
import { type Answer, exchange, type Question } from '../exchange';
import { ExternalService } from '../external-service';
import type { MayAsk } from '../json-answer';
import { type PageQuestion, readStatusPage } from '../status-page/status-page.reader';
import { objectIn, outcomeOf } from '../exchange-outcome';
import { countBeyondPresence } from './beyond-presence.count';

/** Beyond Presence: has its key verified. 402 means that the account is used up, 429 that all its sessions run. */
export class BeyondPresenceExternalService extends ExternalService {
  override readonly key = 'beyond_presence';
  override readonly countEveryMs = 60_000;
  override readonly variables = ['BEYOND_PRESENCE_API_KEY'];
  override readonly askableWithoutKeys = true;
  /** No limit is documented: as little as of a vendor with the lowest one. */
  override readonly budget: AskBudget = { most: 100, windowMs: 60_000 };
  /** Its avatars are participants of LiveKit's rooms. */
  override readonly needs: readonly ExternalServiceKey[] = ['livekit'];

  constructor(
    private readonly config: Pick<AppConfig, 'beyondPresence' | 'probes'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    super();
  }

  override get configured(): boolean {
    return this.config.beyondPresence.apiKey !== null;
  }

  override get statusUrl(): string {
    return this.config.beyondPresence.statusUrl;
  }

  override countActive(signal: AbortSignal, mayAsk?: MayAsk): Promise<CountOutcome> {
    const { apiUrl, apiKey } = this.config.beyondPresence;
    return countBeyondPresence(apiUrl, apiKey ?? '', {
      timeoutMs: this.config.probes.timeoutMs,
      signal,
      mayAsk,
      clock: this.clock,
    });
  }

  override async probe(
    signal: AbortSignal,
    saw?: (certificate: SeenCertificate) => void,
  ): Promise<ProbeOutcome> {
    const { apiUrl, apiKey } = this.config.beyondPresence;
    const headers: Question['headers'] = apiKey === null ? {} : { 'x-api-key': apiKey };
    const question: Question = { method: 'GET', url: `${apiUrl}/v1/auth/verify`, headers, saw };
    const exchanged = await exchange(question, this.config.probes.timeoutMs, signal);
    if (apiKey === null && exchanged.kind === 'answer' && isKeyMissed(exchanged))
      return { kind: 'reachable', latencyMs: exchanged.latencyMs };
    return outcomeOf(exchanged, isVerified, this.clock.now());
  }

  /** Which product its page is made with is not known: the known shapes are tried one after another. */
  override readStatusPage(question: PageQuestion): Promise<PageReading> {
    const { statusUrl, clock } = this;
    return readStatusPage({ statusUrl, feeds: STATUS_FEEDS, clock }, question);
  }
}

/** 204 is documented now, 200 with a body was before. */
const isVerified = (answer: Answer): boolean => answer.body.trim() === '' || objectIn(answer) !== null;

/** As it refuses a request without a key; a page with the same status is somebody else's. */
const isKeyMissed = (answer: Answer): boolean =>
  (answer.status === 401 || answer.status === 403) && objectIn(answer)?.detail !== undefined;
