import { Module } from '@nestjs/common';
import { HeardSessionRepository } from './heard-session.repository';
import { HeardSessionSqlRepository } from './heard-session.sql.repository';
import { OpenMeetingRepository } from './open-meeting.repository';
import { OpenMeetingSqlRepository } from './open-meeting.sql.repository';

@Module({
  providers: [
    { provide: HeardSessionRepository, useClass: HeardSessionSqlRepository },
    { provide: OpenMeetingRepository, useClass: OpenMeetingSqlRepository },
  ],
  exports: [HeardSessionRepository, OpenMeetingRepository],
})
export class HeardSessionStorageModule {}
