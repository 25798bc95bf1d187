import type { ExternalServiceKey } from '@watchroom/contracts';
import type { AskBudget, VendorDoor } from '../../core/external-services/ask-budget';

/**
 * Who may ask a vendor now. Everybody who sends a request to a vendor takes leave here first, and tells here when the
 * vendor asks us to wait: one budget and one pause for all replicas and all askers.
 */
export abstract class VendorDoorRepository {
  /**
   * True when one request may be sent now; it counts as sent. False while the vendor wants us to wait, or when the
   * budget of the stretch up to `now` is used up.
   */
  abstract take(
    service: ExternalServiceKey,
    door: VendorDoor,
    budget: AskBudget,
    now: Date,
  ): Promise<boolean>;
  /** Nobody asks before `until`; the longest wait told counts. */
  abstract pause(service: ExternalServiceKey, door: VendorDoor, until: Date): Promise<void>;
  /** Until when a door is closed; null when it is not. */
  abstract pausedUntil(service: ExternalServiceKey, door: VendorDoor, now: Date): Promise<Date | null>;
}
