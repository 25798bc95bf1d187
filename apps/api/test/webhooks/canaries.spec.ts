import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { LoggerService } from '@nestjs/common';
import type { SignedWebhook } from '../../simulators/vendors/webhook-signers';
import { eventually } from '../e2e/setup/patience';
import { beyondPresenceCanaries, CANARY, dailyCanaries, livekitCanaries } from './canary-events';
import { tracesIn, tracesOf } from './traces';
import { bey, daily, livekit, WebhookRoom } from './webhook-room';

let room: WebhookRoom;
const said: string[] = [];
const written = [process.stdout, process.stderr].map((stream) => {
  const write = stream.write.bind(stream);
  stream.write = ((chunk: string | Uint8Array, ...more: []) => {
    said.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    return write(chunk, ...more);
  }) as typeof stream.write;
  return () => (stream.write = write);
});
const listen = (...words: unknown[]) => void said.push(words.map(textOf).join(' '));
const logger: LoggerService = {
  log: listen,
  error: listen,
  warn: listen,
  debug: listen,
  verbose: listen,
  fatal: listen,
};
const textOf = (word: unknown) =>
  word instanceof Error ? `${word.stack} ${JSON.stringify(word)}` : JSON.stringify(word);

beforeAll(async () => {
  room = await WebhookRoom.open();
  room.api.app.useLogger(logger);
});
afterAll(async () => {
  for (const restore of written) restore();
  await room.close();
});

const signed = (): SignedWebhook[] => [
  ...dailyCanaries().map((event) => daily(event)),
  ...livekitCanaries().map((event) => livekit(event)),
  ...beyondPresenceCanaries().map((event) => bey(event)),
];

/** Each table as one text; bytes stand there in hex. */
async function dump(): Promise<string> {
  const tables = await room.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await room.query<{ text: string }>(`SELECT t::text AS text FROM "${name}" t`);
    parts.push(`${name}\n${rows.map(({ text }) => text).join('\n')}`);
  }
  return parts.join('\n');
}

async function answers(webhooks: readonly SignedWebhook[]): Promise<{ statuses: Set<number>; text: string }> {
  const statuses = new Set<number>();
  let text = '';
  for (const { path, headers, body } of webhooks) {
    const answer = await fetch(`${room.api.url}/api/webhooks${path}?${encodeURIComponent(CANARY)}`, {
      method: 'POST',
      headers: { ...headers, 'user-agent': CANARY, 'x-canary': CANARY },
      body: new Uint8Array(body),
    });
    statuses.add(answer.status);
    text += `${JSON.stringify([...answer.headers])} ${await answer.text()}\n`;
  }
  return { statuses, text };
}

it('finds a trace in any disguise', () => {
  const disguises = [
    `{"a":"${CANARY}"}`,
    encodeURIComponent(`x=${CANARY}`),
    Buffer.from(`x${CANARY}`).toString('hex'),
    ...['', 'x', 'xx', 'xxx'].map((before) => Buffer.from(before + CANARY).toString('base64')),
  ];
  for (const disguise of disguises) expect(tracesIn(disguise, CANARY).length).toBeGreaterThan(0);
  expect(tracesIn('nothing of it', CANARY)).toEqual([]);
  expect(new Set(tracesOf(CANARY).map((trace) => trace.length >= 12)).has(false)).toBe(false);
});

it('lets nothing personal through: not into a table, a log or an answer', async () => {
  const { statuses, text } = await answers(signed());
  expect([...statuses]).toEqual([200]);
  const stored = await dump();
  expect(await room.query('SELECT DISTINCT service FROM service_events ORDER BY 1')).toHaveLength(3);
  expect(await room.query(`SELECT FROM service_events WHERE category = 'Anxiety'`)).not.toEqual([]);
  expect(tracesIn(stored, CANARY)).toEqual([]);
  expect(tracesIn(text, CANARY)).toEqual([]);
  expect(tracesIn(said.join('\n'), CANARY)).toEqual([]);
});

it('takes no word of a room for a category that is not known as one', async () => {
  const session = '6f1c2a52-30a4-4c37-9f6b-4f3d6f0b8f10';
  const named = (counselor_category: string) => ({
    event: 'room_started',
    room: {
      sid: 'RM_1',
      name: 'a room',
      metadata: JSON.stringify({ session_id: session, counselor_category }),
    },
  });
  const meeting = (room: string) => ({
    type: 'meeting.started',
    payload: { start_ts: Date.now() / 1000, meeting_id: session, room },
  });
  await room.empty();
  await room.query('TRUNCATE sessions, session_hours, session_hour_changes, counselor_categories');
  await room.query(
    `INSERT INTO counselor_categories (id, name, created_at) VALUES (7, 'Exam nerves', now())`,
  );
  const { statuses } = await answers([
    daily(meeting(`kanarina-vogelsang--${session}`)),
    daily(meeting(`Kanarina Vogelsang--${session}`)),
    livekit(named('Kanarina Vogelsang')),
    daily(meeting(`exam-nerves--${session}`)),
    livekit(named('Grief')),
  ]);
  expect([...statuses]).toEqual([200]);
  const stored = await room.query<{ category: string | null }>(
    'SELECT category FROM service_events ORDER BY category NULLS LAST',
  );
  expect(stored.map(({ category }) => category)).toEqual(['Exam nerves', 'Grief', null, null, null]);
  await eventually(async () => {
    const [sessions] = await room.query<{ n: string }>('SELECT count(*) AS n FROM heard_sessions');
    expect(sessions?.n).not.toBe('0');
  });
  const traces = (text: string) => /kanarina|vogelsang/i.exec(text)?.[0] ?? null;
  expect([traces(await dump()), traces(said.join('\n'))]).toEqual([null, null]);
  const categories = await room.query<{ name: string }>('SELECT name FROM counselor_categories');
  expect(categories.map(({ name }) => name)).toContain('Exam nerves');
});

it('lets nothing through where it refuses', async () => {
  const cut = (webhook: SignedWebhook, sign: (body: Buffer) => SignedWebhook) =>
    sign(webhook.body.subarray(0, webhook.body.length - 3));
  const altered = ({ path, headers, body }: SignedWebhook): SignedWebhook => ({
    path,
    headers,
    body: Buffer.concat([body, Buffer.from(' ')]),
  });
  const refused = [
    ...dailyCanaries().map((event) => altered(daily(event))),
    ...livekitCanaries().map((event) => altered(livekit(event))),
    ...dailyCanaries().map((event) => cut(daily(event), daily)),
    ...livekitCanaries().map((event) => cut(livekit(event), livekit)),
    ...beyondPresenceCanaries().map((event) => cut(bey(event), bey)),
    daily(`"${CANARY}"`),
    livekit(`["${CANARY}"]`),
    bey(CANARY),
    bey('{"a":'.repeat(40) + `"${CANARY}"` + '}'.repeat(40)),
    livekit({ event: 'room_started', room: { metadata: CANARY.repeat(9_000) } }),
  ];
  const { statuses, text } = await answers(refused);
  expect([...statuses].toSorted((a, b) => a - b)).toEqual([400, 401, 413]);
  expect(tracesIn(text, CANARY)).toEqual([]);
  expect(tracesIn(said.join('\n'), CANARY)).toEqual([]);
  expect(tracesIn(await dump(), CANARY)).toEqual([]);
});

it('lets nothing through where the database refuses', async () => {
  const before = said.length;
  await room.empty();
  await room.query(`ALTER TABLE service_events ADD CONSTRAINT none CHECK (kind = 'none')`);
  const { statuses, text } = await answers(signed());
  await room.query('ALTER TABLE service_events DROP CONSTRAINT none');
  expect(statuses).toContain(500);
  const logged = said.slice(before).join('\n');
  expect(logged).toContain('none');
  expect([tracesIn(text, CANARY), tracesIn(logged, CANARY)]).toEqual([[], []]);
});
