import type { ExternalServiceKey, VendorIncident } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import type { OngoingIncident } from '../../core/witnesses/incident-effect';
import type { ShareSeen } from '../../core/witnesses/share-evidence';

/** Incidents and maintenances as the vendors' status pages told them. */
export abstract class VendorIncidentRepository {
  /** Those that go on at `now`: incidents that are not resolved, maintenances that have begun. */
  abstract ongoing(now: Date): Promise<{ service: ExternalServiceKey; incident: OngoingIncident }[]>;
  /** Those of a service that go on or are announced, and those last seen since; newest first, at most `most`. */
  abstract of(service: ExternalServiceKey, since: Date, most: number): Promise<VendorIncident[]>;
  /**
   * Stores what a page tells now. One that was open and is not told any more counts as resolved at `now`, unless it
   * had its own time. Within the caller's transaction, safe to repeat.
   */
  abstract record(
    service: ExternalServiceKey,
    told: readonly VendorIncident[],
    now: Date,
    manager: EntityManager,
  ): Promise<void>;
  /** Keeps how sessions were before an incident began; the first figure stays. */
  abstract keepBefore(
    service: ExternalServiceKey,
    incident: Pick<VendorIncident, 'kind' | 'id'>,
    before: ShareSeen,
    manager: EntityManager,
  ): Promise<void>;
  /** Deletes at most `most` that are over and were last seen before; returns how many. */
  abstract forget(before: Date, most: number, manager: EntityManager): Promise<number>;
}
