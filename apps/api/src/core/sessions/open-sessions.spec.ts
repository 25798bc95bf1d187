import { expect, it } from '@jest/globals';
import { countsByAge, countsByNeed, countsByProvider, openSessionsOf, staleEdges } from './open-sessions';

const MINUTE_MS = 60_000;
const HOUR = 3600;

it.each([
  [30, [1800, 2 * HOUR, 6 * HOUR, 24 * HOUR, 168 * HOUR]],
  [120, [2 * HOUR, 6 * HOUR, 24 * HOUR, 168 * HOUR]],
  [121, [7260, 6 * HOUR, 24 * HOUR, 168 * HOUR]],
  [60 * 24 * 8, [8 * 24 * HOUR]],
])('sessions count as stale from %i minutes on, by these ages', (minutes, edges) =>
  expect(staleEdges(minutes * MINUTE_MS)).toEqual(edges),
);

it('gives every stale session to one band, the last without an end', () =>
  expect(countsByAge([17, 1, 2, 4, 8, 16], 30 * MINUTE_MS)).toEqual({
    active: 17,
    stale: 31,
    staleByAge: [
      { from_seconds: 1800, to_seconds: 7200, sessions: 1 },
      { from_seconds: 7200, to_seconds: 21_600, sessions: 2 },
      { from_seconds: 21_600, to_seconds: 86_400, sessions: 4 },
      { from_seconds: 86_400, to_seconds: 604_800, sessions: 8 },
      { from_seconds: 604_800, to_seconds: null, sessions: 16 },
    ],
  }));

it('is none where none was counted', () => {
  const { active, stale, staleByAge } = countsByAge([], 30 * MINUTE_MS);
  expect([active, stale, staleByAge.map(({ sessions }) => sessions)]).toEqual([0, 0, [0, 0, 0, 0, 0]]);
});

it('gives every active session to one provider, or to none that was told', () => {
  expect(countsByProvider(17, { daily_co: 8, livekit: 4, beyond_presence: 2 })).toEqual({
    daily_co: 8,
    livekit: 4,
    beyond_presence: 2,
    unknown: 3,
  });
  expect(countsByProvider(3, {})).toEqual({ daily_co: 0, livekit: 0, beyond_presence: 0, unknown: 3 });
});

it('tells them as they were counted', () => {
  const activeByProvider = countsByProvider(17, { livekit: 4 });
  const counts = countsByAge([17, 1], 30 * MINUTE_MS);
  expect(openSessionsOf({ ...counts, activeByProvider, activeWithAvatar: 5 })).toEqual({
    active: 17,
    stale: 1,
    stale_by_age: counts.staleByAge,
    active_by_provider: activeByProvider,
    active_with_avatar: 5,
  });
});

it('counts a session with an avatar for both who are needed, and guesses nothing', () => {
  const activeByProvider = countsByProvider(12, { livekit: 7, daily_co: 2, beyond_presence: 1 });
  const carried = { daily_co: 2, livekit: 7, beyond_presence: 1, unknown: 2 };
  expect(countsByNeed({ activeByProvider, activeWithAvatar: 5 })).toEqual({ ...carried, beyond_presence: 6 });
  for (const activeWithAvatar of [null, 0])
    expect(countsByNeed({ activeByProvider, activeWithAvatar })).toEqual(carried);
});
