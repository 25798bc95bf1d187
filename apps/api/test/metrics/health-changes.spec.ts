import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { type HealthChange, judgeHealth, type StandingHealth } from '../../src/core/health/judge-health';
import { someServices, someThresholds } from '../../src/core/health/testing/some-facts';
import { healthFactsOf } from '../../src/core/metrics/health-facts-of';
import type { MeasuredNumbers } from '../../src/core/metrics/measured-numbers';
import { someNumbers, somePool } from '../../src/core/metrics/testing/some-numbers';
import { HealthEvaluator } from '../../src/features/metrics/health.evaluator';
import { NumbersReader } from '../../src/features/metrics/numbers.reader';
import type { AppConfig } from '../../src/platform/config/config';
import { DatabaseConnector } from '../../src/platform/database/database.connector';
import { LeaseLost } from '../../src/platform/lease/leadership';
import { LeaseLeadership } from '../../src/platform/lease/lease.leadership';
import { Replica } from '../../src/platform/replica';
import { HealthChangeSqlRepository } from '../../src/storage/health-changes/health-change.sql.repository';
import { HealthStateTypeormRepository } from '../../src/storage/health-states/health-state.typeorm.repository';
import { createTestDatabase, type TestDatabase } from '../setup/database';

const START = Date.parse('2026-01-01T10:00:00Z');
const IN_USE = ['daily_co', 'livekit', 'beyond_presence'] as const;
const config = { externalServicesInUse: IN_USE, thresholds: someThresholds } as unknown as AppConfig;

/** All replicas read the same numbers of a moment. */
class ToldNumbers extends NumbersReader {
  told = someNumbers(new Date(START));
  constructor() {
    super(null as never, null as never, null as never, null as never, null as never);
  }
  override read = () => Promise.resolve(this.told);
}

let database: TestDatabase;
let numbers: ToldNumbers;
beforeAll(async () => {
  Logger.overrideLogger(['error']);
  database = await createTestDatabase();
  numbers = new ToldNumbers();
});
afterAll(() => database.drop());
beforeEach(() => clear());

const clear = () => database.dataSource.query('TRUNCATE health_states, health_changes, leases');
const expireLease = () => database.dataSource.query('UPDATE leases SET expires_at = clock_timestamp()');
const remembered = (): Promise<HealthChange[]> =>
  database.dataSource.query(
    `SELECT at, input, from_state AS "from", to_state AS "to", value, boundary AS "limit", detail
     FROM health_changes ORDER BY at, input COLLATE "C"`,
  );

/** One process: its lease, its judge. A restarted one is another. */
function startReplica(id: string) {
  const { dataSource } = database;
  const lease = new LeaseLeadership(dataSource, new Replica(id), new DatabaseConnector(dataSource));
  const states = new HealthStateTypeormRepository(dataSource);
  const evaluator = new HealthEvaluator(numbers, states, new HealthChangeSqlRepository(), lease, config);
  const judge = () =>
    evaluator.judge().catch((error: unknown) => {
      if (!(error instanceof LeaseLost)) throw error;
    });
  return { lease, judge };
}

const at = (second: number) => new Date(START + second * 1000);
const WORLDS: Record<string, (now: Date) => Partial<MeasuredNumbers>> = {
  well: () => ({}),
  'livekit down': () => ({ externalServices: someServices({ livekit: 'down' }) }),
  'callers gave up': (now) => ({ pool: somePool(now, { timeouts: 3, timeoutsCountUntil: now }) }),
  'nobody reports': () => ({ reporting: [] }),
  'back again': (now) => ({
    outages: [{ since: new Date(+now - 1_500), until: new Date(+now - 500) }],
  }),
  failing: (now) => ({ requests: { requests: 1000, errors: 80, services: ['api'], newestAt: now } }),
};

/** What one judge alone would tell, who sees each moment once. */
function toldOnce(moments: MeasuredNumbers[]): HealthChange[] {
  let standing: StandingHealth = { verdicts: [], judgedAt: null };
  return moments.flatMap((moment) => {
    const judged = judgeHealth(
      standing,
      healthFactsOf(moment, { inUse: IN_USE, activeWindowMs: 1_800_000 }, moment.readAt),
      someThresholds,
      moment.readAt,
    );
    if (judged === null) return [];
    standing = { verdicts: judged.verdicts, judgedAt: moment.readAt };
    return judged.changes.toSorted((a, b) => +a.at - +b.at || (a.input < b.input ? -1 : 1));
  });
}

it('gives each change once, whoever judges, how often, at the same time, after restarts and late', async () => {
  const step = fc.record({
    world: fc.constantFrom(...Object.keys(WORLDS)),
    seconds: fc.constantFrom(2, 2, 30, 90),
    leader: fc.nat(2),
    times: fc.integer({ min: 1, max: 3 }),
    restarts: fc.boolean(),
    isLate: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
      await clear();
      const replicas = ['a', 'b', 'c'].map(startReplica);
      const moments: MeasuredNumbers[] = [];
      let second = 0;
      for (const { world, seconds, leader, times, restarts, isLate } of steps) {
        const now = at((second += seconds));
        const before = moments.at(-1);
        moments.push(someNumbers(now, WORLDS[world]?.(now)));
        if (restarts) replicas[leader] = startReplica(`again ${second}`);
        await expireLease();
        await replicas[leader]?.lease.renew();
        numbers.told = moments.at(-1)!;
        await Promise.all(Array.from({ length: times }, () => replicas.map(({ judge }) => judge())).flat());
        if (!isLate || before === undefined || seconds > 15) continue;
        numbers.told = before;
        await Promise.all(replicas.map(({ judge }) => judge()));
      }
      expect(await remembered()).toEqual(toldOnce(moments));
    }),
    { numRuns: 25 },
  );
}, 120_000);

it('keeps what was before, the unit and the way to green beside the verdict', async () => {
  const { lease, judge } = startReplica('a');
  await lease.renew();
  numbers.told = someNumbers(at(0));
  await judge();
  numbers.told = someNumbers(at(2), WORLDS['callers gave up']?.(at(2)));
  await judge();
  const { verdicts } = await new HealthStateTypeormRepository(database.dataSource).read();
  expect(verdicts.find(({ input }) => input === 'database_pool')).toMatchObject({
    state: 'critical',
    previousState: 'fine',
    kind: 'fact',
    unit: 'timeouts',
    turnsGreen: 'No time-out for 5 minutes: at the earliest at 10:00 UTC',
    judgedAt: at(2),
  });
});

it('remembers nothing of a judgement whose replica leads no more', async () => {
  const { lease, judge } = startReplica('frozen');
  await lease.renew();
  await expireLease();
  await startReplica('next').lease.renew();
  await judge();
  expect(await remembered()).toEqual([]);
});
