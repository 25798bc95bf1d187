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

const words = (reason: string) =>
  badEndsView(someServiceInDepth({ bad_ends: [{ reason, times: 1, sessions: 1, newest_at: ago(60) }] }), NOON)
    .rows[0]?.words;

it.each([
  ['CONNECTION_TIMEOUT', /connection/],
  ['MEDIA_FAILURE', /Sound and picture/],
  ['JOIN_FAILURE', /could not join/],
  ['SERVER_SHUTDOWN', /shut down/],
  ['STATE_MISMATCH', /lost track/],
  ['SIP_TRUNK_FAILURE', /telephone line/],
  ['AGENT_ERROR', /avatar/],
  ['JS_FAILED', /job failed/],
  ['EGRESS_FAILED', /recording or a broadcast/],
  ['ENDPOINT_ERROR', /from outside/],
  ['recording.error', /^A recording failed$/],
  ['streaming.error', /^A broadcast failed$/],
  ['transcript.error', /transcript/],
  ['dialin.error', /from a telephone/],
  ['dialout.error', /to a telephone/],
])('%s is told in plain words', (reason, plain) => expect(words(reason)).toMatch(plain));

it.each([
  ['livekit', heard, /^Nothing was reported as failed/],
  ['livekit', { ...heard, last_received_at: null }, /webhooks, and none has come yet/],
  ['daily_co', heard, /^Nothing was reported as failed/],
  ['beyond_presence', heard, /does not tell why/],
] as const)('says of %s why it tells nothing', (service, webhooks, note) =>
  expect(badEndsView(someServiceInDepth({ service, webhooks }), NOON).note).toMatch(note),
);

it('says nothing good of what nobody would know', () => {
  expect(badEndsView(someServiceInDepth({ webhooks: heard }), NOON).word).toBe('None');
  expect(badEndsView(someServiceInDepth(), NOON).word).toBe('Not known');
  expect(badEndsView(someServiceInDepth({ service: 'beyond_presence', webhooks: heard }), NOON).word).toBe(
    'Not told',
  );
});
