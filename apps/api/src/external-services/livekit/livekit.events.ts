import { isAvatar } from '../../core/webhooks/avatar';
import { eventTime } from '../../core/webhooks/event-time';
import { joinMarks, NO_MARK, readRoomMetadata, readRoomName } from '../../core/webhooks/room-name';
import type { ParticipantRole, ServiceEvent, ServiceEventKind } from '../../core/webhooks/service-event';
import { partOf, textOf, timeOf, type JsonObject, wordOf } from '../json-object';
import type { Receipt } from '../vendor-webhook';
import { badReason, PARTICIPANT_ROLES } from './livekit.words';

/** What an event says, and in which part of it the room and the failure stand. */
interface Meaning {
  kind: ServiceEventKind;
  /** Part that holds the room as a part of its own, or `roomName` and `roomId`. */
  of?: 'egressInfo' | 'ingressInfo' | 'job';
  failure?: (told: JsonObject) => string | null;
}

const EVENTS: Record<string, Meaning> = {
  room_started: { kind: 'opened' },
  room_finished: { kind: 'ended' },
  participant_joined: { kind: 'joined' },
  participant_left: { kind: 'left' },
  participant_connection_aborted: { kind: 'aborted' },
  track_published: { kind: 'sign_of_life' },
  track_unpublished: { kind: 'sign_of_life' },
  egress_started: { kind: 'sign_of_life', of: 'egressInfo' },
  egress_updated: { kind: 'sign_of_life', of: 'egressInfo' },
  egress_ended: { kind: 'failed', of: 'egressInfo', failure: egressFailure },
  ingress_started: { kind: 'sign_of_life', of: 'ingressInfo' },
  ingress_ended: { kind: 'failed', of: 'ingressInfo', failure: ingressFailure },
  agent_job_started: { kind: 'sign_of_life', of: 'job' },
  agent_job_ended: { kind: 'failed', of: 'job', failure: jobFailure },
};

/** Zero values are missing in proto JSON; names, identities, metadata, attributes and error texts are not read on. */
export function livekitEvents(told: JsonObject, { receivedAt, body, seal }: Receipt): ServiceEvent[] {
  const meaning = wordOf(EVENTS, textOf(told, 'event'));
  if (meaning === null) return [];
  const { kind, failure } = meaning;
  const failed = failure?.(told) ?? null;
  if (failure !== undefined && failed === null) return []; // an end as it should be
  const room = roomOf(told, meaning);
  const begun = kind === 'opened' ? timeOf(partOf(told, 'room'), 'creationTime') : null;
  const time = eventTime(timeOf(told, 'createdAt') ?? begun, null, receivedAt);
  if (time === null) return [];
  const participant = partOf(told, 'participant');
  return [
    {
      service: 'livekit',
      id: seal.event(textOf(told, 'id') ?? body),
      kind,
      ...time,
      meeting: seal.randomId(room.sid),
      room: room.name === null ? null : seal.room(room.name),
      mark:
        room.name === null ? NO_MARK : joinMarks(readRoomName(room.name), readRoomMetadata(room.metadata)),
      participant: seal.randomId(textOf(participant, 'sid')),
      role: roleOf(kind, participant),
      quality: null,
      badEnd: failed ?? badReason(participant.disconnectReason),
    },
  ];
}

interface Room {
  sid: string | null;
  name: string | null;
  metadata: string;
}

function roomOf(told: JsonObject, { of }: Meaning): Room {
  const part = of === undefined ? told : partOf(told, of);
  const room = partOf(part, 'room');
  return {
    sid: textOf(room, 'sid') ?? textOf(part, 'roomId'),
    name: textOf(room, 'name') ?? textOf(part, 'roomName'),
    metadata: textOf(room, 'metadata') ?? '',
  };
}

/** An absent kind is a person's only where the participant is told as a whole. */
function roleOf(kind: ServiceEventKind, participant: JsonObject): ParticipantRole | null {
  const identity = textOf(participant, 'identity');
  if (identity === null && textOf(participant, 'sid') === null) return null;
  if (isAvatar(identity)) return 'avatar';
  const told = participant.kind;
  if (typeof told === 'string' || typeof told === 'number') return wordOf(PARTICIPANT_ROLES, told);
  return kind === 'sign_of_life' ? null : 'person';
}

function egressFailure(told: JsonObject): string | null {
  const egress = partOf(told, 'egressInfo');
  const status = wordOf(EGRESS_FAILURES, wordIn(egress.status));
  return status ?? (textOf(egress, 'error') === null ? null : 'EGRESS_FAILED');
}

function ingressFailure(told: JsonObject): string | null {
  const state = partOf(partOf(told, 'ingressInfo'), 'state');
  return textOf(state, 'error') !== null || state.status === 'ENDPOINT_ERROR' ? 'ENDPOINT_ERROR' : null;
}

function jobFailure(told: JsonObject): string | null {
  const state = partOf(partOf(told, 'job'), 'state');
  return textOf(state, 'error') !== null || state.status === 'JS_FAILED' || state.status === 3
    ? 'JS_FAILED'
    : null;
}

const EGRESS_FAILURES = { EGRESS_FAILED: 'EGRESS_FAILED', 4: 'EGRESS_FAILED' };
const wordIn = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? value : null);
