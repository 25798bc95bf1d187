import { Module } from '@nestjs/common';
import { SessionMinuteRepository } from './session-minute.repository';
import { SessionMinuteSqlRepository } from './session-minute.sql.repository';

@Module({
  providers: [{ provide: SessionMinuteRepository, useClass: SessionMinuteSqlRepository }],
  exports: [SessionMinuteRepository],
})
export class SessionMinuteStorageModule {}
