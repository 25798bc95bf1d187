import type { EntityManager } from 'typeorm';
import type { ExternalServiceState } from '../../core/external-services/external-service-state';

/** What is known of the external services, and how it came about. */
export abstract class ExternalServiceStateRepository {
  /** The state of each service that was ever probed; in no order. */
  abstract all(): Promise<ExternalServiceState[]>;
  /**
   * Replaces the states of these services and adds the newest probe of each to the history, within the caller's
   * transaction. Safe to repeat.
   */
  abstract record(manager: EntityManager, states: readonly ExternalServiceState[]): Promise<void>;
  /** Deletes at most `limit` of the probes before `before`, oldest first; returns how many. */
  abstract forgetProbes(manager: EntityManager, before: Date, limit: number): Promise<number>;
}
