import type { QualityLevel } from '@watchroom/contracts';
import { isAvatar } from '../../core/webhooks/avatar';
import { eventTime } from '../../core/webhooks/event-time';
import { NO_MARK, readRoomName } from '../../core/webhooks/room-name';
import type { ParticipantRole, ServiceEvent, ServiceEventKind } from '../../core/webhooks/service-event';
import { numberOf, partOf, textOf, timeOf, type JsonObject, wordOf } from '../json-object';
import type { Receipt } from '../vendor-webhook';

/** Others tell nothing of a meeting: files that are ready, jobs, people who wait outside. */
const KINDS: Record<string, ServiceEventKind> = {
  'meeting.started': 'opened',
  'meeting.ended': 'ended',
  'participant.joined': 'joined',
  'participant.left': 'left',
  'recording.started': 'sign_of_life',
  'streaming.started': 'sign_of_life',
  'streaming.updated': 'sign_of_life',
  'transcript.started': 'sign_of_life',
  'dialin.connected': 'sign_of_life',
  'dialout.connected': 'sign_of_life',
  'dialout.answered': 'sign_of_life',
  'recording.error': 'failed',
  'streaming.error': 'failed',
  'transcript.error': 'failed',
  'dialin.error': 'failed',
  'dialout.error': 'failed',
};

/** Both vocabularies, today's and that before 0.77; `unknown` is no report. */
const QUALITY: Record<string, QualityLevel> = {
  good: 'good',
  warning: 'fair',
  low: 'fair',
  bad: 'poor',
  'very-low': 'poor',
};
const QUALITY_KEYS = ['networkQualityState', 'networkThreshold', 'threshold'];

/** Names, ids of people and error texts are not read on; the event's own id may hold such an id, hence the seal. */
export function dailyEvents(told: JsonObject, { receivedAt, body, seal }: Receipt): ServiceEvent[] {
  const type = textOf(told, 'type');
  const kind = wordOf(KINDS, type);
  if (kind === null) return [];
  const payload = partOf(told, 'payload');
  const time = eventTime(happenedAt(kind, payload), timeOf(told, 'event_ts'), receivedAt);
  if (time === null) return [];
  const name = textOf(payload, 'room') ?? textOf(payload, 'room_name');
  const isOfPerson = kind === 'joined' || kind === 'left';
  return [
    {
      service: 'daily_co',
      id: seal.event(textOf(told, 'id') ?? body),
      kind,
      ...time,
      meeting: seal.randomId(textOf(payload, 'meeting_id')),
      room: name === null ? null : seal.room(name),
      mark: name === null ? NO_MARK : readRoomName(name),
      participant: isOfPerson ? seal.randomId(textOf(payload, 'session_id')) : null,
      role: isOfPerson ? roleOf(payload) : null,
      quality: qualityOf(payload),
      badEnd: kind === 'failed' ? type : null,
    },
  ];
}

/** By the payload; `event_ts` is when it was sent. */
function happenedAt(kind: ServiceEventKind, payload: JsonObject): Date | null {
  switch (kind) {
    case 'opened':
      return timeOf(payload, 'start_ts');
    case 'ended':
      return timeOf(payload, 'end_ts');
    case 'joined':
      return timeOf(payload, 'joined_at');
    case 'left':
      return leftAt(payload);
    default:
      return timeOf(payload, 'timestamp');
  }
}

function leftAt(payload: JsonObject): Date | null {
  const joinedAt = timeOf(payload, 'joined_at');
  const seconds = numberOf(payload, 'duration');
  return joinedAt === null || seconds === null || seconds < 0
    ? null
    : new Date(Math.round(joinedAt.getTime() + seconds * 1000));
}

function roleOf(payload: JsonObject): ParticipantRole {
  if (isAvatar(textOf(payload, 'user_id')) || isAvatar(textOf(payload, 'user_name'))) return 'avatar';
  return partOf(payload, 'permissions').hasPresence === false ? 'machine' : 'person';
}

function qualityOf(payload: JsonObject): QualityLevel | null {
  const word = QUALITY_KEYS.map((key) => textOf(payload, key)).find((text) => text !== null);
  return wordOf(QUALITY, word ?? null);
}
