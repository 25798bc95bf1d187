import { Module } from '@nestjs/common';
import { ReconciliationRepository } from './reconciliation.repository';
import { ReconciliationSqlRepository } from './reconciliation.sql.repository';

@Module({
  providers: [{ provide: ReconciliationRepository, useClass: ReconciliationSqlRepository }],
  exports: [ReconciliationRepository],
})
export class ReconciliationStorageModule {}
