import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyReplayOf, toldMinutes } from './told-minutes';

const { room, base, empty, send, fold, replay, rows, requests, cumulative } = toldMinutes();

describe('cumulative points', () => {
  it('add their difference to the minute that they end', async () => {
    await send(cumulative(1, 5), cumulative(2, 12), cumulative(3, 12));
    await fold();
    expect(await requests()).toEqual([
      [0, 5],
      [1, 7],
      [2, 0],
    ]);
  });

  it('count whole after a restart, told by the start or by counts that fell', async () => {
    const restarted = { startMs: base + 150_000 };
    await send(cumulative(1, 5), cumulative(2, 12), cumulative(3, 4, restarted), cumulative(4, 1, restarted));
    await fold();
    expect(await requests()).toEqual([
      [0, 5],
      [1, 7],
      [2, 4],
      [3, 1],
    ]);
  });

  it('of two processes that report as one instance are told apart by their start', async () => {
    const other = { startMs: base + 5_000 };
    const shifted = (minute: number, count: number) =>
      cumulative(minute, count, { ...other, atMs: base + minute * 60_000 - 7 });
    await send(cumulative(1, 5), shifted(1, 100), cumulative(2, 12), shifted(2, 103));
    await fold();
    await send(cumulative(3, 20), shifted(3, 104));
    await fold();
    expect(await requests()).toEqual([
      [0, 105],
      [1, 10],
      [2, 9],
    ]);
  });

  it('of two processes that report as one instance at the very same moment are both kept', async () => {
    const other = { startMs: base + 5_000 };
    await send(cumulative(1, 5), cumulative(1, 100, other));
    await send(cumulative(2, 12), cumulative(2, 103, other));
    await fold();
    expect(await requests()).toEqual([
      [0, 105],
      [1, 10],
    ]);
  });

  it('are a base only when they count over more than an hour or since an unknown time', async () => {
    const long = { startMs: base - 7_200_000 };
    await send(cumulative(1, 5000, long), cumulative(2, 5003, long));
    await fold();
    expect(await requests()).toEqual([
      [0, 0],
      [1, 3],
    ]);
  });

  it('count whole when their process has reported others within the last hour, but them never before', async () => {
    const long = { startMs: base - 7_200_000 };
    await send(cumulative(1, 5000, long), cumulative(2, 5003, long));
    await send(cumulative(2, 4, { ...long, status: 500 }), cumulative(3, 6, { ...long, status: 500 }));
    await fold();
    expect(await requests()).toEqual([
      [0, 0],
      [1, 7],
      [2, 2],
    ]);
  });

  it('of a status that is not told for more than an hour are a base only when they come again', async () => {
    const long = { startMs: base - 14_400_000 };
    await send(cumulative(-70, 3, { ...long, status: 500 }), cumulative(1, 5000, long));
    await send(cumulative(2, 5003, long), cumulative(2, 4, { ...long, status: 500 }));
    await fold();
    expect(await requests()).toEqual([
      [-71, 0],
      [0, 0],
      [1, 3],
    ]);
  });

  it('count whole also when the report of the others comes after theirs was folded', async () => {
    const long = { startMs: base - 7_200_000 };
    await send(cumulative(5, 4, { ...long, status: 500 }));
    await fold();
    await send(cumulative(2, 5000, long));
    await fold();
    expect(await requests()).toEqual([
      [1, 0],
      [4, 4],
    ]);
  });

  it('change the minute of the point that follows when they come late', async () => {
    await send(cumulative(1, 5), cumulative(4, 20));
    await fold();
    await send(cumulative(2, 12));
    await fold();
    expect(await requests()).toEqual([
      [0, 5],
      [1, 7],
      [3, 8],
    ]);
  });
});

describe('any order, any split, any replay', () => {
  const story = [
    cumulative(1, 5),
    cumulative(2, 12),
    cumulative(3, 30, { status: 500 }),
    cumulative(3, 3, { startMs: base + 130_000 }),
    cumulative(5, 9, { startMs: base + 130_000 }),
    cumulative(2, 4, { instance: 'two' }),
    cumulative(3, 4, { instance: 'two' }),
    cumulative(1, 900, { instance: 'old', startMs: base - 9_000_000 }),
    cumulative(3, 903, { instance: 'old', startMs: base - 9_000_000 }),
    cumulative(5, 3, { instance: 'old', startMs: base - 9_000_000, status: 503 }),
    cumulative(-80, 2, { instance: 'old', startMs: base - 9_000_000, status: 404 }),
    cumulative(4, 6, { instance: 'old', startMs: base - 9_000_000, status: 404 }),
    { atMs: base + 90_000, counts: [1, 2, 3, 0, 0], instance: 'delta' },
    { atMs: base + 120_000, counts: [0, 2, 0, 1, 0], instance: 'delta' },
    { atMs: base + 120_000, counts: [0, 0, 0, 1, 0], instance: 'delta', status: 404 },
  ];

  it('gives the same minutes', async () => {
    await send(...story);
    await fold();
    const expected = await rows();
    expect(expected).toHaveLength(12);

    await fc.assert(
      fc.asyncProperty(anyReplayOf(story), async (replayed) => {
        await empty();
        await replay(replayed);
        await fold();
        expect(await rows()).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  });

  it('three folders at once give the same as one', async () => {
    await send(...story);
    await fold();
    const expected = await rows();
    await empty();
    await Promise.all([send(...story.slice(0, 5)), send(...story.slice(3)), fold(), fold()]);
    await Promise.all([fold(), fold(), fold()]);
    expect(await rows()).toEqual(expected);
  });

  it('writes nothing again for a resend', async () => {
    await send(...story);
    await fold();
    await send(...story);
    expect(await room.database.dataSource.query('SELECT * FROM minute_marks')).toEqual([]);
  });
});
