import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import { minuteOf } from '../../src/core/time';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { otlpJson, type PointOptions, post } from './otlp-payload';
import { foldAll, telemetryApp } from './telemetry-app';

const TABLES =
  'metric_series, metric_points, minute_marks, request_minutes, hour_marks, error_buckets, reporting_services';

/** A telemetry room of a suite's own, empty before each test: what is told through its door, and what is folded of it. */
export function toldMinutes() {
  const room = {} as { database: TestDatabase; app: NestFastifyApplication };
  const base = minuteOf(Date.now() - 30 * 60_000);
  const empty = () => room.database.dataSource.query(`TRUNCATE ${TABLES}`);
  const rows = (): Promise<{ minute: Date; requests: string }[]> =>
    room.database.dataSource.query('SELECT * FROM request_minutes ORDER BY minute, service, instance');
  beforeAll(async () => {
    room.database = await createTestDatabase();
    room.app = await telemetryApp(room.database.url);
  });
  afterAll(async () => {
    await room.app.close();
    await room.database.drop();
  });
  beforeEach(empty);
  const fold = () => foldAll(room.app, room.database);
  const send = async (...points: PointOptions[]): Promise<void> => {
    const answer = await post(room.app, otlpJson(...points));
    expect([answer.statusCode, answer.json()]).toEqual([200, {}]);
  };
  return {
    room,
    base,
    empty,
    rows,
    fold,
    send,
    replay: async ({ order, foldsAfter, again }: AnyReplay): Promise<void> => {
      for (const [i, point] of order.entries()) {
        await send(point);
        if (foldsAfter[i] === true) await fold();
      }
      await send(...again);
    },
    /** Requests by minute after `base`. */
    requests: async (): Promise<[minute: number, requests: number][]> =>
      (await rows()).map(({ minute, requests }) => [(minute.getTime() - base) / 60_000, Number(requests)]),
    cumulative: (minute: number, count: number, more: Partial<PointOptions> = {}): PointOptions => ({
      atMs: base + minute * 60_000,
      startMs: base,
      counts: [0, count, 0, 0, 0],
      cumulative: true,
      ...more,
    }),
  };
}

interface AnyReplay {
  order: PointOptions[];
  foldsAfter: boolean[];
  /** Sent a second time at the end. */
  again: PointOptions[];
}

/** All of the points in any order, with folding in between, and some of them told again. */
export const anyReplayOf = (points: PointOptions[]): fc.Arbitrary<AnyReplay> =>
  fc.shuffledSubarray(points, { minLength: points.length }).chain((order) =>
    fc.record({
      order: fc.constant(order),
      foldsAfter: fc.array(fc.boolean(), { minLength: order.length, maxLength: order.length }),
      again: fc.subarray(order),
    }),
  );
