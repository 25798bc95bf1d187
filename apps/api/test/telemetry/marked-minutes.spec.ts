import { describe, expect, it } from '@jest/globals';
import { MetricPointRepository } from '../../src/storage/metric-points/metric-point.repository';
import { toldMinutes } from './told-minutes';

const { room, base, send, fold, requests, cumulative } = toldMinutes();

describe('a mark', () => {
  const marks = () => room.database.dataSource.query('SELECT service, instance, minute FROM minute_marks');
  const folded = async () => {
    const most = { marks: 0, points: 0 };
    await room.database.dataSource.transaction(async (manager) => {
      const repository = room.app.get(MetricPointRepository);
      const minutes = await repository.takeMarked(100, manager);
      const { points } = await repository.within(minutes, manager);
      Object.assign(most, { marks: minutes.length, points: points.length });
    });
    return most;
  };

  it('has nothing folded but the minute of the instance that reported', async () => {
    await send(cumulative(1, 5), cumulative(2, 7), cumulative(1, 4, { instance: 'two' }));
    expect(await folded()).toEqual({ marks: 3, points: 3 });
    await send(cumulative(2, 9, { instance: 'two' }));
    expect(await marks()).toHaveLength(1);
    expect(await folded()).toEqual({ marks: 1, points: 1 });
  });

  it('is taken with all others of the same minute', async () => {
    for (const seconds of [10, 20, 30]) await send(cumulative(1 - seconds / 60, 5 - seconds / 10));
    await send(cumulative(3, 9));
    expect(await marks()).toHaveLength(4);
    await room.database.dataSource.transaction((manager) =>
      room.app.get(MetricPointRepository).takeMarked(1, manager),
    );
    expect(await marks()).toHaveLength(1);
  });
});

describe('a stored point that cannot be read', () => {
  const damage = (minute: number) =>
    room.database.dataSource.query(`UPDATE metric_points SET payload = '\\xff' WHERE at = $1`, [
      new Date(base + minute * 60_000),
    ]);
  const damaged = async () => {
    const found = await room.database.dataSource.query(
      'SELECT at FROM metric_points WHERE damaged_at IS NOT NULL ORDER BY at',
    );
    return (found as { at: Date }[]).map(({ at }) => (at.getTime() - base) / 60_000);
  };

  it('is set aside: all others are counted, and what it counted with the one that follows', async () => {
    await send(cumulative(1, 5), cumulative(2, 12), cumulative(3, 20), cumulative(4, 21));
    await send(cumulative(2, 3, { instance: 'two' }));
    await damage(2);
    await fold();
    expect(await requests()).toEqual([
      [0, 5],
      [2, 15],
      [3, 1],
    ]);
    expect(await damaged()).toEqual([2, 2]);
  });

  it('is passed over when it is the one before what came', async () => {
    await send(cumulative(1, 5), cumulative(2, 12));
    await fold();
    await damage(2);
    await send(cumulative(3, 20));
    await fold();
    expect((await requests()).at(-1)).toEqual([2, 15]);
  });

  it('is told once', async () => {
    await send(cumulative(1, 5));
    await damage(1);
    const told: number[] = [];
    for (let i = 0; i < 2; i++)
      await room.database.dataSource.transaction(async (manager) => {
        const minutes = [{ service: 'shop', instance: await instance(), minute: new Date(base) }];
        told.push((await room.app.get(MetricPointRepository).within(minutes, manager)).setAside);
      });
    expect(told).toEqual([1, 0]);
  });

  const instance = async () => {
    const [row] = await room.database.dataSource.query('SELECT instance FROM metric_series');
    return (row as { instance: string }).instance;
  };
});
