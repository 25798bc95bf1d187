import type { CountOutcome } from '../../core/external-services/count-outcome';
import { type Asking, askForJson, notCounted, randomId } from '../json-answer';
import { isJsonObject } from '../json-object';

/** Who is present in which room, by one request; up to 15 s old. Hidden participants are not in it. */
export async function countDaily(apiUrl: string, apiKey: string, asking: Asking): Promise<CountOutcome> {
  const answer = await askForJson(
    { method: 'GET', url: `${apiUrl}/presence`, headers: { authorization: `Bearer ${apiKey}` } },
    asking,
  );
  return answer.kind === 'json' ? readPresence(answer.value) : answer;
}

/** Meetings of `{"<room>": [{mtgSessionId, …}]}`; names of rooms and persons end here. */
export function readPresence(presence: unknown): CountOutcome {
  if (!isJsonObject(presence)) return notCounted('malformed');
  const rooms = Object.values(presence);
  if (!rooms.every((present) => Array.isArray(present))) return notCounted('malformed');
  const active = new Set<string>();
  let unnamed = 0;
  for (const present of rooms as unknown[][]) {
    const meetings = present.flatMap((one) => (isJsonObject(one) ? (randomId(one.mtgSessionId) ?? []) : []));
    for (const meeting of meetings) active.add(meeting);
    if (present.length > 0 && meetings.length === 0) unnamed++;
  }
  return {
    kind: 'counted',
    count: active.size + unnamed,
    atLeast: false,
    active: [...active],
    idle: [],
    ended: [],
    isComplete: unnamed === 0,
  };
}
