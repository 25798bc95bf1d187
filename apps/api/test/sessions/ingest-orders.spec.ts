import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { routes, type SessionBatchAnswer } from '@watchroom/contracts';
import { startTestApplication, type TestApplication } from '../setup/application';

let api: TestApplication;
beforeAll(async () => {
  api = await startTestApplication();
});
afterAll(() => api.close());
beforeEach(() => query('TRUNCATE sessions, session_hours, session_hour_changes, counselor_categories'));

type Row = Record<string, unknown>;
/** What the platform tells of a session at one moment of its life. */
type Event = Readonly<Record<string, unknown>>;

const query = (sql: string): Promise<Row[]> => api.database.dataSource.query(sql);

/** Rows as a reader of the tables sees them, by session. */
async function rowsBySession(): Promise<Map<unknown, Row>> {
  const rows = await query(
    'SELECT s.*, c.name AS category FROM sessions s JOIN counselor_categories c ON c.id = s.category_id',
  );
  return new Map(
    rows.map(({ session_id, category_id: _differsByOrderOfRegistering, ...row }) => [session_id, row]),
  );
}

async function put(id: string, event: Event): Promise<void> {
  const answer = await api.app.inject({
    method: 'PUT',
    url: `${routes.ingestSessions}/${id}`,
    headers: { authorization: `Bearer ${api.ingestToken}`, 'content-type': 'application/json' },
    payload: JSON.stringify(event),
  });
  expect([answer.statusCode, answer.body]).toEqual([204, '']);
}

async function post(lines: readonly (readonly [id: string, event: Event])[]): Promise<void> {
  const answer = await api.app.inject({
    method: 'POST',
    url: routes.ingestSessions,
    headers: { authorization: `Bearer ${api.ingestToken}`, 'content-type': 'application/x-ndjson' },
    payload: lines.map(([session_id, event]) => JSON.stringify({ session_id, ...event })).join('\n'),
  });
  expect(answer.json<SessionBatchAnswer>()).toEqual({ accepted: lines.length, rejected: [] });
}

const at = (minute: number) => `2026-01-01T09:${String(minute).padStart(2, '0')}:00Z`;
const quality = (level: string, minute?: number) => ({
  quality_metrics: { connection_quality_average: level, ...(minute && { reported_at: at(minute) }) },
});
const event = (changes: object = {}): Event => ({
  counselor_category: 'Anxiety',
  start_time: at(0),
  ...changes,
});

/** A life in five reports: corrected category, late start, three signs of life, two ends that disagree. */
const LIFE = [
  event({ start_time: at(1), provider: 'daily' }),
  event({ last_seen_at: at(10), ...quality('good') }),
  event({ last_seen_at: at(20), counselor_category: 'Grief', ...quality('poor', 19) }),
  event({ end_time: at(30), provider: 'livekit', ...quality('excellent', 19) }),
  event({ end_time: at(31), last_seen_at: at(31) }),
];
const AFTER_THAT_LIFE = {
  start_time: new Date(at(0)),
  end_time: new Date(at(30)),
  last_seen_at: new Date(at(31)),
  quality: 1,
  quality_at: new Date(at(19)),
  category: 'Anxiety',
  category_at: new Date(at(31)),
  provider: 'livekit',
  provider_at: new Date(at(30)),
};

function* ordersOf<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield [];
  for (const [i, first] of items.entries())
    for (const rest of ordersOf([...items.slice(0, i), ...items.slice(i + 1)])) yield [first, ...rest];
}

it('ends in the same row for each of the 120 orders of a life, by PUT, by batch and by both', async () => {
  const orders = [...ordersOf(LIFE)];
  expect(orders).toHaveLength(120);
  for (const [i, order] of orders.entries()) {
    const [single, batched, mixed] = [randomUUID(), randomUUID(), randomUUID()];
    for (const one of order) await put(single, one);
    await post(order.map((one) => [batched, one]));
    for (const [place, one] of order.entries())
      await ((place + i) % 2 === 0 ? put(mixed, one) : post([[mixed, one]]));
  }
  const rows = await rowsBySession();
  expect(rows.size).toBe(360);
  for (const row of rows.values()) expect(row).toMatchObject(AFTER_THAT_LIFE);
});

const minute = fc.integer({ min: 0, max: 6 });
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const anyEvent: fc.Arbitrary<Event> = fc
  .record({
    start: minute,
    lasted: some(minute),
    seen: some(minute),
    level: some(fc.constantFrom('excellent', 'good', 'fair', 'poor', 'unknown')),
    measured: some(fc.integer({ min: 1, max: 6 })),
    provider: some(fc.constantFrom('daily', 'livekit', 'beyond_presence')),
    category: fc.constantFrom('Anxiety', 'Grief', 'anxiety', 'Ängste'),
  })
  .map(({ start, lasted, seen, level, measured, provider, category }) => ({
    counselor_category: category,
    start_time: at(start),
    ...(lasted !== undefined && { end_time: at(start + lasted) }),
    ...(seen !== undefined && { last_seen_at: at(seen) }),
    ...(level !== undefined && quality(level, measured)),
    ...(provider !== undefined && { provider }),
  }));

const SESSIONS = 3;
/** Who tells it, and with how many others at once: 0 alone, as soon as the one before it was answered. */
const delivery = fc.record({
  events: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
  batch: fc.boolean(),
  atOnce: fc.boolean(),
});

it('ends in the same rows for any order, split, repeat and simultaneity of what was told', async () => {
  const told = fc
    .array(fc.tuple(fc.nat({ max: SESSIONS - 1 }), anyEvent), { minLength: 1, maxLength: 8 })
    .chain((events) => {
      const all = [...events.keys()];
      return fc.tuple(fc.constant(events), fc.shuffledSubarray(all, { minLength: all.length }));
    });
  await fc.assert(
    fc.asyncProperty(told, fc.array(delivery, { maxLength: 8 }), async ([events, order], deliveries) => {
      const [inOrder, anyhow] = [newSessions(), newSessions()];
      for (const [session, one] of events) await put(inOrder[session]!, one);

      const pending: Promise<void>[] = [];
      const tell = async (indices: readonly number[], batch: boolean, atOnce: boolean) => {
        const lines = indices.map((index) => {
          const [session, one] = events[index % events.length]!;
          return [anyhow[session]!, one] as const;
        });
        const sent = batch ? [post(lines)] : lines.map(([id, one]) => put(id, one));
        pending.push(...sent);
        if (!atOnce) await Promise.all(sent);
      };
      for (const { events: indices, batch, atOnce } of deliveries) await tell(indices, batch, atOnce);
      for (const index of order) await tell([index], index % 2 === 0, false);
      await Promise.all(pending);

      const rows = await rowsBySession();
      expect(anyhow.map((id) => rows.get(id))).toEqual(inOrder.map((id) => rows.get(id)));
    }),
    { numRuns: 60 },
  );
});

const newSessions = () => Array.from({ length: SESSIONS }, () => randomUUID());

it('writes nothing new when everything is told again, in any order', async () => {
  const ids = newSessions();
  const all = ids.flatMap((id) => LIFE.map((one) => [id, one] as const));
  await post(all);
  const versions = () => query('SELECT session_id, ctid, xmin FROM sessions ORDER BY 1');
  const before = await versions();
  await Promise.all(all.toReversed().map(([id, one]) => put(id, one)));
  await post(all.toReversed());
  expect(await versions()).toEqual(before);
});

it('takes a reporter whose clock runs ahead at its word for the order, and at ours for the time', async () => {
  const ahead = (ms: number) => new Date(Date.now() + ms).toISOString();
  const start = { counselor_category: 'Anxiety', start_time: '2026-01-01T09:00:00Z' };
  const [older, newer] = [ahead(120_000), ahead(180_000)];
  const poor = { ...start, last_seen_at: older, ...quality('poor') };
  const good = { ...start, counselor_category: 'Grief', last_seen_at: newer, ...quality('good') };
  const [single, batched] = [randomUUID(), randomUUID()];

  for (const one of [poor, good]) await put(single, one);
  await post([poor, good].map((one) => [batched, one]));
  const before = await rowsBySession();
  const now = new Date();
  for (const id of [single, batched]) {
    const row = before.get(id);
    expect(row).toMatchObject({ quality: 3, category: 'Grief', quality_told_at: new Date(newer) });
    expect([row?.last_seen_at, row?.quality_at].every((time) => (time as Date) <= now)).toBe(true);
  }

  for (const one of [poor, good, poor])
    await Promise.all([put(single, one), post([[batched, one]]), post([[single, one]]), put(batched, one)]);
  expect(await rowsBySession()).toEqual(before);
});

it('refuses the same future alone and in a batch, with the same reason', async () => {
  const late = event({ last_seen_at: new Date(Date.now() + 6 * 60_000).toISOString() });
  const alone = await api.app.inject({
    method: 'PUT',
    url: `${routes.ingestSessions}/${randomUUID()}`,
    headers: { authorization: `Bearer ${api.ingestToken}`, 'content-type': 'application/json' },
    payload: JSON.stringify(late),
  });
  const batch = await api.app.inject({
    method: 'POST',
    url: routes.ingestSessions,
    headers: { authorization: `Bearer ${api.ingestToken}`, 'content-type': 'application/x-ndjson' },
    payload: JSON.stringify({ session_id: randomUUID(), ...late }),
  });
  const { detail } = alone.json<{ detail: string }>();
  expect([alone.statusCode, detail]).toEqual([
    400,
    'last_seen_at lies more than 5 minutes in the future; check the clock and the time zone of the sender',
  ]);
  expect(batch.json<SessionBatchAnswer>()).toEqual({ accepted: 0, rejected: [{ line: 1, detail }] });
  expect(await query('SELECT 1 FROM sessions')).toEqual([]);
});
