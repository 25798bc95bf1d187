import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { CurrentMetrics, OpenSessions, SessionMetrics } from '@watchroom/contracts';
import { routes } from '@watchroom/contracts';
import { startTestApplication, type TestApplication, type TestSignIn } from '../setup/application';

let watchroom: TestApplication;
let monitor: TestSignIn;
beforeAll(async () => {
  watchroom = await startTestApplication({ ACTIVE_WINDOW_MINUTES: '45' });
  monitor = await watchroom.signIn('SYSTEM_MONITOR');
});
afterAll(() => watchroom.close());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const read = async <Body>(url: string): Promise<Body> =>
  (await watchroom.app.inject({ url, headers: monitor.headers })).json<Body>();

/** A snapshot stands for a second. */
async function readAfter<Body extends { as_of: string }>(url: string, moment: Date): Promise<Body> {
  for (;;) {
    const body = await read<Body>(url);
    if (Date.parse(body.as_of) >= moment.getTime()) return body;
  }
}

it('tells of open sessions the same here and there, and every stale one in exactly one band', async () => {
  const lastSeen = [1, 20, 44, 46, 119, 121, 361, 900, 1_000, 1_439, 1_441, 9_000, 10_079, 10_081, 60_000];
  const lines = lastSeen.map((minutes) => ({
    session_id: randomUUID(),
    counselor_category: 'Anxiety',
    start_time: minutesAgo(70_000),
    last_seen_at: minutesAgo(minutes),
  }));
  const ended = { ...lines[0], session_id: randomUUID(), end_time: minutesAgo(1) };
  await watchroom.app.inject({
    method: 'POST',
    url: routes.ingestSessions,
    headers: {
      authorization: `Bearer ${watchroom.ingestToken}`,
      'content-type': 'application/x-ndjson',
    },
    payload: [...lines, ended].map((line) => JSON.stringify(line)).join('\n'),
  });
  const told = new Date();
  const sessions = await readAfter<SessionMetrics>(routes.sessionMetrics, told);
  const current = await readAfter<CurrentMetrics>(routes.currentMetrics, told);

  const expected: OpenSessions = {
    active: 3,
    stale: 12,
    stale_by_age: [
      { from_seconds: 2_700, to_seconds: 7_200, sessions: 2 },
      { from_seconds: 7_200, to_seconds: 21_600, sessions: 1 },
      { from_seconds: 21_600, to_seconds: 86_400, sessions: 4 },
      { from_seconds: 86_400, to_seconds: 604_800, sessions: 3 },
      { from_seconds: 604_800, to_seconds: null, sessions: 2 },
    ],
    active_by_provider: { daily_co: 0, livekit: 0, beyond_presence: 0, unknown: 3 },
    active_with_avatar: null,
  };
  expect(sessions.open_sessions).toEqual(expected);
  expect(current.open_sessions).toEqual(expected);
  expect([current.active_sessions_count, current.stale_sessions_count]).toEqual([3, 12]);
  // They started long before the 30 days that the other numbers of /sessions cover.
  expect(sessions.total_sessions).toBe(0);
});
