import type {
  ActiveCount,
  AvatarsMissing,
  BadEnds,
  ExternalServiceKey,
  WebhookFreshness,
} from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import type { RecordedCount } from '../../core/reconciliation/active-count';

/** What reconciling our sessions with a vendor's has found. */
export interface ServiceReconciliation {
  /** Null until the vendor was asked for the first time, and where it is not configured. */
  activeCount: ActiveCount | null;
  vendorWebhooks: WebhookFreshness['vendor_state'];
  stuckSessionsClosed: number;
  avatarsMissing: AvatarsMissing | null;
}

/** What a vendor said of its sending of webhooks. */
export interface RecordedSending {
  service: ExternalServiceKey;
  isActive: boolean;
  failedCount: number | null;
  checkedAt: Date;
}

/** Our sessions beside the vendors'. */
export abstract class ReconciliationRepository {
  /** What the page of a service shows, as of `now`; sessions closed in the 24 hours before it. */
  abstract ofService(service: ExternalServiceKey, now: Date): Promise<ServiceReconciliation>;
  /** What ended badly in the 24 hours before `now`, most often first. */
  abstract badEnds(service: ExternalServiceKey, now: Date): Promise<BadEnds[]>;
  /** The newest comparison of each service that was ever asked; in no order. */
  abstract newestCounts(): Promise<RecordedCount[]>;
  /**
   * Active sessions by service: those that it carries, and for the one of the avatars those with an avatar in them.
   * Services without one are left out.
   */
  abstract ours(now: Date, manager: EntityManager): Promise<Map<ExternalServiceKey, number>>;
  /** Safe to repeat. */
  abstract record(counts: readonly RecordedCount[], manager: EntityManager): Promise<void>;
  /** Puts this in place of what the vendor said before. Safe to repeat. */
  abstract recordSending(sending: RecordedSending, manager: EntityManager): Promise<void>;
}
