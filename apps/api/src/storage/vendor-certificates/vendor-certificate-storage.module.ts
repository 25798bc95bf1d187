import { Module } from '@nestjs/common';
import { VendorCertificateRepository } from './vendor-certificate.repository';
import { VendorCertificateSqlRepository } from './vendor-certificate.sql.repository';

@Module({
  providers: [{ provide: VendorCertificateRepository, useClass: VendorCertificateSqlRepository }],
  exports: [VendorCertificateRepository],
})
export class VendorCertificateStorageModule {}
