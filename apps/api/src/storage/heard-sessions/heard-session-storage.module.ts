import { Module } from '@nestjs/common';
import { HeardSessionRepository } from './heard-session.repository';
import { HeardSessionSqlRepository } from './heard-session.sql.repository';

@Module({
  providers: [{ provide: HeardSessionRepository, useClass: HeardSessionSqlRepository }],
  exports: [HeardSessionRepository],
})
export class HeardSessionStorageModule {}
