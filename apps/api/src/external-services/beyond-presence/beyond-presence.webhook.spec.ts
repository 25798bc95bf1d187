import { describe, expect, it } from '@jest/globals';
import { RECEIVED, receiptOf, SOME_SEAL } from '../testing/some-receipt';
import { beyondPresenceEvents } from './beyond-presence.events';
import { BeyondPresenceWebhook } from './beyond-presence.webhook';

const read = (told: object) => beyondPresenceEvents({ ...told }, receiptOf(told));
const message = (sent_at: string | null, more: object = {}) => ({
  event_type: 'message',
  call_id: 'call_123456',
  message: { sender: 'user', message: 'I feel …', sent_at },
  call_data: { userName: 'John Doe', agentId: 'agent_456' },
  ...more,
});

describe('the address', () => {
  const [one, two] = ['path-token-number-one', 'path-token-number-two'];
  const judge = (token: string | null, ...tokens: string[]) =>
    new BeyondPresenceWebhook(tokens).judge({ headers: {}, token });

  it('is believed with one of the tokens, and no other', () => {
    expect([judge(one, one), judge(one, two, one), judge(two, two, one)]).toEqual([
      'genuine',
      'genuine',
      'genuine',
    ]);
    expect([
      judge(two, one),
      judge(one.slice(0, -1), one),
      judge('', one),
      judge(null, one),
      judge(one),
    ]).toEqual(Array.from({ length: 5 }, () => 'forged'));
  });
});

it('reads a message as a sign of life of its call, at its time', () => {
  expect(read(message('2026-03-10T11:59:30Z'))).toEqual([
    {
      service: 'beyond_presence',
      id: SOME_SEAL.event('call_123456|message|2026-03-10T11:59:30Z'),
      kind: 'sign_of_life',
      at: new Date('2026-03-10T11:59:30Z'),
      meeting: 'call_123456',
      room: null,
      mark: { sessionId: null, category: null },
      participant: null,
      role: null,
      quality: null,
      badEnd: null,
    },
  ]);
  expect(read(message(null))[0]).toMatchObject({ at: RECEIVED, atVaries: true });
});

it('reads the end of a call, at the time that is told or at that of receipt', () => {
  const ended = { event_type: 'call_ended', call_id: 'call_1', evaluation: { topic: 'x' }, messages: [] };
  expect(read(ended)[0]).toMatchObject({ kind: 'ended', at: RECEIVED, atVaries: true });
  const told = { ...ended, call_data: { endedAt: '2026-03-10T11:58:00Z' } };
  expect(read(told)[0]?.at).toEqual(new Date('2026-03-10T11:58:00Z'));
  expect(read(told)[0]?.id).toBe(read(ended)[0]?.id);
});

it('seals a call id that is more than an id', () => {
  const [event] = read(message('2026-03-10T11:59:30Z', { call_id: 'call of jane@example.org' }));
  expect(event?.meeting).toMatch(/^[\w-]{22}$/);
});

it('keeps nothing of a trial, of an unknown event, or without a call', () => {
  expect(read({ event_type: 'test', message: 'hello' })).toEqual([]);
  expect(read({ event_type: 'call_dreamt', call_id: 'call_1' })).toEqual([]);
  expect(read(message('2026-03-10T11:59:30Z', { call_id: undefined }))).toEqual([]);
});
