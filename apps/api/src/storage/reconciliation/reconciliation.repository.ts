import type { ActiveCount, AvatarsMissing, ExternalServiceKey, WebhookFreshness } from '@watchroom/contracts';

/** What reconciling our sessions with a vendor's has found. */
export interface ServiceReconciliation {
  /** Null until the vendor was asked for the first time, and where it is not configured. */
  activeCount: ActiveCount | null;
  vendorWebhooks: WebhookFreshness['vendor_state'];
  stuckSessionsClosed: number;
  avatarsMissing: AvatarsMissing | null;
}

/** What the page of a service shows of it. */
export abstract class ReconciliationRepository {
  /** As of `now`; sessions closed in the 24 hours before it. */
  abstract ofService(service: ExternalServiceKey, now: Date): Promise<ServiceReconciliation>;
}
