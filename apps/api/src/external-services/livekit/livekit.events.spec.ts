import { describe, expect, it } from '@jest/globals';
import { RECEIVED, receiptOf, secondsAgo, SOME_SEAL } from '../testing/some-receipt';
import { livekitEvents } from './livekit.events';

const SESSION = '6f1c2a52-30a4-4c37-9f6b-4f3d6f0b8f10';
const room = { sid: 'RM_nHPUfmxXrHry', name: 'some room' };
const read = (event: string, more: object) => {
  const told = { event, id: `EV_${event}`, createdAt: String(secondsAgo(3)), ...more };
  return livekitEvents(told, receiptOf(told));
};
const one = (event: string, more: object) => read(event, more)[0];
const participant = (more: object) => ({ room, participant: { sid: 'PA_1', identity: 'ab7d6065', ...more } });
const threeSecondsAgo = new Date(RECEIVED.getTime() - 3_000);

it('reads a meeting, whose room is only told apart', () => {
  expect(
    read('room_started', { room: { ...room, creationTime: String(secondsAgo(9)), turnPassword: 'x' } }),
  ).toEqual([
    {
      service: 'livekit',
      id: SOME_SEAL.event('EV_room_started'),
      kind: 'opened',
      at: threeSecondsAgo,
      meeting: 'RM_nHPUfmxXrHry',
      room: SOME_SEAL.room('some room'),
      mark: { sessionId: null, category: null },
      participant: null,
      role: null,
      quality: null,
      badEnd: null,
    },
  ]);
  expect(one('room_finished', { room })).toMatchObject({ kind: 'ended', at: threeSecondsAgo });
});

it('reads the oldest known delivery, which has neither an id nor a time', () => {
  const begun = { sid: 'RM_1', name: 'mytestroom', creationTime: String(secondsAgo(9)) };
  expect(one('room_started', { id: undefined, createdAt: undefined, room: begun })).toMatchObject({
    at: new Date(RECEIVED.getTime() - 9_000),
    id: expect.any(String),
  });
  expect(one('room_finished', { createdAt: undefined, room })).toMatchObject({
    at: RECEIVED,
    atVaries: true,
  });
});

describe('a participant', () => {
  it.each([
    [{}, 'person'],
    [{ kind: 'STANDARD' }, 'person'],
    [{ kind: 'SIP' }, 'person'],
    [{ kind: 3 }, 'person'],
    [{ kind: 'AGENT' }, 'machine'],
    [{ kind: 4 }, 'machine'],
    [{ kind: 'EGRESS' }, 'machine'],
    [{ kind: 'HOLOGRAM' }, null],
    [{ kind: 'AGENT', identity: 'bey-avatar-agent' }, 'avatar'],
    [{ identity: 'avatar_worker' }, 'avatar'],
  ] as const)('%j is %s', (more, role) => {
    expect(one('participant_joined', participant(more))).toMatchObject({
      kind: 'joined',
      participant: 'PA_1',
      role,
    });
  });

  it('is a person only where a browser, an app or a telephone brought one in, by word and by number', () => {
    const kinds = ['STANDARD', 'INGRESS', 'EGRESS', 'SIP', 'AGENT', 'CONNECTOR', 'BRIDGE'];
    const roles = ['person', 'machine', 'machine', 'person', 'machine', 'machine', 'machine'];
    const roleOf = (kind: unknown) => one('participant_joined', participant({ kind }))?.role;
    expect(kinds.map(roleOf)).toEqual(roles);
    expect([0, 1, 2, 3, 4].map(roleOf)).toEqual(roles.slice(0, 5));
  });

  it('left badly for seven of the seventeen reasons, by number', () => {
    const bad = Array.from({ length: 18 }, (_, disconnectReason) => disconnectReason).filter(
      (disconnectReason) => one('participant_left', participant({ disconnectReason }))?.badEnd !== null,
    );
    expect(bad).toEqual([3, 6, 7, 13, 14, 15, 16]);
  });

  it('of a track is not told as a whole: only an avatar is known', () => {
    expect(one('track_published', participant({}))).toMatchObject({ kind: 'sign_of_life', role: null });
    expect(one('track_published', participant({ identity: 'bey-avatar-agent' }))?.role).toBe('avatar');
  });

  it.each([
    ['CLIENT_INITIATED', null],
    ['MIGRATION', null],
    [undefined, null],
    ['SERVER_SHUTDOWN', 'SERVER_SHUTDOWN'],
    ['STATE_MISMATCH', 'STATE_MISMATCH'],
    ['JOIN_FAILURE', 'JOIN_FAILURE'],
    ['SIP_TRUNK_FAILURE', 'SIP_TRUNK_FAILURE'],
    ['CONNECTION_TIMEOUT', 'CONNECTION_TIMEOUT'],
    ['MEDIA_FAILURE', 'MEDIA_FAILURE'],
    ['AGENT_ERROR', 'AGENT_ERROR'],
    [14, 'CONNECTION_TIMEOUT'],
    ['Jane left in anger', null],
  ])('that left because of %s ended badly: %s', (disconnectReason, badEnd) => {
    expect(one('participant_left', participant({ disconnectReason }))).toMatchObject({
      kind: 'left',
      badEnd,
    });
    expect(one('participant_connection_aborted', participant({ disconnectReason }))).toMatchObject({
      kind: 'aborted',
      badEnd,
    });
  });
});

it('takes session and category from the name of the room, else from its metadata, and drops the rest', () => {
  const metadata = JSON.stringify({ session_id: SESSION, counselor_category: 'Grief', name: 'Jane' });
  expect(one('room_started', { room: { ...room, metadata } })?.mark).toEqual({
    sessionId: SESSION,
    category: 'Grief',
  });
  expect(
    one('room_started', { room: { ...room, name: `anxiety--${SESSION}`, metadata } })?.mark.category,
  ).toBe('Anxiety');
  expect(one('room_started', { room: { ...room, metadata: 'Jane' } })?.mark).toEqual({
    sessionId: null,
    category: null,
  });
});

describe('what runs beside a meeting', () => {
  const egressInfo = { egressId: 'EG_1', roomId: 'RM_1', roomName: 'some room' };
  const job = { id: 'AJ_1', room: { sid: 'RM_1', name: 'some room' } };

  it('is a sign of life', () => {
    const expected = { kind: 'sign_of_life', meeting: 'RM_1', room: SOME_SEAL.room('some room') };
    expect(one('egress_started', { egressInfo })).toMatchObject(expected);
    expect(one('ingress_started', { ingressInfo: { roomName: 'some room' } })).toMatchObject({
      room: expected.room,
    });
    expect(one('agent_job_started', { job })).toMatchObject(expected);
  });

  it('may end as it should: nothing is kept', () => {
    expect(read('egress_ended', { egressInfo: { ...egressInfo, status: 'EGRESS_COMPLETE' } })).toEqual([]);
    expect(read('ingress_ended', { ingressInfo: { state: { status: 'ENDPOINT_INACTIVE' } } })).toEqual([]);
    expect(read('agent_job_ended', { job: { ...job, state: { status: 'JS_SUCCESS' } } })).toEqual([]);
  });

  it('may break, told by a word and not by the text', () => {
    const failed = (word: string) => ({ kind: 'failed', badEnd: word });
    expect(one('egress_ended', { egressInfo: { ...egressInfo, error: 'Jane' } })).toMatchObject(
      failed('EGRESS_FAILED'),
    );
    expect(one('egress_ended', { egressInfo: { ...egressInfo, status: 'EGRESS_FAILED' } })).toMatchObject(
      failed('EGRESS_FAILED'),
    );
    expect(one('ingress_ended', { ingressInfo: { roomName: 'r', state: { error: 'Jane' } } })).toMatchObject(
      failed('ENDPOINT_ERROR'),
    );
    expect(one('agent_job_ended', { job: { ...job, state: { status: 'JS_FAILED' } } })).toMatchObject(
      failed('JS_FAILED'),
    );
  });
});

it('keeps nothing of an event that it does not know', () => {
  expect(read('room_dreamt', { room })).toEqual([]);
  expect(livekitEvents({}, receiptOf({}))).toEqual([]);
});

it.each([
  ['room_started', 'opened'],
  ['room_finished', 'ended'],
  ['participant_joined', 'joined'],
  ['participant_left', 'left'],
  ['participant_connection_aborted', 'aborted'],
  ['track_published', 'sign_of_life'],
  ['track_unpublished', 'sign_of_life'],
  ['egress_started', 'sign_of_life'],
  ['egress_updated', 'sign_of_life'],
  ['ingress_started', 'sign_of_life'],
  ['agent_job_started', 'sign_of_life'],
  ['egress_ended', undefined],
  ['ingress_ended', undefined],
  ['agent_job_ended', undefined],
])('knows the event %s', (event, kind) => expect(one(event, { room })?.kind).toBe(kind));
