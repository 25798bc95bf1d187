import { Module } from '@nestjs/common';
import { VendorIncidentRepository } from './vendor-incident.repository';
import { VendorIncidentSqlRepository } from './vendor-incident.sql.repository';

@Module({
  providers: [{ provide: VendorIncidentRepository, useClass: VendorIncidentSqlRepository }],
  exports: [VendorIncidentRepository],
})
export class VendorIncidentStorageModule {}
