import { Module } from '@nestjs/common';
import { AdminVisitStorageModule } from '../../storage/admin-visits/admin-visit-storage.module';
import { EventStorageModule } from '../../storage/events/event-storage.module';
import { EventsController } from './events.controller';
import { EventsService } from './events.service';

/** What happened, and what of it is new to whom. */
@Module({
  imports: [AdminVisitStorageModule, EventStorageModule],
  controllers: [EventsController],
  providers: [EventsService],
})
export class EventsModule {}
