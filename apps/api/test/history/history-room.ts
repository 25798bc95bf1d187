import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { History } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import { type HistoryRequest, questionOf } from '../../src/core/history/history-question';
import { Distribution } from '../../src/core/latency/distribution';
import type { RequestMinute } from '../../src/core/requests/request-minute';
import { HistoryReader } from '../../src/features/metrics/history.reader';
import { ActiveSessionHourFolder } from '../../src/features/rollups/active-session-hour.folder';
import { PoolHourFolder } from '../../src/features/rollups/pool-hour.folder';
import { ErrorBucketAggregator } from '../../src/features/telemetry/error-bucket.aggregator';
import { QuarterFolder } from '../../src/features/telemetry/quarter.folder';
import { TotalsCheck } from '../../src/features/telemetry/totals.check';
import { Clock } from '../../src/platform/clock/clock';
import { Leadership } from '../../src/platform/lease/leadership';
import { ErrorBucketSqlRepository } from '../../src/storage/error-buckets/error-bucket.sql.repository';
import { RequestHistorySqlRepository } from '../../src/storage/error-buckets/request-history.sql.repository';
import { PoolHourSqlRepository } from '../../src/storage/pool-hours/pool-hour.sql.repository';
import type { PoolMinute } from '../../src/storage/pool-minutes/pool-minute.repository';
import { PoolMinuteTypeormRepository } from '../../src/storage/pool-minutes/pool-minute.typeorm.repository';
import { RequestQuarterSqlRepository } from '../../src/storage/request-quarters/request-quarter.sql.repository';
import { RequestMinuteSqlRepository } from '../../src/storage/request-minutes/request-minute.sql.repository';
import type { SessionMinute } from '../../src/storage/session-minutes/session-minute.repository';
import { SessionMinuteSqlRepository } from '../../src/storage/session-minutes/session-minute.sql.repository';
import { createTestDatabase, type TestDatabase } from '../setup/database';

const TABLES = [
  'request_minutes',
  'hour_marks',
  'error_buckets',
  'error_bucket_totals',
  'request_minute_totals',
  'quarter_marks',
  'request_quarters',
  'reporting_services',
  'session_minutes',
  'active_session_hour_marks',
  'active_session_hours',
  'pool_minutes',
  'pool_hour_marks',
  'pool_hours',
  'retention_floors',
];

class ChosenClock extends Clock {
  at = new Date();
  override now = () => this.at;
  override monotonicMs = () => this.at.getTime();
}

/** Always leads. */
class Leader extends Leadership {
  override readonly isLeader = true;
  constructor(private readonly database: TestDatabase) {
    super();
  }
  override fenced<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.database.dataSource.transaction(work);
  }
}

/** All that writes, folds and tells history, on a database of its own and at a time that is chosen. */
export class HistoryRoom {
  readonly clock = new ChosenClock();
  readonly minutes: RequestMinuteSqlRepository;
  private readonly hours: ErrorBucketSqlRepository;
  readonly pool: PoolMinuteTypeormRepository;
  readonly sessions = new SessionMinuteSqlRepository();
  readonly leader: Leader;
  private readonly reader: HistoryReader;
  private readonly folders: { fold(manager: EntityManager): Promise<number> }[];

  private constructor(readonly database: TestDatabase) {
    const { dataSource } = database;
    this.leader = new Leader(database);
    this.minutes = new RequestMinuteSqlRepository(dataSource);
    this.pool = new PoolMinuteTypeormRepository(dataSource);
    this.hours = new ErrorBucketSqlRepository(dataSource);
    const poolHours = new PoolHourSqlRepository();
    this.reader = new HistoryReader(
      dataSource,
      this.clock,
      new RequestHistorySqlRepository(),
      this.sessions,
      poolHours,
    );
    this.folders = [
      new ErrorBucketAggregator(this.minutes, this.hours, this.leader),
      new QuarterFolder(new RequestQuarterSqlRepository(), this.leader),
      new ActiveSessionHourFolder(this.sessions, this.leader),
      new PoolHourFolder(poolHours, this.leader),
    ];
  }

  static async open(): Promise<HistoryRoom> {
    return new HistoryRoom(await createTestDatabase());
  }

  close(): Promise<void> {
    return this.database.drop();
  }

  /** A TRUNCATE of all their partitions takes longer than the tests. */
  async empty(): Promise<void> {
    await this.query(TABLES.map((table) => `DELETE FROM ${table}`).join(';'));
  }

  query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.database.dataSource.query(sql, values);
  }

  /** One bounded step of each folder; answers how many hours were folded. */
  async step(): Promise<number> {
    let folded = 0;
    for (const folder of this.folders) folded += await this.leader.fenced((manager) => folder.fold(manager));
    return folded;
  }

  /** Has folded again what does not add up. */
  check(): Promise<void> {
    return new TotalsCheck(this.hours, this.clock, this.leader).tick();
  }

  async fold(): Promise<void> {
    while ((await this.step()) > 0);
  }

  sample(sample: SessionMinute): Promise<void> {
    return this.leader.fenced((manager) => this.sessions.replace([sample], manager));
  }

  ask(request: HistoryRequest): Promise<History> {
    return this.reader.read(questionOf(request, this.clock.now()));
  }
}

export function durations(ms: readonly number[]): Distribution {
  const distribution = new Distribution();
  for (const each of ms) distribution.record(each);
  return distribution;
}

export const aMinute = (
  at: string | Date,
  ms: readonly number[],
  more: Partial<RequestMinute> = {},
): RequestMinute => ({
  minute: new Date(at),
  service: 'shop',
  instance: 'one',
  source: 'otlp',
  requests: ms.length,
  errors: 0,
  clientErrors: 0,
  distribution: durations(ms),
  newestAt: new Date(at),
  ...more,
});

export const aSample = (at: string, active: number, more: Partial<SessionMinute> = {}): SessionMinute => ({
  minute: new Date(at),
  active,
  stale: 0,
  quality: { excellent: 0, good: 0, fair: 0, poor: 0 },
  byProvider: null,
  sampledAt: new Date(at),
  ...more,
});

export const aPoolMinute = (
  at: string,
  waits: readonly number[],
  more: Partial<PoolMinute> = {},
): PoolMinute => ({
  minute: new Date(at),
  replica: 'one',
  waits: durations(waits).encode(),
  timeouts: 0,
  active: 1,
  idle: 1,
  size: 10,
  waiting: 0,
  reportedAt: new Date(at),
  ...more,
});

/** Gives a suite a room that is empty before each test, at half a minute past noon UTC of 30 March 2026. */
export function suiteHasAHistoryRoom(take: (room: HistoryRoom) => void): void {
  let room: HistoryRoom;
  beforeAll(async () => {
    room = await HistoryRoom.open();
    take(room);
  });
  afterAll(() => room.close());
  beforeEach(async () => {
    await room.empty();
    room.clock.at = new Date('2026-03-30T12:00:30Z');
  });
}

/** The first three hours of that day, one by one. */
export const FIRST_HOURS = { from: '2026-03-30T00:00:00Z', to: '2026-03-30T03:00:00Z', step: 3600 } as const;

export const values = ({ points }: History) => points.map(({ value }) => value);

export const many = (count: number, ms: number) => Array.from({ length: count }, () => ms);
