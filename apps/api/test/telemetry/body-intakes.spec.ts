import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SentBody } from '../../src/features/telemetry/otlp/body-intake';
import { StoringBodyIntake } from '../../src/features/telemetry/otlp/storing.body-intake';
import { inTime } from '../../src/platform/deadline';
import { MetricPointSqlRepository } from '../../src/storage/metric-points/metric-point.sql.repository';
import { MetricSeriesSqlRepository } from '../../src/storage/metric-series/metric-series.sql.repository';
import { eventually } from '../e2e/setup/patience';
import { createTestDatabase, inServer, type TestDatabase } from '../setup/database';
import { anyExport, nowMs, sent } from './any-export';
import { intakeRoom, outcomesOf, stored } from './intake-room';
import { bytesOf, otlpBytes, resourceOf, type WirePoint } from './otlp-bytes';

const { room, threadOf, tooEarly, faulty, nonexistent, whileLocked, connections } = intakeRoom();

const here = ({ dataSource }: TestDatabase) =>
  new StoringBodyIntake(new MetricPointSqlRepository(dataSource, new MetricSeriesSqlRepository()));

const aPoint: WirePoint = { atMs: nowMs, explicit: { bounds: [1], counts: [1n, 0n] } };
/** A field that nobody knows, and that makes a body a large one. */
const UNKNOWN = bytesOf((writer) => writer.uint32((15 << 3) | 2).bytes(Buffer.alloc(1024 * 1024)));
const anEmptyBody = () => sent(Buffer.alloc(0));
const aBody = (service = 'shop') => sent(otlpBytes({ resource: resourceOf(service), points: [aPoint] }));
const counted = { count: 0, reasons: [] };
const refused = { code: 'unavailable', more: { retryAfterSeconds: 2 } };

describe('the thread', () => {
  it('stores the same points of the same bodies as the process itself, and refuses the same', async () => {
    const [other, another] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const [thread, process] = [await threadOf(room.program, undefined, other), here(another)];
    const bodies = fc.array(anyExport, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(bodies, async (some) => {
        const [told, expected] = await Promise.all([outcomesOf(thread, some), outcomesOf(process, some)]);
        expect(told).toEqual(expected);
      }),
      { numRuns: 60 },
    );
    const rows = await stored(other);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows).toEqual(await stored(another));
    expect(room.logged).not.toHaveBeenCalled();
    await Promise.all([other.drop(), another.drop()]);
  });

  it('lets other bodies pass between those that are large', async () => {
    const intake = await threadOf();
    await intake.take(aBody(), nowMs); // whose series is known then
    const order: string[] = [];
    const take = (name: string, body: SentBody) => intake.take(body, nowMs).then(() => order.push(name));
    const large = () => sent(gzipSync(Buffer.concat([aBody().bytes, UNKNOWN])), { contentEncoding: 'gzip' });
    await Promise.all([take('first', large()), take('second', large()), take('plain', aBody())]);
    expect([order.length, order.at(-1)]).toEqual([3, 'second']);
  });

  it('answers only what is committed, and what is sent again changes nothing', async () => {
    const intake = await threadOf();
    const [first, resent] = await whileLocked('metric_points', async () => {
      const waiting = [intake.take(aBody('till'), nowMs), intake.take(aBody('till'), nowMs)];
      let isAnswered = false;
      for (const each of waiting) void each.finally(() => (isAnswered = true));
      expect(await intake.take(anEmptyBody(), nowMs)).toEqual(counted);
      expect([isAnswered, await stored(room.database, 'till')]).toEqual([false, []]);
      return waiting;
    });
    expect([await first, await resent]).toEqual([counted, counted]);
    expect(await stored(room.database, 'till')).toHaveLength(1);
  });

  it('stores points of known series while many with new ones have to wait', async () => {
    const intake = await threadOf();
    await intake.take(aBody('known'), nowMs);
    const news = await whileLocked('metric_series', async () => {
      const waiting = ['a', 'b', 'c', 'd', 'e'].map((name) => intake.take(aBody(name), nowMs));
      expect(await intake.take(aBody('known'), nowMs)).toEqual(counted);
      return waiting;
    });
    for (const each of news) expect(await each).toEqual(counted);
  });

  it('gives up what takes longer than the sender waits, and takes it when it comes again', async () => {
    const intake = await threadOf();
    await intake.take(aBody(), nowMs);
    const late = whileLocked('metric_points', () => inTime(1_000, () => intake.take(aBody('late'), nowMs)));
    await expect(late).rejects.toMatchObject({ ...refused, message: expect.stringContaining('database') });
    expect(await stored(room.database, 'late')).toEqual([]);
    await intake.take(aBody('late'), nowMs);
    expect(await stored(room.database, 'late')).toHaveLength(1);
    await expect(inTime(-1, () => intake.take(aBody('later'), nowMs))).rejects.toMatchObject(refused);
    expect(await stored(room.database, 'later')).toEqual([]);
  });

  it('says that the database is away, and heals', async () => {
    const intake = await threadOf();
    await intake.take(aBody(), nowMs);
    const server = process.env.TEST_DATABASE_URL!;
    const name = new URL(room.database.url).pathname.slice(1);
    await inServer(
      server,
      `ALTER DATABASE ${name} ALLOW_CONNECTIONS false;
       SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
    );
    for (let i = 0; i < 2; i++) await expect(intake.take(aBody(), nowMs)).rejects.toMatchObject(refused);
    await expect((await threadOf()).take(aBody(), nowMs)).rejects.toMatchObject(refused);
    await inServer(server, `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    for (const each of room.intakes) expect(await each.take(aBody(), nowMs)).toEqual(counted);
  });

  it('tells what nobody expected with its place', async () => {
    const intake = await threadOf();
    await room.database.dataSource.query('ALTER TABLE metric_points RENAME TO hidden');
    const failed = await intake.take(aBody(), nowMs).catch((error: unknown) => error);
    await room.database.dataSource.query('ALTER TABLE hidden RENAME TO metric_points');
    expect(failed).toMatchObject({ message: expect.stringMatching(/metric_points" does not exist\n +at /) });
    expect(await intake.take(aBody(), nowMs)).toEqual(counted);
  });
});

describe('a thread that fails', () => {
  it.each<[string, number, string, RegExp]>([
    ['dies', 20_000, 'process.exit(3);', /2 are refused for now: it ended with code 3/],
    ['throws', 20_000, 'throw new Error("of the test");', /of the test/],
    ['hangs', 8_000, 'for (;;);', /2 are refused for now: it has not answered for 8 s/],
  ])(
    '%s: what was taken is answered, whoever waits is told to come again, the next body finds a new one',
    async (name, hangs, fault, why) => {
      const intake = await threadOf(faulty(name, fault), hangs);
      expect(await intake.take(aBody(name), nowMs)).toEqual(counted);
      const [before, ...after] = await Promise.allSettled(
        [anEmptyBody(), aBody(name), aBody(name)].map((body) => intake.take(body, nowMs)),
      );
      expect(before!.status).toBe('fulfilled');
      for (const result of after) expect(result).toMatchObject({ status: 'rejected', reason: refused });
      expect(await intake.take(aBody(name), nowMs)).toEqual(counted);
      expect(await stored(room.database, name)).toHaveLength(1);
      expect(room.logged.mock.calls).toEqual([[expect.stringMatching(why)]]);
    },
  );

  it('because there is no program refuses each body, and is tried again for each', async () => {
    const intake = await threadOf(nonexistent);
    for (let i = 0; i < 2; i++) await expect(intake.take(aBody(), nowMs)).rejects.toMatchObject(refused);
    expect(room.logged).toHaveBeenCalledTimes(2);
  });
});

describe('who comes too early, too many or at the end', () => {
  it('is told to come again while the database has never been reached', async () => {
    await expect(tooEarly().take(aBody(), nowMs)).rejects.toMatchObject(refused);
  });

  it('is told to come again when many wait, and those before are taken', async () => {
    const intake = await threadOf();
    await intake.take(aBody(), nowMs);
    const waiting = Array.from({ length: 4_000 }, () => intake.take(aBody(), nowMs));
    await expect(intake.take(aBody(), nowMs)).rejects.toMatchObject(refused);
    await Promise.all(waiting);
    const large = Array.from({ length: 8 }, () => intake.take(sent(Buffer.alloc(4 * 1024 * 1024)), nowMs));
    await expect(intake.take(aBody(), nowMs)).rejects.toMatchObject(refused);
    for (const result of await Promise.allSettled(large))
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'invalid' } });
    expect(await intake.take(aBody(), nowMs)).toEqual(counted);
  });

  it('is refused when the process ends, without a word in the log, and the connections are gone', async () => {
    const intake = await threadOf();
    await intake.take(aBody(), nowMs);
    expect(await connections()).toBeGreaterThan(0);
    const waiting = Promise.allSettled([intake.take(aBody(), nowMs), intake.take(aBody(), nowMs)]);
    await intake.onApplicationShutdown();
    for (const result of await waiting) expect(result).toMatchObject({ status: 'rejected', reason: refused });
    await expect(intake.take(aBody(), nowMs)).rejects.toMatchObject(refused);
    await eventually(async () => expect(await connections()).toBe(0));
    expect(room.logged).not.toHaveBeenCalled();
  });
});
