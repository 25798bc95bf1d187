import type { AskBudget } from '../../core/external-services/ask-budget';
import type { CountOutcome } from '../../core/external-services/count-outcome';
import type { ProbeOutcome } from '../../core/external-services/probe-outcome';
import type { SeenCertificate } from '../../core/external-services/seen-certificate';
import type { PageReading } from '../../core/witnesses/vendor-page';
import type { Clock } from '../../platform/clock/clock';
import type { AppConfig } from '../../platform/config/config';
import { type Answer, exchange, type Exchanged, type Question } from '../exchange';
import { ExternalService } from '../external-service';
import type { MayAsk } from '../json-answer';
import { type PageQuestion, readStatusPage } from '../status-page/status-page.reader';
import { failed, objectIn, outcomeOf } from '../exchange-outcome';
import { countLivekit, LIST_ROOMS } from './livekit.count';
import { roomListToken } from './room-list-token';

/** The list is not wanted, only that it can be had: asking for a room that never is keeps it empty. */
const NO_ROOM = JSON.stringify({ names: ['watchroom-probe'] });

/**
 * LiveKit: with keys a signed ListRooms, without them the health answer of the node. Plain HTTP on purpose: the
 * vendor's client silently tries other regions and would hide an outage.
 */
export class LivekitExternalService extends ExternalService {
  override readonly key = 'livekit';
  override readonly countEveryMs = 30_000;
  override readonly variables = ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'];
  /** Documented: 1000 requests a minute. A probe without keys may take two. */
  override readonly budget: AskBudget = { most: 50, windowMs: 60_000 };

  constructor(
    private readonly config: Pick<AppConfig, 'livekit' | 'probes'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    super();
  }

  override get configured(): boolean {
    return this.config.livekit.url !== null;
  }

  override get statusUrl(): string {
    return this.config.livekit.statusUrl;
  }

  override countActive(signal: AbortSignal, mayAsk?: MayAsk): Promise<CountOutcome> {
    const { url, apiKey, apiSecret } = this.config.livekit;
    if (url === null || apiKey === null || apiSecret === null)
      return Promise.resolve({ kind: 'not_counted', reason: 'no_credentials' });
    const token = roomListToken(apiKey, apiSecret, this.clock.now());
    const { clock } = this;
    return countLivekit(url, token, { timeoutMs: this.config.probes.timeoutMs, signal, mayAsk, clock });
  }

  override get askableWithoutKeys(): boolean {
    return this.configured;
  }

  override probe(signal: AbortSignal, saw?: (certificate: SeenCertificate) => void): Promise<ProbeOutcome> {
    const { apiKey, apiSecret } = this.config.livekit;
    return apiKey !== null && apiSecret !== null
      ? this.listRooms(roomListToken(apiKey, apiSecret, this.clock.now()), signal, saw)
      : this.askNode(signal, saw);
  }

  override readStatusPage(question: PageQuestion): Promise<PageReading> {
    const { statusUrl, clock } = this;
    return readStatusPage({ statusUrl, feeds: ['statuspage'], clock }, question);
  }

  private async listRooms(token: string, signal: AbortSignal, saw: Question['saw']): Promise<ProbeOutcome> {
    const authorization = { authorization: `Bearer ${token}` };
    const exchanged = await this.ask({ ...this.roomList(authorization), saw }, signal);
    return outcomeOf(exchanged, isRoomList, this.clock.now());
  }

  private async askNode(signal: AbortSignal, saw: Question['saw']): Promise<ProbeOutcome> {
    const { url } = this.config.livekit;
    const headers = { accept: 'text/plain' };
    const exchanged = await this.ask({ method: 'GET', url: `${url}/`, headers, saw }, signal);
    if (exchanged.kind !== 'answer') return exchanged;
    if (exchanged.status === 406) return failed('not_ready', exchanged);
    if (exchanged.status === 404) return this.askForToken(signal);
    return outcomeOf(exchanged, ({ body }) => body.trim() === 'OK', this.clock.now());
  }

  /** LiveKit Cloud may not have the node's health answer; its API asks for a token in words of its own. */
  private async askForToken(signal: AbortSignal): Promise<ProbeOutcome> {
    const exchanged = await this.ask(this.roomList({}), signal);
    if (exchanged.kind !== 'answer') return exchanged;
    const { status, latencyMs } = exchanged;
    const isTokenMissed = status === 401 && objectIn(exchanged)?.code === 'unauthenticated';
    return isTokenMissed ? { kind: 'reachable', latencyMs } : unjudgeable(exchanged);
  }

  private roomList(authorization: Record<string, string>): Question {
    const headers = { ...authorization, 'content-type': 'application/json' };
    return { method: 'POST', url: `${this.config.livekit.url}${LIST_ROOMS}`, headers, body: NO_ROOM };
  }

  private ask(question: Question, signal: AbortSignal): Promise<Exchanged> {
    return exchange(question, this.config.probes.timeoutMs, signal);
  }
}

/** Somebody answers there; whether it is LiveKit cannot be told without keys. */
const unjudgeable = ({ latencyMs, status }: Answer): ProbeOutcome => ({
  kind: 'misconfigured',
  latencyMs,
  httpStatus: status,
});

/** Proto JSON may leave an empty list out. */
function isRoomList(answer: Answer): boolean {
  const list = objectIn(answer);
  return list !== null && (list.rooms === undefined || Array.isArray(list.rooms));
}
