import { routes } from '@watchroom/contracts';
import { callsWithin } from '../sessions/managed-calls';
import { roomsOn } from '../sessions/vendor-rooms';
import type { VendorWorld } from '../stand-ins';
import type { CallMood } from './call-mood';

/** What the stand-ins answer in the demo: the rooms of its own sessions, an avatar in each of LiveKit's. */
export const demoWorld = (watchroomUrl: string, mood: CallMood): VendorWorld => ({
  daily: () => roomsOn('daily_co', Date.now()),
  dailyWebhooks: () => [{ url: `${watchroomUrl}${routes.webhooks}/daily`, state: 'ACTIVE', failedCount: 0 }],
  livekit: () => roomsOn('livekit', Date.now()),
  calls: () =>
    callsWithin(Date.now(), Date.now() + 1).map(({ id, startMs }) => ({
      id,
      room: id,
      participants: 1,
      startedAt: new Date(startMs),
    })),
  avatars: () => (mood.avatarsGone ? [] : roomsOn('livekit', Date.now())),
});
