import { beforeEach } from '@jest/globals';
import { DailyExternalService } from '../../src/external-services/daily/daily.external-service';
import { BeyondPresenceExternalService } from '../../src/external-services/beyond-presence/beyond-presence.external-service';
import { ExternalServices } from '../../src/external-services/external-services';
import { LivekitExternalService } from '../../src/external-services/livekit/livekit.external-service';
import { ProbeRound } from '../../src/features/probes/probe.round';
import { ProbeTables } from '../../src/features/probes/probe-tables';
import { EffectReader } from '../../src/features/witnesses/effect.reader';
import { PageTables } from '../../src/features/witnesses/page-tables';
import { QualitySampler } from '../../src/features/witnesses/quality.sampler';
import { SessionsSeenReader } from '../../src/features/witnesses/sessions-seen.reader';
import { StatusPageRound } from '../../src/features/witnesses/status-page.round';
import { VerdictEvaluator } from '../../src/features/witnesses/verdict.evaluator';
import { WitnessReader } from '../../src/features/witnesses/witness.reader';
import { describeServices } from '../../src/core/external-services/describe-service';
import type { AppConfig } from '../../src/platform/config/config';
import { readConfig } from '../../src/platform/config/read-config';
import { DatabaseConnector } from '../../src/platform/database/database.connector';
import { LeaseLeadership } from '../../src/platform/lease/lease.leadership';
import { Replica } from '../../src/platform/replica';
import { ExternalServiceStateTypeormRepository } from '../../src/storage/external-services/external-service-state.typeorm.repository';
import { OwnProbes } from '../../src/storage/external-services/own-probes';
import { ReconciliationSqlRepository } from '../../src/storage/reconciliation/reconciliation.sql.repository';
import { ServiceEventSqlRepository } from '../../src/storage/service-events/service-event.sql.repository';
import { ServiceQualitySqlRepository } from '../../src/storage/service-quality/service-quality.sql.repository';
import { ServiceVerdictSqlRepository } from '../../src/storage/service-verdicts/service-verdict.sql.repository';
import { SessionSqlRepository } from '../../src/storage/sessions/session.sql.repository';
import { VendorCertificateSqlRepository } from '../../src/storage/vendor-certificates/vendor-certificate.sql.repository';
import { VendorDoorSqlRepository } from '../../src/storage/vendor-doors/vendor-door.sql.repository';
import { VendorIncidentSqlRepository } from '../../src/storage/vendor-incidents/vendor-incident.sql.repository';
import { VendorPageSqlRepository } from '../../src/storage/vendor-pages/vendor-page.sql.repository';
import { type HandSetClock, suiteWithVendors, type Vendors } from '../external-services/probing-room';
import type { TestDatabase } from '../setup/database';
import { WitnessPlay } from './witness-play';

const WITNESS_TABLES = `leases, external_service_states, external_service_probes, vendor_doors, vendor_pages,
  vendor_incidents, service_verdicts, verdict_changes, service_quality_minutes, vendor_certificates, sessions, heard_sessions,
  service_events, service_event_marks, webhook_deliveries`;

/** What one replica needs to hear the witnesses, over the suite's database and the vendors' stand-ins. */
export function openWitnessRoom(
  { dataSource }: TestDatabase,
  vendors: Vendors,
  clock: HandSetClock,
  id: string,
) {
  const config = configOf(vendors);
  const services = servicesOf(config, clock);
  const replica = new Replica(id);
  const leadership = new LeaseLeadership(dataSource, replica, new DatabaseConnector(dataSource));
  const states = new ExternalServiceStateTypeormRepository(dataSource);
  const doors = new VendorDoorSqlRepository(dataSource);
  const pages = new VendorPageSqlRepository(dataSource);
  const incidents = new VendorIncidentSqlRepository(dataSource);
  const quality = new ServiceQualitySqlRepository(dataSource);
  const verdicts = new ServiceVerdictSqlRepository(dataSource);
  const events = new ServiceEventSqlRepository(dataSource, replica);
  const tables = new ProbeTables(states, doors, new VendorCertificateSqlRepository(dataSource));
  const reconciliation = new ReconciliationSqlRepository(dataSource, config);
  const seen = new SessionsSeenReader(quality, events, reconciliation);
  const own = new OwnProbes();
  const witnesses = new WitnessReader(services, states, pages, seen, own);
  return {
    leadership,
    doors,
    pages,
    incidents,
    quality,
    verdicts,
    events,
    sessions: new SessionSqlRepository(dataSource),
    probes: new ProbeRound(services, tables, own, leadership, clock),
    statusPages: new StatusPageRound(services, new PageTables(pages, incidents, doors), leadership, clock),
    sampler: new QualitySampler(quality, clock, leadership),
    evaluator: new VerdictEvaluator(
      witnesses,
      new EffectReader(incidents, quality),
      verdicts,
      clock,
      leadership,
    ),
    shown: async () =>
      describeServices(await states.all(), services.facts, clock.now(), await verdicts.all()).details,
  };
}

export type WitnessRoom = ReturnType<typeof openWitnessRoom>;

/** What every test about witnesses has: one replica's room, which leads, and what can happen to it. */
export function witnessSuite() {
  const suite = Object.assign(suiteWithVendors(WITNESS_TABLES), {
    room: {} as WitnessRoom,
    play: {} as WitnessPlay,
  });
  beforeEach(async () => {
    suite.room = openWitnessRoom(suite.database, suite.vendors, suite.clock, 'first');
    suite.play = new WitnessPlay(suite.room, suite.clock);
    await suite.room.leadership.renew();
  });
  return suite;
}

const configOf = ({ daily, livekit, beyondPresence }: Vendors): AppConfig =>
  readConfig(
    {
      PROBE_TIMEOUT_SECONDS: '0.5',
      DAILY_API_URL: daily.url,
      DAILY_API_KEY: 'daily-key',
      DAILY_STATUS_URL: daily.statusUrl,
      LIVEKIT_URL: livekit.url,
      LIVEKIT_API_KEY: 'lk',
      LIVEKIT_API_SECRET: 'lk-secret',
      LIVEKIT_STATUS_URL: livekit.statusUrl,
      BEYOND_PRESENCE_API_URL: beyondPresence.url,
      BEYOND_PRESENCE_API_KEY: 'sk-key',
      BEYOND_PRESENCE_STATUS_URL: beyondPresence.statusUrl,
    },
    '/nowhere',
  );

const servicesOf = (config: AppConfig, clock: HandSetClock): ExternalServices =>
  new ExternalServices(
    [
      new DailyExternalService(config, clock),
      new LivekitExternalService(config, clock),
      new BeyondPresenceExternalService(config, clock),
    ],
    config,
  );
