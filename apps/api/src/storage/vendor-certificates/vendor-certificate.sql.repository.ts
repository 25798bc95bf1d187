import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ServiceCertificate } from '../../core/external-services/seen-certificate';
import { VendorCertificateRepository } from './vendor-certificate.repository';

@Injectable()
export class VendorCertificateSqlRepository extends VendorCertificateRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override all(): Promise<ServiceCertificate[]> {
    return this.dataSource.query(
      `SELECT service, host, expires_at AS "expiresAt", seen_at AS "seenAt" FROM vendor_certificates`,
    );
  }

  override async replace(certificates: readonly ServiceCertificate[], manager: EntityManager): Promise<void> {
    for (const { service, host, expiresAt, seenAt } of certificates)
      await manager.query(
        `INSERT INTO vendor_certificates (service, host, expires_at, seen_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (service) DO UPDATE SET host = excluded.host, expires_at = excluded.expires_at, seen_at = excluded.seen_at`,
        [service, host, expiresAt, seenAt],
      );
  }
}
