import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { startBeyondPresence } from '../../simulators/vendors/beyond-presence';
import { startDaily } from '../../simulators/vendors/daily';
import { startLivekit } from '../../simulators/vendors/livekit';
import type { StandIn } from '../../simulators/vendors/stand-in';
import { describeServices } from '../../src/core/external-services/describe-service';
import { BeyondPresenceExternalService } from '../../src/external-services/beyond-presence/beyond-presence.external-service';
import { DailyExternalService } from '../../src/external-services/daily/daily.external-service';
import { ExternalServices } from '../../src/external-services/external-services';
import { LivekitExternalService } from '../../src/external-services/livekit/livekit.external-service';
import { ProbeTables } from '../../src/features/probes/probe-tables';
import { ProbeRound } from '../../src/features/probes/probe.round';
import { ProbeTimer } from '../../src/features/probes/probe.timer';
import { Clock, SystemClock } from '../../src/platform/clock/clock';
import type { AppConfig } from '../../src/platform/config/config';
import { DatabaseConnector } from '../../src/platform/database/database.connector';
import { LeaseLeadership } from '../../src/platform/lease/lease.leadership';
import { Replica } from '../../src/platform/replica';
import { ExternalServiceStateTypeormRepository } from '../../src/storage/external-service-states/external-service-state.typeorm.repository';
import { OwnProbes } from '../../src/storage/external-service-states/own-probes';
import { VendorCertificateSqlRepository } from '../../src/storage/vendor-certificates/vendor-certificate.sql.repository';
import { VendorDoorSqlRepository } from '../../src/storage/vendor-doors/vendor-door.sql.repository';
import { createTestDatabase, type TestDatabase } from '../setup/database';

export const statusUrl = 'https://status.example';
const probes = { intervalMs: 30_000, timeoutMs: 500 };

/** Moves only when told to. */
export class HandSetClock extends Clock {
  private elapsedMs = 0;
  override now = () => new Date(Date.parse('2026-11-23T10:00:00Z') + this.elapsedMs);
  override monotonicMs = () => this.elapsedMs;
  advance(ms: number): void {
    this.elapsedMs += ms;
  }
}

export interface Vendors {
  daily: StandIn;
  livekit: StandIn;
  beyondPresence: StandIn;
}

/** They live in the same time as the replica. */
export async function startVendors(clock: Clock = new SystemClock()): Promise<Vendors> {
  const [daily, livekit, beyondPresence] = await Promise.all([
    startDaily({ apiKey: 'daily-key' }),
    startLivekit({ apiKey: 'lk', apiSecret: 'lk-secret', now: () => clock.now() }),
    startBeyondPresence({ apiKey: 'sk-key' }),
  ]);
  return { daily, livekit, beyondPresence };
}

export const each = (vendors: Vendors): StandIn[] => Object.values(vendors) as StandIn[];

/** One replica's probing room over the suite's database; a second one over the same database is a restart. */
export function openProbingRoom(database: TestDatabase, vendors: Vendors, clock: HandSetClock, id: string) {
  const config = {
    probes,
    externalServicesNamed: [],
    daily: { apiUrl: vendors.daily.url, apiKey: 'daily-key', statusUrl },
    livekit: { url: vendors.livekit.url, apiKey: 'lk', apiSecret: 'lk-secret', statusUrl },
    beyondPresence: { apiUrl: vendors.beyondPresence.url, apiKey: null, statusUrl },
  } as Partial<AppConfig> as AppConfig;
  const services = new ExternalServices(
    [
      new DailyExternalService(config, clock),
      new LivekitExternalService(config, clock),
      new BeyondPresenceExternalService(config, clock),
    ],
    config,
  );
  const states = new ExternalServiceStateTypeormRepository(database.dataSource);
  const leadership = new LeaseLeadership(
    database.dataSource,
    new Replica(id),
    new DatabaseConnector(database.dataSource),
  );
  const own = new OwnProbes();
  const doors = new VendorDoorSqlRepository(database.dataSource);
  const certificates = new VendorCertificateSqlRepository(database.dataSource);
  const tables = new ProbeTables(states, doors, certificates);
  const round = new ProbeRound(services, tables, own, leadership, clock);
  return {
    leadership,
    round,
    states,
    doors,
    timer: new ProbeTimer(round, leadership, clock, config),
    /** What the replica knows without the database. */
    own: () => describeServices(own.with([]), services.facts, clock.now()),
    shown: async () => describeServices(await states.all(), services.facts, clock.now()),
  };
}

/** What every test of a suite about vendors has: a database without rows in `tables`, stand-ins and a clock, both new. */
export function suiteWithVendors(tables: string) {
  const suite = {} as { database: TestDatabase; vendors: Vendors; clock: HandSetClock };
  beforeAll(async () => {
    suite.database = await createTestDatabase();
  });
  afterAll(() => suite.database.drop());
  beforeEach(async () => {
    await suite.database.dataSource.query(`TRUNCATE ${tables}`);
    suite.clock = new HandSetClock();
    suite.vendors = await startVendors(suite.clock);
  });
  afterEach(async () => {
    await Promise.allSettled(each(suite.vendors).map((vendor) => vendor.close()));
  });
  return suite;
}

/** The same with one replica's probing room, which leads. */
export function probingSuite() {
  const suite = Object.assign(
    suiteWithVendors('leases, external_service_states, external_service_probes, vendor_doors'),
    {
      room: {} as ReturnType<typeof openProbingRoom>,
      async rounds(count: number): Promise<void> {
        for (let i = 0; i < count; i++) {
          suite.clock.advance(30_000);
          await suite.room.round.run(new AbortController().signal);
        }
      },
    },
  );
  beforeEach(async () => {
    suite.room = openProbingRoom(suite.database, suite.vendors, suite.clock, 'first');
    await suite.room.leadership.renew();
  });
  return suite;
}
