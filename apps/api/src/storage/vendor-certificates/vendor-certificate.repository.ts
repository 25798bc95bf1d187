import type { EntityManager } from 'typeorm';
import type { ServiceCertificate } from '../../core/external-services/seen-certificate';

/** The certificate that each service showed last. */
export abstract class VendorCertificateRepository {
  /** Of each service that ever showed one; in no order. */
  abstract all(): Promise<ServiceCertificate[]>;
  /** Replaces those of these services, within the caller's transaction. */
  abstract replace(certificates: readonly ServiceCertificate[], manager: EntityManager): Promise<void>;
}
