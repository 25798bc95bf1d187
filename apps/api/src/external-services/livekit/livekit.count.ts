import type { CountOutcome } from '../../core/external-services/count-outcome';
import { type Asking, askForJson, notCounted, randomId } from '../json-answer';
import { isJsonObject } from '../json-object';

export const LIST_ROOMS = '/twirp/livekit.RoomService/ListRooms';

/** All rooms by one request; `token` may list rooms and needs nothing else. Participants include agents and avatars. */
export async function countLivekit(url: string, token: string, asking: Asking): Promise<CountOutcome> {
  const answer = await askForJson(
    {
      method: 'POST',
      url: `${url}${LIST_ROOMS}`,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: '{}',
    },
    asking,
  );
  return answer.kind === 'json' ? readRooms(answer.value) : answer;
}

/** Proto JSON leaves zeros and an empty list out. Names and metadata of rooms end here. */
function readRooms(value: unknown): CountOutcome {
  if (!isJsonObject(value)) return notCounted('malformed');
  const rooms = value.rooms ?? [];
  if (!Array.isArray(rooms)) return notCounted('malformed');
  const read = rooms.filter(isJsonObject).map(({ sid, numParticipants }) => ({
    sid: randomId(sid),
    isActive: Number(numParticipants ?? 0) > 0,
  }));
  const active = read.filter(({ isActive }) => isActive);
  return {
    kind: 'counted',
    count: active.length,
    atLeast: false,
    active: active.flatMap(({ sid }) => sid ?? []),
    idle: read.flatMap(({ sid, isActive }) => (isActive ? [] : (sid ?? []))),
    ended: [],
    isComplete: read.length === rooms.length && read.every(({ sid }) => sid !== null),
  };
}
