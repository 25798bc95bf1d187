import { Module } from '@nestjs/common';
import { EventRepository } from './event.repository';
import { EventSqlRepository } from './event.sql.repository';

@Module({
  providers: [{ provide: EventRepository, useClass: EventSqlRepository }],
  exports: [EventRepository],
})
export class EventStorageModule {}
