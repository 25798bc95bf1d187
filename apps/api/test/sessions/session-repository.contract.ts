import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from '@jest/globals';
import type { QualityLevel } from '@watchroom/contracts';
import type { SessionReport } from '../../src/core/sessions/session-report';
import { NOT_TOLD } from '../../src/core/sessions/session-state';
import { MOST_CATEGORIES, TooManyCategories } from '../../src/core/sessions/too-many-categories';
import type { SessionRepository } from '../../src/storage/sessions/session.repository';

export const NOW = new Date('2026-03-01T10:20:30.500Z');
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export const ago = (ms: number) => new Date(NOW.getTime() - ms);
export const aReport = (changes: Partial<SessionReport> = {}): SessionReport => ({
  sessionId: randomUUID(),
  category: 'Anxiety',
  provider: 'daily_co',
  startTime: ago(10 * MINUTE_MS),
  endTime: null,
  lastSeenAt: null,
  quality: null,
  ...changes,
});
const quality = (level: QualityLevel, minutesAgo: number) => ({ level, at: ago(minutesAgo * MINUTE_MS) });

/** What every SessionRepository must answer. `create` gives an empty one. */
export function sessionRepositoryContract(create: () => Promise<SessionRepository>): void {
  let sessions: SessionRepository;
  beforeEach(async () => {
    sessions = await create();
  });

  it('knows nothing at first', async () => {
    expect(await sessions.activity(NOW, 30 * MINUTE_MS)).toEqual({
      active: 0,
      stale: 0,
      staleByAge: [
        { from_seconds: 1_800, to_seconds: 7_200, sessions: 0 },
        { from_seconds: 7_200, to_seconds: 21_600, sessions: 0 },
        { from_seconds: 21_600, to_seconds: 86_400, sessions: 0 },
        { from_seconds: 86_400, to_seconds: 604_800, sessions: 0 },
        { from_seconds: 604_800, to_seconds: null, sessions: 0 },
      ],
      activeByProvider: { daily_co: 0, livekit: 0, beyond_presence: 0, unknown: 0 },
      activeWithAvatar: null,
      newestAt: null,
      newestOpenAt: null,
    });
    const counts = { excellent: 0, good: 0, fair: 0, poor: 0 };
    expect(await sessions.recentQuality(NOW)).toEqual({ counts, newestAt: null });
    expect(await sessions.lastThirtyDays(NOW)).toEqual({ total: 0, byCategory: {}, quality: counts });
  });

  it('counts open sessions by their sign of life', async () => {
    const window = 30 * MINUTE_MS;
    await sessions.merge([
      aReport({ startTime: ago(window) }),
      aReport({ startTime: ago(window + 1) }),
      aReport({ startTime: ago(DAY_MS), lastSeenAt: ago(MINUTE_MS) }),
      aReport({ startTime: ago(DAY_MS), lastSeenAt: ago(2 * window), quality: quality('good', 5) }),
      aReport({ startTime: ago(DAY_MS), lastSeenAt: ago(window + 1) }),
      aReport({ endTime: ago(5_000) }),
    ]);
    expect(await sessions.activity(NOW, window)).toMatchObject({
      active: 3,
      stale: 2,
      newestAt: ago(5_000),
      newestOpenAt: ago(MINUTE_MS),
    });
  });

  it('counts active sessions by what carries them, by the newest that was told, and where nobody told it', async () => {
    const [moved, silent, ended] = [aReport(), aReport({ provider: null }), aReport({ endTime: ago(1) })];
    await sessions.merge([
      moved,
      silent,
      ended,
      aReport({ provider: 'livekit' }),
      aReport({ provider: 'beyond_presence' }),
      aReport({ provider: 'livekit', startTime: ago(30 * MINUTE_MS) }),
      aReport({ provider: 'livekit', startTime: ago(30 * MINUTE_MS + 1) }),
    ]);
    expect(await sessions.activity(NOW, 30 * MINUTE_MS)).toMatchObject({
      active: 5,
      activeByProvider: { daily_co: 1, livekit: 2, beyond_presence: 1, unknown: 1 },
    });
    await sessions.merge([
      { ...moved, provider: 'livekit', lastSeenAt: ago(1) },
      { ...silent, provider: 'daily_co', lastSeenAt: ago(1) },
    ]);
    await sessions.merge([{ ...silent, provider: null, lastSeenAt: ago(0) }]);
    expect((await sessions.activity(NOW, 30 * MINUTE_MS)).activeByProvider).toEqual({
      daily_co: 1,
      livekit: 3,
      beyond_presence: 1,
      unknown: 0,
    });
  });

  it('sorts stale sessions by the age of their last sign of life, each edge in the younger band', async () => {
    const hours = 60 * MINUTE_MS;
    const ages = [
      30 * MINUTE_MS,
      30 * MINUTE_MS + 1,
      2 * hours,
      2 * hours + 1,
      6 * hours,
      DAY_MS,
      DAY_MS + 1,
    ];
    const old = { startTime: ago(40 * DAY_MS) };
    await sessions.merge([
      ...ages.map((age) => aReport({ ...old, lastSeenAt: ago(age) })),
      aReport({ ...old, quality: { level: 'good', at: ago(7 * DAY_MS) } }),
      aReport({ startTime: ago(7 * DAY_MS + 1) }),
      aReport(old),
      aReport({ ...old, endTime: ago(39 * DAY_MS) }),
    ]);
    const activity = await sessions.activity(NOW, 30 * MINUTE_MS);
    expect(activity).toMatchObject({ active: 1, stale: 9 });
    expect(activity.staleByAge.map((band) => band.sessions)).toEqual([2, 2, 1, 2, 2]);

    const wide = await sessions.activity(NOW, 6 * hours);
    expect(wide).toMatchObject({ active: 5, stale: 5 });
    expect(wide.staleByAge.map((band) => [band.from_seconds / 3600, band.sessions])).toEqual([
      [6, 1],
      [24, 2],
      [168, 2],
    ]);
  });

  it('counts the latest quality of each session, if it lies in the last hour', async () => {
    const changing = aReport({ quality: quality('poor', 30) });
    await sessions.merge([
      changing,
      { ...changing, quality: quality('excellent', 20) },
      aReport({ quality: quality('good', 60) }),
      aReport({ quality: { level: 'fair', at: ago(60 * MINUTE_MS + 1) } }),
      aReport({ quality: quality('poor', 2), endTime: ago(0) }),
      aReport(),
    ]);
    expect(await sessions.recentQuality(NOW)).toEqual({
      counts: { excellent: 1, good: 1, fair: 0, poor: 1 },
      newestAt: ago(2 * MINUTE_MS),
    });
  });

  it('says that nobody told a category until somebody does, and only where it is so', async () => {
    const [first, last] = [aReport({ category: NOT_TOLD }), aReport({ category: NOT_TOLD, endTime: ago(0) })];
    await sessions.merge([first, last]);
    expect((await sessions.lastThirtyDays(NOW)).byCategory).toEqual({ [NOT_TOLD]: 2 });
    await sessions.merge([{ ...first, category: 'Grief' }]);
    await sessions.merge([{ ...last, category: 'Anxiety', endTime: null }]);
    await sessions.merge([first, last]);
    expect((await sessions.lastThirtyDays(NOW)).byCategory).toEqual({ Anxiety: 1, Grief: 1 });
  });

  it('has always room for sessions of which nobody told the category', async () => {
    const names = Array.from({ length: MOST_CATEGORIES }, (_, i) => `Category ${i}`);
    await sessions.merge(names.map((category) => aReport({ category })));
    await sessions.merge([aReport({ category: NOT_TOLD })]);
    await expect(sessions.merge([aReport({ category: 'One more' })])).rejects.toThrow(TooManyCategories);
    expect((await sessions.lastThirtyDays(NOW)).total).toBe(MOST_CATEGORIES + 1);
  });

  it('counts the last thirty days to the millisecond, every known category included', async () => {
    await sessions.merge([
      aReport({ startTime: ago(30 * DAY_MS), quality: quality('good', 9) }),
      aReport({ startTime: ago(30 * DAY_MS + 1), category: 'Grief', quality: quality('poor', 9) }),
      aReport({ startTime: ago(3 * DAY_MS), category: 'Stress' }),
      aReport({ startTime: NOW, category: 'Stress', quality: quality('fair', 9) }),
      aReport({ startTime: new Date(NOW.getTime() + 1), category: 'Stress' }),
    ]);
    expect(await sessions.lastThirtyDays(NOW)).toEqual({
      total: 3,
      byCategory: { Anxiety: 1, Grief: 0, Stress: 2 },
      quality: { excellent: 0, good: 1, fair: 1, poor: 0 },
    });
  });

  it('counts a session once that began with a full hour, the first, one within or the one that goes on', async () => {
    const hours = ['2026-01-30T11:00:00Z', '2026-02-10T00:00:00Z', '2026-03-01T10:00:00Z'];
    await sessions.merge(hours.map((hour) => aReport({ startTime: new Date(hour) })));
    expect((await sessions.lastThirtyDays(NOW)).byCategory).toEqual({ Anxiety: 3 });
  });

  it('takes a name that objects know of themselves as any other', async () => {
    await sessions.merge([aReport({ category: 'constructor' })]);
    expect(await sessions.lastThirtyDays(NOW)).toMatchObject({ total: 1, byCategory: { constructor: 1 } });
  });

  it('refuses the 65th category, stores nothing of that call, and keeps taking known ones', async () => {
    const names = Array.from({ length: 64 }, (_, i) => `Category ${i + 1}`);
    await sessions.merge(names.slice(0, 63).map((category) => aReport({ category })));
    const overfull = ['Category 1', 'Category 64', 'Category 65'].map((category) => aReport({ category }));

    await expect(sessions.merge(overfull)).rejects.toThrow(TooManyCategories);
    await expect(sessions.merge(overfull)).rejects.toMatchObject({ refused: ['Category 65'] });
    expect((await sessions.lastThirtyDays(NOW)).total).toBe(63);

    await sessions.merge(overfull.slice(0, 2));
    expect((await sessions.lastThirtyDays(NOW)).total).toBe(65);
  });
}
