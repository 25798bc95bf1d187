import { describe, expect, it } from '@jest/globals';
import { RECEIVED, receiptOf, secondsAgo, SOME_SEAL } from '../testing/some-receipt';
import { dailyEvents } from './daily.events';

const SESSION = '6f1c2a52-30a4-4c37-9f6b-4f3d6f0b8f10';
const agoMs = (ms: number) => new Date(RECEIVED.getTime() - ms);
const read = (type: string, payload: object, more: object = {}) => {
  const told = { version: '1.0.0', type, id: `id-of-${type}`, payload, event_ts: secondsAgo(0.5), ...more };
  return dailyEvents(told, receiptOf(told));
};
const person = {
  room: 'test',
  user_id: '6497c79b',
  user_name: 'testuser',
  session_id: '0c0d2dda-f21d-4cf9-ab56-86bf3c407ffa',
  joined_at: secondsAgo(60.04),
  owner: false,
  permissions: { hasPresence: true, canSend: true },
};
const one = (type: string, payload: object, more?: object) => read(type, payload, more)[0];

it('reads a meeting from its start to its end, by its own times', () => {
  const meeting = { start_ts: secondsAgo(72), meeting_id: 'f2aa1ade-ff80-464c-b46e-50ffa577d48d', room: 'r' };
  expect(read('meeting.started', meeting)).toEqual([
    {
      service: 'daily_co',
      id: SOME_SEAL.event('id-of-meeting.started'),
      kind: 'opened',
      at: agoMs(72_000),
      meeting: meeting.meeting_id,
      room: SOME_SEAL.room('r'),
      mark: { sessionId: null, category: null },
      participant: null,
      role: null,
      quality: null,
      badEnd: null,
    },
  ]);
  expect(one('meeting.ended', { ...meeting, end_ts: secondsAgo(20.329) })).toMatchObject({
    kind: 'ended',
    at: agoMs(20_329),
  });
});

it('reads who is there by the id of the stay, and when it ended by its length', () => {
  expect(one('participant.joined', person)).toMatchObject({
    kind: 'joined',
    at: agoMs(60_040),
    participant: person.session_id,
    role: 'person',
    meeting: null,
  });
  expect(one('participant.left', { ...person, duration: 30.04 })).toMatchObject({
    kind: 'left',
    at: agoMs(30_000),
  });
  const withoutLength = one('participant.left', person);
  expect(withoutLength).toMatchObject({ at: agoMs(500), atVaries: true });
});

it.each([
  [{ user_id: 'bey-avatar-agent' }, 'avatar'],
  [{ user_name: 'avatar_worker', permissions: { hasPresence: false } }, 'avatar'],
  [{ permissions: { hasPresence: false } }, 'machine'],
  [{ permissions: null, user_id: null, user_name: 7 }, 'person'],
] as const)('tells people from machines: %j is %s', (more, role) => {
  expect(one('participant.joined', { ...person, ...more })?.role).toBe(role);
});

describe('quality', () => {
  it.each([
    ['good', 'good'],
    ['warning', 'fair'],
    ['low', 'fair'],
    ['bad', 'poor'],
    ['very-low', 'poor'],
    ['unknown', null],
    ['splendid', null],
    ['constructor', null],
  ])('%s is %s', (word, level) => {
    expect(one('participant.left', { ...person, networkQualityState: word })?.quality).toBe(level);
    expect(one('participant.left', { ...person, threshold: word })?.quality).toBe(level);
  });
});

it('takes the room under either name, by which the session may be known', () => {
  const name = `anxiety--${SESSION}`;
  const mark = { sessionId: SESSION, category: 'Anxiety' };
  expect(one('recording.started', { room_name: name })).toMatchObject({
    kind: 'sign_of_life',
    room: SOME_SEAL.room(name),
    mark,
    at: agoMs(500),
    atVaries: true,
  });
  expect(one('participant.joined', { ...person, room: name })?.mark).toEqual(mark);
});

it('tells what broke by the type of the event, not by the text of the error', () => {
  const failure = {
    action: 'clourd-recording-err',
    error_msg: 'Jane',
    room_name: 'r',
    timestamp: secondsAgo(4),
  };
  expect(one('recording.error', failure)).toMatchObject({
    kind: 'failed',
    badEnd: 'recording.error',
    at: agoMs(4_000),
  });
});

it('keeps nothing of what says nothing of a meeting, is unknown, or far too old', () => {
  expect(read('waiting-participant.joined', person)).toEqual([]);
  expect(read('batch-processor.job-finished', {})).toEqual([]);
  expect(read('constructor', person)).toEqual([]);
  expect(dailyEvents({}, receiptOf({}))).toEqual([]);
  expect(read('participant.joined', { ...person, joined_at: secondsAgo(5 * 86_400) })).toEqual([]);
});

it('knows a delivery without an id by its bytes', () => {
  const [a, again] = [
    one('participant.joined', person, { id: null }),
    one('participant.joined', person, { id: null }),
  ];
  const other = one('participant.joined', { ...person, session_id: 'other' }, { id: null });
  expect(a?.id).toBe(again?.id);
  expect(other?.id).not.toBe(a?.id);
});

it('keeps of all events that Daily sends those that tell of a meeting', () => {
  const all = `meeting.started meeting.ended participant.joined participant.left waiting-participant.joined
    waiting-participant.left recording.started recording.ready-to-download recording.error streaming.started
    streaming.updated streaming.ended streaming.error transcript.started transcript.ready-to-download transcript.error
    dialin.ready dialin.connected dialin.error dialin.stopped dialin.warning dialout.connected dialout.answered
    dialout.error dialout.stopped dialout.warning batch-processor.job-finished batch-processor.error
    calltransfer.triggered calltransfer.initiated calltransfer.answered calltransfer.completed`.split(/\s+/);
  const kept = all.flatMap((type) => (read(type, person).length > 0 ? [type] : []));
  expect(kept).toEqual([
    'meeting.started',
    'meeting.ended',
    'participant.joined',
    'participant.left',
    'recording.started',
    'recording.error',
    'streaming.started',
    'streaming.updated',
    'streaming.error',
    'transcript.started',
    'transcript.error',
    'dialin.connected',
    'dialin.error',
    'dialout.connected',
    'dialout.answered',
    'dialout.error',
  ]);
});
