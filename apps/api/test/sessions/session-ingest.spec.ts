import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { routes, type Problem, type SessionBatchAnswer } from '@watchroom/contracts';
import { startTestApplication, type TestApplication } from '../setup/application';

let api: TestApplication;
beforeAll(async () => {
  api = await startTestApplication();
});
afterAll(() => api.close());
beforeEach(() => query('TRUNCATE sessions, session_hours, session_hour_changes, counselor_categories'));

const query = (sql: string): Promise<Record<string, unknown>[]> => api.database.dataSource.query(sql);
const stored = () => query('SELECT * FROM sessions ORDER BY start_time');
const bearer = () => ({ authorization: `Bearer ${api.ingestToken}` });
const START = '2026-01-01T09:00:00Z';
const report = (changes: object = {}) => ({ counselor_category: 'Anxiety', start_time: START, ...changes });
const put = (payload: object | string, id: string = randomUUID()) =>
  api.app.inject({
    method: 'PUT',
    url: `${routes.ingestSessions}/${id}`,
    headers: { ...bearer(), 'content-type': 'application/json' },
    payload,
  });
const post = (payload: string | Buffer, headers: Record<string, string> = {}) =>
  api.app.inject({
    method: 'POST',
    url: routes.ingestSessions,
    headers: { ...bearer(), 'content-type': 'application/x-ndjson', ...headers },
    payload,
  });
const line = (changes: object = {}) => JSON.stringify({ session_id: randomUUID(), ...report(changes) });

describe('one session', () => {
  it('is stored with 204 and completed by later reports in any order', async () => {
    const id = randomUUID();
    const answers = [
      await put(report({ end_time: '2026-01-01T09:40:00Z', provider: 'daily' }), id),
      await put(report({ last_seen_at: '2026-01-01T09:39:00Z' }), id.toUpperCase()),
      await put(report({ last_seen_at: '2026-01-01T09:20:00Z', counselor_category: 'Grief' }), id),
      await put(report({ quality_metrics: { connection_quality_average: 'low' } }), id),
    ];
    expect(answers.map((answer) => answer.statusCode)).toEqual([204, 204, 204, 204]);
    expect(await stored()).toMatchObject([
      {
        session_id: id,
        end_time: new Date('2026-01-01T09:40:00Z'),
        last_seen_at: new Date('2026-01-01T09:39:00Z'),
        provider: 'daily_co',
        quality: 2,
      },
    ]);
    expect(await query('SELECT name FROM counselor_categories JOIN sessions ON category_id = id')).toEqual([
      { name: 'Anxiety' },
    ]);
  });

  it.each([
    ['an unknown property', report({ client_name: 'x' }), 'client_name'],
    [
      'an unknown nested property',
      report({ quality_metrics: { connection_quality_average: 'good', note: 'x' } }),
      'quality_metrics.note',
    ],
    [
      'an unknown quality',
      report({ quality_metrics: { connection_quality_average: 'superb' } }),
      'quality_metrics.connection_quality_average',
    ],
    ['a list in place of an object', report({ quality_metrics: [] }), 'quality_metrics'],
    ['an unknown provider', report({ provider: 'zoom' }), 'provider'],
    ['an end before the start', report({ end_time: '2026-01-01T08:59:59Z' }), 'end_time'],
    [
      'a time of tomorrow',
      report({ last_seen_at: new Date(Date.now() + 86_400_000).toISOString() }),
      'last_seen_at',
    ],
    ['a time before 2000', report({ start_time: '1999-12-31T23:59:59Z' }), 'start_time'],
    ['a time without an offset', report({ start_time: '2026-01-01T09:00:00' }), 'start_time'],
    ['a day that does not exist', report({ start_time: '2026-02-30T09:00:00Z' }), 'start_time'],
    ['a number as time', report({ start_time: 1767258000 }), 'start_time'],
    ['an address as category', report({ counselor_category: 'someone@example.org' }), 'counselor_category'],
    [
      'a telephone number as category',
      report({ counselor_category: 'call 555 01234' }),
      'counselor_category',
    ],
    ['a category that ends in a space', report({ counselor_category: 'Anxiety ' }), 'counselor_category'],
    ['no start', { counselor_category: 'Anxiety' }, 'start_time'],
  ])('is refused with 400 for %s, naming the field', async (_, payload, field) => {
    const answer = await put(payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json<Problem>().errors?.map((fault) => fault.field)).toContain(field);
    expect(await stored()).toEqual([]);
  });

  it.each([...Object.getOwnPropertyNames(Object.prototype), 'prototype'])(
    'is refused for a property named %s, alone or in a batch, wherever it stands',
    async (name) => {
      for (const value of ['x', null, {}, { prototype: {} }]) {
        const inner = { connection_quality_average: 'good', [name]: value };
        for (const changes of [{ [name]: value }, { quality_metrics: inner }]) {
          const text = JSON.stringify(report(changes));
          const answer = await put(text);
          const field = 'quality_metrics' in changes ? `quality_metrics.${name}` : name;
          const { errors: [told] = [{ field }] } = answer.json<Problem>(); // some the parser refuses itself
          expect([answer.statusCode, told?.field]).toEqual([400, field]);
          const batch = await post(text.replace('{', `{"session_id":"${randomUUID()}",`));
          expect(batch.json<SessionBatchAnswer>()).toMatchObject({
            accepted: 0,
            rejected: [{ line: 1, detail: expect.stringContaining(name) }],
          });
        }
      }
      expect(await stored()).toEqual([]);
    },
  );

  it('is refused for an id that is no UUID', async () => {
    const answer = await put(report(), '1234');
    expect([answer.statusCode, answer.json<Problem>().errors?.[0]?.field]).toEqual([400, 'session_id']);
  });

  it.each([
    ['a list', '[]'],
    ['a list of reports', `[${JSON.stringify(report())}]`],
    ['null', 'null'],
    ['__proto__', `{"__proto__":{"counselor_category":"Anxiety"},"start_time":"${START}"}`],
    ['deep nesting', `${'['.repeat(40)}${']'.repeat(40)}`],
    ['broken JSON', '{"counselor_category":'],
  ])('is refused with 400 for %s', async (_, payload) => {
    expect((await put(payload)).statusCode).toBe(400);
    expect(await stored()).toEqual([]);
  });

  it('is refused without the token for ingest', async () => {
    const answer = await api.app.inject({
      method: 'PUT',
      url: `${routes.ingestSessions}/${randomUUID()}`,
      payload: report(),
    });
    expect(answer.statusCode).toBe(401);
    expect(await stored()).toEqual([]);
  });

  it('is refused for a 65th category, with the cure', async () => {
    await query(
      `INSERT INTO counselor_categories SELECT n, 'Category ' || n, now() FROM generate_series(1, 64) n`,
    );
    const answer = await put(report());
    expect(answer.statusCode).toBe(400);
    expect(answer.json<Problem>()).toMatchObject({
      detail: expect.stringContaining('64 categories'),
      errors: [{ field: 'counselor_category' }],
    });
    expect((await put(report({ counselor_category: 'Category 9' }))).statusCode).toBe(204);
  });
});

describe('a batch', () => {
  it('stores the good lines and tells the others by number and field', async () => {
    const id = randomUUID();
    const body = [
      line(),
      JSON.stringify({ session_id: 'x', ...report() }),
      '',
      '{broken',
      JSON.stringify({ session_id: id, ...report({ last_seen_at: '2026-01-01T09:20:00Z' }) }),
      JSON.stringify({ session_id: id.toUpperCase(), ...report({ end_time: '2026-01-01T09:10:00Z' }) }),
      line({ quality_metrics: { connection_quality_average: 'good', note: 'x' } }),
      `{"session_id":"${id}","__proto__":{},"counselor_category":"Anxiety","start_time":"${START}"}`,
      line({ start_time: '2126-01-01T00:00:00Z' }),
      line({ constructor: 'x' }),
    ].join('\r\n');
    const answer = await post(body);

    expect(answer.statusCode).toBe(200);
    const { accepted, rejected }: SessionBatchAnswer = answer.json();
    expect(accepted).toBe(3);
    expect(rejected.map(({ line: number, detail }) => [number, detail])).toEqual([
      [2, 'session_id must be a UUID'],
      [4, 'the line must be one JSON object'],
      [7, expect.stringContaining('quality_metrics.note')],
      [8, expect.stringContaining('__proto__')],
      [9, expect.stringContaining('start_time')],
      [10, expect.stringContaining('constructor')],
    ]);
    const rows = await stored();
    expect(rows).toHaveLength(2);
    expect(rows.find((row) => row.session_id === id)).toMatchObject({
      end_time: new Date('2026-01-01T09:10:00Z'),
      last_seen_at: new Date('2026-01-01T09:20:00Z'),
    });
  });

  it('may be compressed', async () => {
    const answer = await post(gzipSync(`${line()}\n${line()}\n`), { 'content-encoding': 'gzip' });
    expect([answer.statusCode, answer.json()]).toEqual([200, { accepted: 2, rejected: [] }]);
    expect((await post('no gzip', { 'content-encoding': 'gzip' })).statusCode).toBe(400);
    expect((await post('x', { 'content-encoding': 'rot13' })).statusCode).toBe(415);
  });

  it('takes 10,000 lines, and refuses one more as well as a bomb with 413', async () => {
    const lines = Array.from({ length: 10_001 }, () => line());
    expect((await post(lines.join('\n'))).statusCode).toBe(413);
    expect(await stored()).toEqual([]);
    expect((await post(lines.slice(1).join('\n'))).json()).toEqual({ accepted: 10_000, rejected: [] });

    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, '\n'));
    expect((await post(bomb, { 'content-encoding': 'gzip' })).statusCode).toBe(413);
    expect((await post('\n'.repeat(9 * 1024 * 1024))).statusCode).toBe(413);
  });

  it('leaves out lines of categories for which there is no room', async () => {
    await query(
      `INSERT INTO counselor_categories SELECT n, 'Category ' || n, now() FROM generate_series(1, 63) n`,
    );
    const categories = ['Grief', 'Stress', 'Category 5', 'Grief', 'Sleep'];
    const answer = await post(
      categories.map((counselor_category) => line({ counselor_category })).join('\n'),
    );
    expect(answer.json<SessionBatchAnswer>()).toMatchObject({
      accepted: 3,
      rejected: [{ line: 2 }, { line: 5 }],
    });
    expect(await stored()).toHaveLength(3);
  });

  it('is refused as JSON with 415, saying what to send', async () => {
    const answer = await post(line(), { 'content-type': 'application/json' });
    expect([answer.statusCode, answer.json<Problem>().detail]).toEqual([
      415,
      expect.stringContaining('application/x-ndjson'),
    ]);
  });

  it('may be empty', async () => expect((await post('\n')).json()).toEqual({ accepted: 0, rejected: [] }));

  it('lets other requests through while it is read', async () => {
    const lines = Array.from({ length: 10_000 }, () => line()).join('\n');
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await post(lines);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(20);
  });
});
