import { Module } from '@nestjs/common';
import { SessionHourStorageModule } from '../../storage/session-hours/session-hour-storage.module';
import { SessionStorageModule } from '../../storage/sessions/session-storage.module';
import { NdjsonParser } from './ndjson.parser';
import { SessionBatch } from './session-batch';
import { SessionHourFolder } from './session-hour.folder';
import { SessionIngest } from './session-ingest';
import { SessionIngestController } from './session-ingest.controller';

/** Takes in what the platform reports of its sessions. */
@Module({
  imports: [SessionStorageModule, SessionHourStorageModule],
  controllers: [SessionIngestController],
  providers: [NdjsonParser, SessionBatch, SessionHourFolder, SessionIngest],
})
export class SessionsModule {}
