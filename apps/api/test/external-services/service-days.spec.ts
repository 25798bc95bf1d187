import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ExternalServiceStatus, ServiceDay } from '@watchroom/contracts';
import fc from 'fast-check';
import { ServiceHistoryReader } from '../../src/features/metrics/service-history.reader';
import { ServiceDayFolder } from '../../src/features/uptime/service-day.folder';
import { Clock } from '../../src/platform/clock/clock';
import { ExternalServiceDaySqlRepository } from '../../src/storage/external-service-days/external-service-day.sql.repository';
import { ExternalServiceProbeSqlRepository } from '../../src/storage/external-service-probes/external-service-probe.sql.repository';
import { PartitionRoom, AlwaysLeading } from '../platform/partition-room';
import { createTestDatabase } from '../setup/database';

class ChosenClock extends Clock {
  at = new Date('2026-03-30T12:00:00Z');
  override now = () => this.at;
  override monotonicMs = () => this.at.getTime();
}

let room: PartitionRoom;
const clock = new ChosenClock();
const probes = new ExternalServiceProbeSqlRepository();
const days = new ExternalServiceDaySqlRepository();
let folder: ServiceDayFolder;
let reader: ServiceHistoryReader;

beforeAll(async () => {
  room = new PartitionRoom(await createTestDatabase());
  folder = new ServiceDayFolder(days, probes, clock, new AlwaysLeading(room.database));
  reader = new ServiceHistoryReader(room.database.dataSource, days, probes);
});
afterAll(() => room.database.drop());
beforeEach(async () => {
  await room.query('DELETE FROM external_service_probes');
  await room.query('DELETE FROM external_service_days');
  await room.query('DELETE FROM retention_floors');
});

interface Put {
  at: string;
  status?: ExternalServiceStatus | null;
  outcome?: string;
  latencyMs?: number | null;
  offline?: boolean;
}

async function put(...rows: Put[]): Promise<void> {
  for (const { at, status = 'operational', outcome = 'answered', latencyMs = 80, offline = false } of rows)
    await room.query(
      `INSERT INTO external_service_probes (service, at, outcome, latency_ms, offline, status, speaks_until)
       VALUES ('livekit', $1, $2, $3, $4, $5::text, CASE WHEN $5 IS NULL THEN NULL ELSE $1::timestamptz + interval '60 seconds' END)`,
      [at, outcome, latencyMs, offline, status],
    );
}

const told = async (now: string): Promise<ServiceDay[]> => {
  const history = (await reader.of(['livekit'], new Date(now))).get('livekit')!;
  return history.days.filter((day) => day.unobserved_seconds < 86_400 || day.down_seconds > 0);
};
const fold = async (now: string) => {
  clock.at = new Date(now);
  await folder.tick();
};
const stored = () => room.query('SELECT * FROM external_service_days ORDER BY day, service');

describe('days of a service', () => {
  it('are told to the second, folded or not', async () => {
    await put(
      { at: '2026-03-29T23:59:30Z' },
      { at: '2026-03-30T00:00:10Z', status: 'down' },
      { at: '2026-03-30T00:00:40Z', status: 'unknown' },
      { at: '2026-03-30T11:59:00Z', status: 'degraded' },
      { at: '2026-03-30T11:59:30Z' },
    );
    const now = '2026-03-30T12:00:20Z';
    const expected = [
      {
        day: '2026-03-29',
        operational_seconds: 30,
        degraded_seconds: 0,
        down_seconds: 0,
        unobserved_seconds: 86_370,
      },
      {
        day: '2026-03-30',
        operational_seconds: 10 + 50,
        degraded_seconds: 30,
        down_seconds: 30,
        unobserved_seconds: 43_220 - 120,
      },
    ];
    expect(await told(now)).toEqual(expected);
    await fold(now);
    expect(await told(now)).toEqual(expected);
    expect(await stored()).toHaveLength(6);
    await room.query('DELETE FROM external_service_probes WHERE at < $1', ['2026-03-30T11:58:00Z']);
    expect(await told(now)).toEqual(expected);
  });

  it('do not believe a probe longer than until the next one, also where that was not judged', async () => {
    await put({ at: '2026-03-29T23:59:30Z' }, { at: '2026-03-29T23:59:50Z', status: null });
    await fold('2026-03-30T00:10:00Z');
    expect((await told('2026-03-30T00:10:00Z')).map((day) => day.operational_seconds)).toEqual([20, 0]);
  });

  it('are finished a while after they end, and never touched again', async () => {
    await put({ at: '2026-03-29T12:00:00Z' });
    await fold('2026-03-30T00:05:00Z');
    await put({ at: '2026-03-29T23:59:30Z', status: 'down' }); // the database was away for an hour
    await fold('2026-03-30T01:00:00Z');
    const finished = (await stored())[2];
    expect(finished).toMatchObject({ service: 'livekit', operational_seconds: 60, down_seconds: 30 });
    await room.query('DELETE FROM external_service_probes');
    await put({ at: '2026-03-30T12:00:00Z' });
    await fold('2026-03-30T12:05:00Z');
    expect((await stored())[2]).toEqual(finished);
    await put({ at: '2026-03-29T18:00:00Z', status: 'down' });
    await fold('2026-03-30T12:06:00Z');
    expect((await stored())[2]).toEqual(finished);
  });

  it('are left as they are when some of their probes are gone', async () => {
    await put({ at: '2026-03-28T12:00:00Z' }, { at: '2026-03-28T18:00:00Z' });
    await fold('2026-03-28T18:05:00Z');
    await room.query('DELETE FROM external_service_probes WHERE at < $1', ['2026-03-28T13:00:00Z']);
    await room.query(`INSERT INTO retention_floors VALUES ('external_service_probes', '2026-03-28T13:00Z')`);
    await fold('2026-03-30T12:00:00Z');
    expect((await told('2026-03-30T12:00:00Z'))[0]).toMatchObject({ operational_seconds: 120 });
  });

  it('come out the same in any order and repetition of probes and folds', async () => {
    const moments = fc.uniqueArray(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 8 });
    const atMinute = (minute: number) => new Date(Date.UTC(2026, 2, 29) + minute * 60_000).toISOString();
    const states = ['operational', 'degraded', 'down', 'unknown'] as const;
    await fc.assert(
      fc.asyncProperty(moments, fc.infiniteStream(fc.nat(3)), async (minutes, chance) => {
        await room.query('DELETE FROM external_service_probes');
        await room.query('DELETE FROM external_service_days');
        const rows = minutes
          .toSorted((a, b) => a - b)
          .map((minute) => ({ at: atMinute(minute), status: states[minute % 4] }));
        for (const row of rows) {
          await put(row);
          clock.at = new Date(row.at);
          if (chance.next().value === 0) await fold(new Date(Date.parse(row.at) + 200_000).toISOString());
          if (chance.next().value === 0) await Promise.all([folder.tick(), folder.tick()]);
        }
        await fold('2026-03-31T12:00:00Z');
        const piecemeal = await stored();
        await room.query('DELETE FROM external_service_days');
        await fold('2026-03-31T12:00:00Z');
        expect(piecemeal).toEqual(await stored());
      }),
      { numRuns: 12 },
    );
  });

  it('let the keeper drop probes after two days, and days after four hundred', async () => {
    await room.keep('2026-03-30T12:00:00Z');
    await put({ at: '2026-03-27T23:59:00Z' }, { at: '2026-03-28T13:00:00Z' });
    await room.keep('2026-03-30T12:00:00Z');
    expect(await room.places('external_service_probes', 'at')).toEqual(['20260328 2026-03-28T13:00']);
    expect(await room.partitions('external_service_days')).toEqual(
      expect.arrayContaining(['202603', '202604']),
    );
  });
});

it('tells latency by ten minutes, of those that answered', async () => {
  await put(
    { at: '2026-03-30T11:50:00Z', latencyMs: 80 },
    { at: '2026-03-30T11:51:00Z', latencyMs: 200, outcome: 'throttled' },
    { at: '2026-03-30T11:52:00Z', latencyMs: 90 },
    { at: '2026-03-30T11:53:00Z', latencyMs: 5000, outcome: 'failed' },
    { at: '2026-03-30T11:54:00Z', latencyMs: null, outcome: 'failed', offline: true },
    { at: '2026-03-30T11:55:00Z', latencyMs: null, outcome: 'throttled' }, // another asker was
    { at: '2026-03-30T12:00:00Z', latencyMs: null, outcome: 'failed' },
  );
  const latency = await reader.latency('livekit', new Date('2026-03-30T12:04:00Z'));
  expect(latency.slice(-3)).toEqual([
    { start: '2026-03-30T11:40:00.000Z', answered: 0, failed: 0, p50_ms: null, max_ms: null },
    { start: '2026-03-30T11:50:00.000Z', answered: 3, failed: 1, p50_ms: 90, max_ms: 200 },
    { start: '2026-03-30T12:00:00.000Z', answered: 0, failed: 1, p50_ms: null, max_ms: null },
  ]);
});
