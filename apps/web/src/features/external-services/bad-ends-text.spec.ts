import { expect, it } from '@jest/globals';
import { ago, NOON, someServiceInDepth } from '../../testing/metrics';
import { badEndsView } from './bad-ends-text';

const heard = { ...someServiceInDepth().webhooks, last_received_at: ago(60) };

it('tells reasons in plain words, and a word that it does not know as it is', () => {
  const bad_ends = [
    { reason: 'CONNECTION_TIMEOUT', times: 1200, sessions: 7, newest_at: ago(300) },
    { reason: 'NEW_WORD', times: 1, sessions: 1, newest_at: ago(3600) },
  ];
  const { word, note, rows } = badEndsView(someServiceInDepth({ bad_ends, webhooks: heard }), NOON);
  expect([word, note]).toEqual(['1,201 in the last 24 hours', null]);
  expect(rows).toMatchObject([
    {
      words: 'The connection was lost',
      times: '1,200 ×',
      where: expect.stringMatching(/^in 7 sessions, last at/),
    },
    { words: 'NEW_WORD', times: '1 ×', where: expect.stringMatching(/^in 1 session, /) },
  ]);
});

it('says nothing good of what nobody would know', () => {
  expect(badEndsView(someServiceInDepth({ webhooks: heard }), NOON).word).toBe('None');
  expect(badEndsView(someServiceInDepth(), NOON).word).toBe('Not known');
  expect(badEndsView(someServiceInDepth({ service: 'beyond_presence', webhooks: heard }), NOON).word).toBe(
    'Not told',
  );
});
