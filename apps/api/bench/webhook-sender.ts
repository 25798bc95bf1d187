import { Agent, request } from 'node:http';
import {
  signedByDaily,
  signedByLivekit,
  sentByBeyondPresence,
  type SignedWebhook,
} from '../simulators/vendors/webhook-signers';
import type { LivekitKeys } from '../simulators/vendors/webhook-signers';

/** What the bench asks this process to send: so many a second, each an event of its own. */
export interface WebhookOrder {
  url: string;
  secrets: { daily: string; livekit: LivekitKeys; beyondPresence: string };
  perSecond: number;
  forMs: number;
  /** Begins the ids of all events. */
  name: string;
}

/** `latencies` in ms of first tries, from the moment when they were due; `acknowledged`: ids of events that got 2xx. */
export interface WebhookReport {
  latencies: number[];
  statuses: Record<number, number>;
  acknowledged: string[];
  repeated: number;
  givenUp: number;
}

const SOCKETS = 64;
const MOST_TRIES = 30;
const REPEAT_AFTER_MS = 1_000;
/** Go on at the same time, each until it has had its events. */
const MEETINGS = 200;
const EVENTS_A_MEETING = 20;

process.once('message', (order: WebhookOrder) => void send(order));
process.once('disconnect', () => process.exit(0));

async function send(order: WebhookOrder): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS });
  const report: WebhookReport = { latencies: [], statuses: {}, acknowledged: [], repeated: 0, givenUp: 0 };
  const beganAt = performance.now();
  const sending: Promise<void>[] = [];
  for (let n = 0; ; n++) {
    const dueAt = beganAt + (n * 1000) / order.perSecond;
    if (dueAt - beganAt > order.forMs) break;
    const waitMs = dueAt - performance.now();
    if (waitMs > 1 || n % SOCKETS === 0) await pause(Math.max(0, waitMs));
    sending.push(deliver(order, n, dueAt, agent, report));
  }
  await Promise.all(sending);
  process.send?.(report);
  agent.destroy();
}

/** Until it is acknowledged, as a vendor would who never gives up. */
async function deliver(
  order: WebhookOrder,
  n: number,
  dueAt: number,
  agent: Agent,
  report: WebhookReport,
): Promise<void> {
  const id = `${order.name}-${n}`;
  const event = eventOf(order, id, n);
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const status = await post(order.url, agent, signed(order, n, event));
    if (tries === 1) report.latencies.push(performance.now() - dueAt);
    else report.repeated++;
    report.statuses[status] = (report.statuses[status] ?? 0) + 1;
    if (status >= 200 && status < 300) return void report.acknowledged.push(id);
    await pause(REPEAT_AFTER_MS);
  }
  report.givenUp++;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The id stands where a random id of the vendor's is kept as it is. */
function eventOf(order: WebhookOrder, id: string, n: number): object {
  const round = Math.floor(n / (MEETINGS * EVENTS_A_MEETING));
  const room = `room-${order.name}-${round}-${n % MEETINGS}`;
  const seconds = Date.now() / 1000;
  if (n % 10 === 9)
    return {
      event_type: 'message',
      call_id: id,
      message: { message: 'x'.repeat(80), sent_at: new Date().toISOString() },
    };
  if (n % 2 === 0) {
    const person = {
      user_id: 'x',
      user_name: 'y',
      owner: false,
      permissions: { hasPresence: true, canSend: true },
    };
    return {
      version: '1.0.0',
      type: 'participant.joined',
      id: `ptcpt-join-${id}`,
      payload: { room, session_id: id, joined_at: seconds, networkQualityState: 'good', ...person },
      event_ts: seconds,
    };
  }
  return {
    event: 'participant_joined',
    id: `EV_${id}`,
    createdAt: String(Math.floor(seconds)),
    room: { sid: `RM_${room}`, name: room, numParticipants: 2 },
    participant: {
      sid: id,
      identity: 'z',
      state: 'ACTIVE',
      joinedAt: String(Math.floor(seconds)),
      name: 'w',
    },
  };
}

function signed({ secrets }: WebhookOrder, n: number, event: object): SignedWebhook {
  if (n % 10 === 9) return sentByBeyondPresence(event, secrets.beyondPresence);
  return n % 2 === 0
    ? signedByDaily(event, secrets.daily, new Date())
    : signedByLivekit(event, secrets.livekit, new Date());
}

function post(url: string, agent: Agent, { path, headers, body }: SignedWebhook): Promise<number> {
  return new Promise((resolve) => {
    const options = { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } };
    const sent = request(`${url}/api/webhooks${path}`, options);
    sent.once('response', (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.once('error', () => resolve(0));
    sent.end(body);
  });
}
