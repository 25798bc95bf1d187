import type { ExternalServiceKey, ProbeLatency } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import type { JudgedProbe } from '../../core/uptime/state-seconds';

/** Every probe of the last two days. They are written with the states of the services. */
export abstract class ExternalServiceProbeRepository {
  /** Probes of a service that speak at any time from `from` until before `to`, oldest first. */
  abstract judged(
    service: ExternalServiceKey,
    from: Date,
    to: Date,
    manager: EntityManager,
  ): Promise<JudgedProbe[]>;
  /** Answers and their latency by ten minutes since `since`; stretches without a probe are left out. */
  abstract latency(service: ExternalServiceKey, since: Date, manager: EntityManager): Promise<ProbeLatency[]>;
}
