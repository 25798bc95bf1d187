import { BackgroundWorkCreated1763800000000 } from './1763800000000-background-work-created';
import { SignInCreated1763800100000 } from './1763800100000-sign-in-created';
import { SessionsCreated1763800200000 } from './1763800200000-sessions-created';
import { RequestTelemetryCreated1763800300000 } from './1763800300000-request-telemetry-created';
import { ExternalServiceProbesCreated1763800400000 } from './1763800400000-external-service-probes-created';
import { PoolMinutesAndHealthStatesCreated1763800500000 } from './1763800500000-pool-minutes-and-health-states-created';
import { Partitioned1764000000000 } from './1764000000000-partitioned';
import { MarksByInstance1764000100000 } from './1764000100000-marks-by-instance';
import { HistoryCreated1764000200000 } from './1764000200000-history-created';
import { HealthChangesRemembered1764000300000 } from './1764000300000-health-changes-remembered';
import { TimesToldAheadAdded1764000400000 } from './1764000400000-times-told-ahead-added';
import { MinuteTotalsCreated1764100000000 } from './1764100000000-minute-totals-created';
import { RequestQuartersCreated1764100000100 } from './1764100000100-request-quarters-created';
import { ServiceEventsCreated1764300000000 } from './1764300000000-service-events-created';
import { ReconciliationCreated1764400000000 } from './1764400000000-reconciliation-created';
import { AvatarsSeenIndexed1764400100000 } from './1764400100000-avatars-seen-indexed';
import { WitnessesCreated1764500000000 } from './1764500000000-witnesses-created';
import { EndingsIndexed1764500000100 } from './1764500000100-endings-indexed';
import { ExternalServiceDaysCreated1764600000000 } from './1764600000000-external-service-days-created';
import { RequestRoutesCreated1764800000000 } from './1764800000000-request-routes-created';
import { ServiceChangesAndVisitsCreated1764900000000 } from './1764900000000-service-changes-and-visits-created';
import { PoolUseAdded1765000000000 } from './1765000000000-pool-use-added';
import { SessionsByProviderCounted1766000000000 } from './1766000000000-sessions-by-provider-counted';

/** Every migration in order; a landed one is never edited. */
export const migrations = [
  BackgroundWorkCreated1763800000000,
  SignInCreated1763800100000,
  SessionsCreated1763800200000,
  RequestTelemetryCreated1763800300000,
  ExternalServiceProbesCreated1763800400000,
  PoolMinutesAndHealthStatesCreated1763800500000,
  Partitioned1764000000000,
  MarksByInstance1764000100000,
  HistoryCreated1764000200000,
  HealthChangesRemembered1764000300000,
  TimesToldAheadAdded1764000400000,
  MinuteTotalsCreated1764100000000,
  RequestQuartersCreated1764100000100,
  ServiceEventsCreated1764300000000,
  ReconciliationCreated1764400000000,
  AvatarsSeenIndexed1764400100000,
  WitnessesCreated1764500000000,
  EndingsIndexed1764500000100,
  ExternalServiceDaysCreated1764600000000,
  RequestRoutesCreated1764800000000,
  ServiceChangesAndVisitsCreated1764900000000,
  PoolUseAdded1765000000000,
  SessionsByProviderCounted1766000000000,
];
