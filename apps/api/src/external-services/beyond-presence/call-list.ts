import { randomId } from '../json-answer';
import { isJsonObject, type JsonObject } from '../json-object';

export interface ListedCall {
  id: string | null;
  state: 'ongoing' | 'completed' | 'to_start';
  startedAtMs: number | null;
}

interface CallPage {
  calls: ListedCall[];
  /** Null on the last page. */
  next: string | null;
}

/**
 * A page of calls or sessions: `{data, has_more, next_cursor}`, or a plain array as older versions answer, whose items
 * have their times beside the id. Tokens, tags and names end here. Null when it is neither.
 */
export function readPage(value: unknown): CallPage | null {
  const items = isJsonObject(value) ? value.data : value;
  if (!Array.isArray(items)) return null;
  const page = isJsonObject(value) ? value : {};
  const next = page.has_more === true && typeof page.next_cursor === 'string' ? page.next_cursor : null;
  return { calls: items.filter(isJsonObject).map(callOf), next };
}

function callOf(item: JsonObject): ListedCall {
  const { status } = item;
  const told = isJsonObject(status) ? status : item;
  return {
    id: randomId(item.id),
    state: stateOf(isJsonObject(status) ? status.type : status, told),
    startedAtMs: timeOf(told.started_at),
  };
}

function stateOf(
  word: unknown,
  { started_at: startedAt, ended_at: endedAt }: JsonObject,
): ListedCall['state'] {
  if (word === 'ongoing' || word === 'completed' || word === 'to_start') return word;
  if (timeOf(endedAt) !== null) return 'completed';
  return timeOf(startedAt) === null ? 'to_start' : 'ongoing';
}

function timeOf(value: unknown): number | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
