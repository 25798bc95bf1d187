import type { ExternalServiceKey } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import type { ExternalServiceState } from '../../core/external-services/external-service-state';
import type { ProbeCadence } from '../../core/external-services/probe-history';

/** What is known of the external services, and how it came about. */
export abstract class ExternalServiceStateRepository {
  /** The state of each service that was ever probed; in no order. */
  abstract all(manager?: EntityManager): Promise<ExternalServiceState[]>;
  /**
   * Replaces the states of these services and adds the newest probe of each to the history, within the caller's
   * transaction. Safe to repeat.
   */
  abstract record(
    manager: EntityManager,
    states: readonly ExternalServiceState[],
    cadences: Record<ExternalServiceKey, ProbeCadence>,
  ): Promise<void>;
}
