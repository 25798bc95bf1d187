import { Module } from '@nestjs/common';
import { VendorPageRepository } from './vendor-page.repository';
import { VendorPageSqlRepository } from './vendor-page.sql.repository';

@Module({
  providers: [{ provide: VendorPageRepository, useClass: VendorPageSqlRepository }],
  exports: [VendorPageRepository],
})
export class VendorPageStorageModule {}
