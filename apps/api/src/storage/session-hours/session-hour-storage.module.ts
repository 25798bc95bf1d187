import { Module } from '@nestjs/common';
import { SessionHourRepository } from './session-hour.repository';
import { TypeOrmSessionHourRepository } from './session-hour.typeorm.repository';

@Module({
  providers: [{ provide: SessionHourRepository, useClass: TypeOrmSessionHourRepository }],
  exports: [SessionHourRepository],
})
export class SessionHourStorageModule {}
