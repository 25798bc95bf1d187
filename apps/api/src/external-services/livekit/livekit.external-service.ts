import type { ProbeOutcome } from '../../core/external-services/probe-outcome';
import type { Clock } from '../../platform/clock/clock';
import type { AppConfig } from '../../platform/config/config';
import { type Answer, exchange, type Question } from '../exchange';
import { ExternalService } from '../external-service';
import { failed, objectIn, verdictOf } from '../verdict';
import { roomListToken } from './room-list-token';

const LIST_ROOMS = '/twirp/livekit.RoomService/ListRooms';
/** The list is not wanted, only that it can be had: asking for a room that never is keeps it empty. */
const NO_ROOM = JSON.stringify({ names: ['watchroom-probe'] });

/**
 * LiveKit: with keys a signed ListRooms, without them the health answer of the node. Plain HTTP on purpose: the
 * vendor's client silently tries other regions and would hide an outage.
 */
export class LivekitExternalService extends ExternalService {
  override readonly key = 'livekit';
  override readonly variables = ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'];

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

  override probe(signal: AbortSignal): Promise<ProbeOutcome> {
    const { url, apiKey, apiSecret } = this.config.livekit;
    return apiKey !== null && apiSecret !== null
      ? this.listRooms(`${url}${LIST_ROOMS}`, roomListToken(apiKey, apiSecret, this.clock.now()), signal)
      : this.askNode(`${url}/`, signal);
  }

  private async listRooms(url: string, token: string, signal: AbortSignal): Promise<ProbeOutcome> {
    const question: Question = {
      method: 'POST',
      url,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: NO_ROOM,
    };
    return verdictOf(await exchange(question, this.config.probes.timeoutMs, signal), isRoomList);
  }

  private async askNode(url: string, signal: AbortSignal): Promise<ProbeOutcome> {
    const question: Question = { method: 'GET', url, headers: { accept: 'text/plain' } };
    const exchanged = await exchange(question, this.config.probes.timeoutMs, signal);
    if (exchanged.kind !== 'answer') return exchanged;
    if (exchanged.status === 406) return failed('not_ready', exchanged);
    if (exchanged.status === 404) return unjudgeable(exchanged);
    return verdictOf(exchanged, ({ body }) => body.trim() === 'OK');
  }
}

/** LiveKit Cloud may not have the node's health answer: reachable, and without keys there is nothing to judge by. */
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
