import type { ExternalServiceKey } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import type { OpenMeeting, OpenMeetingVerdicts } from '../../core/reconciliation/open-meetings';

/** Sessions that are open by what webhooks tell of them, held against what the vendor says when it is asked. */
export abstract class OpenMeetingRepository {
  /**
   * Those of a service that nobody has ended, and those closed here since `closedSince`; in no order. Their last sign of
   * life is the newest of what was heard and told.
   */
  abstract open(
    service: ExternalServiceKey,
    closedSince: Date,
    manager: EntityManager,
  ): Promise<OpenMeeting[]>;
  /** Remembers what was concluded of them at `at`. What changes a session is folded in with its place soon. */
  abstract apply(
    service: ExternalServiceKey,
    verdicts: OpenMeetingVerdicts,
    at: Date,
    manager: EntityManager,
  ): Promise<void>;
}
