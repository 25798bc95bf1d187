import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Clock } from '../../platform/clock/clock';
import { InMemorySessionRepository } from '../../storage/sessions/testing/in-memory.session.repository';
import { SessionBatch } from './session-batch';

class ClockAt extends Clock {
  constructor(private readonly time: string) {
    super();
  }
  override now(): Date {
    return new Date(this.time);
  }
  override monotonicMs(): number {
    return 0;
  }
}

const ID = '0d6f0f4e-2f56-4a4e-9c39-9a4b8d2f0001';
const line = (changes: object = {}) =>
  JSON.stringify({
    session_id: ID,
    counselor_category: 'Anxiety',
    start_time: '2026-01-01T09:00:00Z',
    ...changes,
  });
const storeInto = (sessions: InMemorySessionRepository, body: unknown) =>
  new SessionBatch(sessions, new ClockAt('2026-01-01T10:00:00Z')).store(body);
const store = (text: string) => storeInto(new InMemorySessionRepository(), Buffer.from(text));
const detailOf = async (text: string) => (await store(text)).rejected[0]?.detail;

describe('a batch of lines', () => {
  it('merges lines of one session and counts every good line', async () => {
    const sessions = new InMemorySessionRepository();
    const body = [line({ end_time: '2026-01-01T09:30:00Z' }), line(), line()].join('\n');
    expect(await storeInto(sessions, Buffer.from(body))).toEqual({ accepted: 3, rejected: [] });
    expect([...sessions.states.values()].map((state) => state.endTime?.toISOString())).toEqual([
      '2026-01-01T09:30:00.000Z',
    ]);
  });

  it('takes both spellings of an accented letter as one category', async () => {
    const sessions = new InMemorySessionRepository();
    const body = [
      line({ counselor_category: 'Bien-e\u0302tre' }),
      line({ counselor_category: 'Bien-\u00eatre' }),
    ];
    await storeInto(sessions, Buffer.from(body.join('\n')));
    const { byCategory } = await sessions.lastThirtyDays(new Date('2026-01-01T10:00:00Z'));
    expect(byCategory).toEqual({ 'Bien-\u00eatre': 1 });
  });

  it.each([
    ['a list', `[${line()}]`, 'one JSON object'],
    ['a number', '7', 'one JSON object'],
    ['two objects on a line', `${line()}${line()}`, 'one JSON object'],
    ['deep nesting', `{"x":${'['.repeat(9)}${']'.repeat(9)}}`, 'deeper than 8'],
    ['a long line', line({ provider: 'x'.repeat(5000) }), '4096 characters'],
    ['a hidden prototype', line({ quality_metrics: { prototype: 1 } }), 'prototype'],
    ['a nested fault', line({ quality_metrics: {} }), 'quality_metrics.connection_quality_average'],
    ['no id', line({ session_id: undefined }), 'session_id'],
    [
      'a time after now',
      line({ last_seen_at: '2026-01-01T10:05:01Z' }),
      'last_seen_at lies more than 5 minutes',
    ],
  ])('rejects %s with its reason', async (_, text, reason) => {
    expect(await detailOf(text)).toContain(reason);
  });

  it('leaves out new categories beyond the 64th, in the order of the lines', async () => {
    const lines = Array.from({ length: 66 }, (_, i) => line({ counselor_category: `Category ${i}` }));
    const { accepted, rejected } = await store(lines.join('\n'));
    expect([accepted, rejected.map((one) => one.line)]).toEqual([64, [65, 66]]);
  });

  it('is refused when it is no NDJSON, or has too many lines', async () => {
    await expect(storeInto(new InMemorySessionRepository(), {})).rejects.toMatchObject({
      code: 'unsupported_media',
    });
    await expect(store('{}\n'.repeat(10_001))).rejects.toMatchObject({ code: 'too_large' });
  });
});
