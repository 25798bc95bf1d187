import type { EntityManager } from 'typeorm';
import type { VendorPage } from '../../core/witnesses/vendor-page';

/** What the vendors' status pages said when they were read last. */
export abstract class VendorPageRepository {
  /** Of each service whose page was ever tried; in no order. */
  abstract all(): Promise<VendorPage[]>;
  /** Replaces the pages of these services, within the caller's transaction. */
  abstract replace(pages: readonly VendorPage[], manager: EntityManager): Promise<void>;
}
