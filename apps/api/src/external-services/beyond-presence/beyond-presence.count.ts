import type { CountOutcome, NotCounted } from '../../core/external-services/count-outcome';
import { type Asking, askForJson, notCounted } from '../json-answer';
import { type ListedCall, readPage } from './call-list';

const PAGE_SIZE = 50;
/** Limits of requests are not documented: at most this many pages of each list. */
const MOST_PAGES = 6;
/** After so many completed ones in a row, newest first, older ones are hardly going on. */
const COMPLETED_IN_A_ROW = 200;
/** Calls of managed agents, avatars in rooms of others, and the same as older versions of the interface list it. */
const LISTS = ['/v1/calls', '/v1/sessions', '/v1/session'];
const OLDER = '/v1/session';

interface Listed {
  kind: 'listed';
  calls: ListedCall[];
  /** Read to its end. */
  isComplete: boolean;
  /** There are more, and they may go on. */
  isCapped: boolean;
}

/** Calls and sessions that go on; there is no filter to ask for them alone, and no documented order. */
export async function countBeyondPresence(
  apiUrl: string,
  apiKey: string,
  asking: Asking,
): Promise<CountOutcome> {
  const lists: Listed[] = [];
  for (const path of LISTS) {
    const list = await listAll(`${apiUrl}${path}`, apiKey, asking);
    if (list.kind === 'listed') lists.push(list);
    else if (!isMissing(list, path)) return list;
  }
  if (lists.length === 0) return notCounted('not_there');
  return countOf(lists);
}

/** No version has all of the lists; the older one may not understand how it is asked. */
const isMissing = (answer: NotCounted, path: string): boolean =>
  answer.kind === 'not_counted' &&
  (answer.reason === 'not_there' || (path === OLDER && answer.reason === 'malformed'));

async function listAll(url: string, apiKey: string, asking: Asking): Promise<Listed | NotCounted> {
  const calls: ListedCall[] = [];
  let next: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const query: string = next === null ? '' : `&cursor=${encodeURIComponent(next)}`;
    const answer = await askForJson(
      { method: 'GET', url: `${url}?limit=${PAGE_SIZE}${query}`, headers: { 'x-api-key': apiKey } },
      asking,
    );
    if (answer.kind !== 'json') return answer;
    const page = readPage(answer.value);
    if (page === null) return notCounted('malformed');
    calls.push(...page.calls);
    next = page.next;
    if (next === null) return { kind: 'listed', calls, isComplete: true, isCapped: false };
    if (onlyOldOnesFollow(calls)) return { kind: 'listed', calls, isComplete: false, isCapped: false };
  }
  return { kind: 'listed', calls, isComplete: false, isCapped: true };
}

function onlyOldOnesFollow(calls: readonly ListedCall[]): boolean {
  const times = calls.flatMap(({ startedAtMs }) => startedAtMs ?? []);
  const isNewestFirst = times.every((at, i) => i === 0 || at <= times[i - 1]!);
  const tail = calls.slice(-COMPLETED_IN_A_ROW);
  return (
    isNewestFirst && tail.length === COMPLETED_IN_A_ROW && tail.every(({ state }) => state === 'completed')
  );
}

function countOf(lists: readonly Listed[]): CountOutcome {
  const calls = lists.flatMap((list) => list.calls);
  const idsOf = (state: ListedCall['state']) => [
    ...new Set(calls.flatMap((call) => (call.state === state ? (call.id ?? []) : []))),
  ];
  const [active, unnamed] = [
    idsOf('ongoing'),
    calls.filter(({ id, state }) => id === null && state === 'ongoing'),
  ];
  const going = new Set(active);
  return {
    kind: 'counted',
    count: active.length + unnamed.length,
    atLeast: lists.some(({ isCapped }) => isCapped),
    active,
    idle: idsOf('to_start'),
    ended: idsOf('completed').filter((id) => !going.has(id)),
    isComplete: unnamed.length === 0 && lists.every((list) => list.isComplete),
  };
}
