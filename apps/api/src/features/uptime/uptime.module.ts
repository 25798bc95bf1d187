import { Module } from '@nestjs/common';
import { ExternalServiceHistoryStorageModule } from '../../storage/external-service-days/external-service-history-storage.module';
import { ServiceDayFolder } from './service-day.folder';

/** What is remembered of the external services when their probes are gone. */
@Module({ imports: [ExternalServiceHistoryStorageModule], providers: [ServiceDayFolder] })
export class UptimeModule {}
