import { Module } from '@nestjs/common';
import { SessionRepository } from './session.repository';
import { SessionSqlRepository } from './session.sql.repository';

@Module({
  providers: [{ provide: SessionRepository, useClass: SessionSqlRepository }],
  exports: [SessionRepository],
})
export class SessionStorageModule {}
