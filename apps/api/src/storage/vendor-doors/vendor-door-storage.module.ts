import { Module } from '@nestjs/common';
import { VendorDoorRepository } from './vendor-door.repository';
import { VendorDoorSqlRepository } from './vendor-door.sql.repository';

@Module({
  providers: [{ provide: VendorDoorRepository, useClass: VendorDoorSqlRepository }],
  exports: [VendorDoorRepository],
})
export class VendorDoorStorageModule {}
