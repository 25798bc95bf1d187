import { Module } from '@nestjs/common';
import { CategoryHourRepository } from './category-hour.repository';
import { CategoryHourSqlRepository } from './category-hour.sql.repository';
import { SessionHourRepository } from './session-hour.repository';
import { SessionHourSqlRepository } from './session-hour.sql.repository';

@Module({
  providers: [
    { provide: SessionHourRepository, useClass: SessionHourSqlRepository },
    { provide: CategoryHourRepository, useClass: CategoryHourSqlRepository },
  ],
  exports: [SessionHourRepository, CategoryHourRepository],
})
export class SessionHourStorageModule {}
