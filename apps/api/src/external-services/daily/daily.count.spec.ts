import { expect, it } from '@jest/globals';
import { readPresence } from './daily.count';
import { readWebhooks } from './daily.webhook-sending';

const present = (mtgSessionId: unknown) => ({
  room: 'grief-of-jane',
  id: 'p1',
  userId: 'jane@school.example',
  userName: 'Jane Doe',
  mtgSessionId,
  joinTime: '2026-11-23T10:00:00.000Z',
  duration: 30,
});

it('counts meetings and lets no name of a person or a room through', () => {
  const outcome = readPresence({
    'grief-of-jane': [present('m1'), present('m1')],
    again: [present('m1'), present('m2')],
    odd: [present(null), present('Jane Doe')],
    empty: [],
  });
  expect(outcome).toEqual({
    kind: 'counted',
    count: 3,
    atLeast: false,
    active: ['m1', 'm2'],
    idle: [],
    ended: [],
    isComplete: false,
  });
});

it.each([[[]], [null], ['rooms'], [{ room: 'one' }]])(
  'does not take %j for a list of who is present',
  (body) => {
    expect(readPresence(body)).toEqual({ kind: 'not_counted', reason: 'malformed' });
  },
);

it('reads webhooks from a list or from data, and takes any state but ACTIVE for broken', () => {
  const webhook = (state: string) => ({ url: 'https://w.example/api/webhooks/daily', hmac: 'secret', state });
  expect(readWebhooks([webhook('INACTIVE')])).toEqual({ kind: 'told', isActive: false, failedCount: null });
  expect(readWebhooks({ data: [webhook('ACTIVE')] })).toMatchObject({ isActive: true });
  expect(readWebhooks({ error: 'x' })).toEqual({ kind: 'not_counted', reason: 'malformed' });
});
