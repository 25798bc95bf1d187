import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CurrentMetrics, type ErrorTrend, routes, type SessionMetrics } from '@watchroom/contracts';
import { compareAll } from '../replay/comparison';
import { INSTANTS, KILLED_AT_MS, MINUTE_MS, RESTARTED_AT_MS, STARTED_AGAIN_AT_MS } from '../replay/day';
import { HELD_MS, ReplayedDay } from '../replay/replayed-day';
import { signIn } from './setup/admin';

/** The same seed replays the same day. */
const SEED = Number(process.env.REPLAY_SEED ?? Math.floor(Math.random() * 1e9));

let day: ReplayedDay;

beforeAll(async () => {
  day = await ReplayedDay.begin(SEED);
});
afterAll(async () => {
  await day?.end();
});

describe(`a day out of seed ${SEED} (REPLAY_SEED replays it)`, () => {
  it('begins with numbers that nobody has told yet: unknown or none, never made up', async () => {
    const admin = await signIn(day.cluster.replicas[0].url);
    const current = await admin.get<CurrentMetrics>(routes.currentMetrics);
    expect(current).toMatchObject({ active_sessions_count: 0, avg_connection_quality: 'unknown' });
    expect(current.evidence.active_sessions_count.newest_at).toBeNull();
    const { buckets, crossings } = await admin.get<ErrorTrend>(`${routes.errorTrend}?hours=24`);
    expect(
      buckets.slice(0, 23).every(({ state, error_rate }) => state === 'unobserved' && error_rate === null),
    ).toBe(true);
    expect(crossings).toEqual([]);
    const sessions = await admin.get<SessionMetrics>(routes.sessionMetrics);
    expect(sessions).toMatchObject(day.sessions.lastThirtyDays(day.cluster.now));
  });

  it('is true in an hour without traffic', async () => {
    await day.settleAt(INSTANTS.quiet);
    await compareAll(day);
  });

  it('is true in a spike of errors and slow answers, with LiveKit down', async () => {
    await day.liveUntil(INSTANTS.spike - 3 * HELD_MS);
    await day.cluster.probed();
    day.vendors.livekit.mode.set({ kind: 'down', status: 503 });
    await day.stepTo(INSTANTS.spike - 2 * HELD_MS);
    await day.cluster.probed();
    await day.settleAt(INSTANTS.spike);
    day.vendors.livekit.mode.set({ kind: 'ok' }); // nobody asks it again before the clocks go on
    await compareAll(day, ['livekit']);
  });

  it('is true on the other replica after the leading one was killed at work', async () => {
    await day.liveUntil(KILLED_AT_MS - MINUTE_MS);
    const leader = await day.cluster.leader();
    await Promise.all([
      day.liveUntil(KILLED_AT_MS),
      day.network.afterMore(3).then(() => leader.end('SIGKILL')),
    ]);
    await day.settleAt(INSTANTS.killed);
    expect(day.cluster.alive).toHaveLength(1);
    expect(day.network.unanswered).toBeGreaterThan(0);
    await compareAll(day);
  });

  it('is true on both after the killed one is back, an hour was seen by nobody, and one service is silent', async () => {
    await day.liveUntil(STARTED_AGAIN_AT_MS);
    await day.cluster.startMissing();
    await day.settleAt(INSTANTS.oneSilent);
    expect(day.cluster.alive).toHaveLength(2);
    await compareAll(day);
  });

  it('is true at the very moment when a day, a month and an hour begin', async () => {
    await day.liveUntil(RESTARTED_AT_MS - MINUTE_MS);
    const leader = await day.cluster.leader();
    await leader.end('SIGTERM');
    await day.liveUntil(RESTARTED_AT_MS);
    await day.cluster.startMissing();
    await day.settleAt(INSTANTS.midnight);
    await compareAll(day);
  });

  it('is true at the end, when the last late report has arrived', async () => {
    await day.settleAt(INSTANTS.end);
    expect(day.network.isDone).toBe(true);
    await compareAll(day);
  });
});
