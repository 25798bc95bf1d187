import { expect } from '@jest/globals';
import {
  type CurrentMetrics,
  type EventPage,
  type Repeatable,
  routes,
  type SessionMetrics,
} from '@watchroom/contracts';
import type { Admin } from '../../e2e/setup/admin';
import { eventually } from '../../e2e/setup/patience';
import type { Answer } from './answers';
import type { Kept } from './platform';
import type { Watcher } from './watcher';

export const ANSWERS_WITHIN_MS = 5_000;
export const HEALS_WITHIN_MS = 40_000;
/** Characters: the error and the upper half of its stack. */
const LOG_SHOWN = 1_500;

/** Every acknowledged session and request counts, and counts once. */
export async function expectExactly(kept: Kept, admin: Admin): Promise<void> {
  await eventually(async () => {
    const { total_sessions } = await admin.get<SessionMetrics>(routes.sessionMetrics);
    const { evidence, error_rate_last_hour } = await admin.current();
    const requests = evidence.error_rate_last_hour.n;
    const errors = Math.round((error_rate_last_hour ?? 0) * requests);
    expect({ sessions: total_sessions, requests, errors }).toEqual(kept);
  }, HEALS_WITHIN_MS);
}

export function expectAnsweredInTime(answers: readonly Answer[]): void {
  const late = answers.filter(({ tookMs }) => tookMs > ANSWERS_WITHIN_MS);
  expect(late.map(({ what, tookMs, status }) => `${what}: ${status} after ${Math.round(tookMs)} ms`)).toEqual(
    [],
  );
}

/**
 * Nothing but these statuses; and whoever is refused for now is told when to come again. What else is answered is shown
 * with what the log says of it: the answer itself tells nothing of the inside.
 */
export function expectOnly(statuses: readonly number[], answers: readonly Answer[], log: string): void {
  const others = answers.filter(({ status }) => !statuses.includes(status)).slice(0, 5);
  expect(
    others.map(({ what, status, body }) => `${what}: ${status} ${body}\n${loggedOf(body, log)}`),
  ).toEqual([]);
  const untold = answers.filter(
    (each) => each.status === 503 && each.retryAfter === null && isOfTheApi(each),
  );
  expect(untold.map(({ what, body }) => `${what} ${body}`)).toEqual([]);
}

/** By the request id in the problem document. */
function loggedOf(body: string, log: string): string {
  const id = /"instance":"([^"]+)"/.exec(body)?.[1];
  const at = id === undefined ? -1 : log.indexOf(id);
  return at < 0 ? 'The log has nothing of it.' : log.slice(log.lastIndexOf('\n', at) + 1, at + LOG_SHOWN);
}

const isOfTheApi = ({ what }: Answer): boolean => !what.startsWith('/health');

export const inputsOf = (current: CurrentMetrics | undefined): string[] =>
  (current?.health_reasons ?? []).map(({ input }) => input);

/** What these reads answered between these moments: the figures of before, marked as such. */
export function expectOldFigures(
  watcher: Watcher,
  paths: readonly string[],
  fromMs: number,
  toMs: number,
): void {
  for (const path of paths) {
    const answers = watcher.between(fromMs, toMs, path);
    expect([path, answers.length > 0]).toEqual([path, true]);
    const unmarked = answers.filter(
      ({ status, body }) => status !== 200 || (JSON.parse(body) as Repeatable).stale_since === undefined,
    );
    expect(unmarked.map(({ status, body }) => `${path}: ${status} ${body.slice(0, 200)}`)).toEqual([]);
  }
}

/** What nobody could write down while the database was away stands in the list of events once it is back. */
export async function expectToldOutage(admin: Admin, since: Date): Promise<void> {
  await eventually(async () => {
    const asked = new URLSearchParams({ kind: 'database', from: since.toISOString() });
    const { events } = await admin.get<EventPage>(`${routes.events}?${asked.toString()}`);
    expect(events.map(({ from, to }) => [from, to])).toEqual([
      ['critical', 'healthy'],
      ['healthy', 'critical'],
    ]);
  });
}

export const newestCurrent = (watcher: Watcher, sinceMs: number): CurrentMetrics | undefined =>
  watcher.currents(sinceMs, Infinity).at(-1);
