import { Module } from '@nestjs/common';
import { SessionRepository } from './session.repository';
import { TypeOrmSessionRepository } from './session.typeorm.repository';

@Module({
  providers: [{ provide: SessionRepository, useClass: TypeOrmSessionRepository }],
  exports: [SessionRepository],
})
export class SessionStorageModule {}
