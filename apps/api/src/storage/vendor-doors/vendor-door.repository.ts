import type { ExternalServiceKey } from '@watchroom/contracts';
import type { AskBudget, VendorDoor } from '../../core/external-services/ask-budget';

/** Leave to send one request; `spent`: the budget is used up. */
export type Leave = { kind: 'granted' } | { kind: 'spent' } | { kind: 'paused'; until: Date };

/**
 * Who may ask a vendor now. Everybody who sends a request to a vendor takes leave here first, and tells here when the
 * vendor asks us to wait: one budget and one pause for all replicas and all askers.
 */
export abstract class VendorDoorRepository {
  /**
   * Whether one request may be sent now; when granted it counts as sent. Not while the vendor wants us to wait, nor
   * when the budget of the stretch up to `now` is used up.
   */
  abstract take(service: ExternalServiceKey, door: VendorDoor, budget: AskBudget, now: Date): Promise<Leave>;
  /** Nobody asks before `until`; the longest wait told counts. */
  abstract pause(service: ExternalServiceKey, door: VendorDoor, until: Date): Promise<void>;
}
