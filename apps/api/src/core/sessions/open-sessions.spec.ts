import { expect, it } from '@jest/globals';
import { countsByNeed, countsByProvider } from './open-sessions';

it('counts a session with an avatar for both who are needed, and guesses nothing', () => {
  const activeByProvider = countsByProvider(12, { livekit: 7, daily_co: 2, beyond_presence: 1 });
  const carried = { daily_co: 2, livekit: 7, beyond_presence: 1, unknown: 2 };
  expect(countsByNeed({ activeByProvider, activeWithAvatar: 5 })).toEqual({ ...carried, beyond_presence: 6 });
  for (const activeWithAvatar of [null, 0])
    expect(countsByNeed({ activeByProvider, activeWithAvatar })).toEqual(carried);
});
