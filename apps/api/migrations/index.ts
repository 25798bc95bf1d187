import { BackgroundWorkCreated1763800000000 } from './1763800000000-background-work-created';
import { ExternalServiceProbesCreated1763800400000 } from './1763800400000-external-service-probes-created';
import { PoolMinutesAndHealthStatesCreated1763800500000 } from './1763800500000-pool-minutes-and-health-states-created';

/** Every migration in order; a landed one is never edited. */
export const migrations = [
  BackgroundWorkCreated1763800000000,
  ExternalServiceProbesCreated1763800400000,
  PoolMinutesAndHealthStatesCreated1763800500000,
];
