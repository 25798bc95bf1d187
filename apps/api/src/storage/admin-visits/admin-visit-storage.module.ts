import { Module } from '@nestjs/common';
import { AdminVisitRepository } from './admin-visit.repository';
import { AdminVisitSqlRepository } from './admin-visit.sql.repository';

@Module({
  providers: [{ provide: AdminVisitRepository, useClass: AdminVisitSqlRepository }],
  exports: [AdminVisitRepository],
})
export class AdminVisitStorageModule {}
