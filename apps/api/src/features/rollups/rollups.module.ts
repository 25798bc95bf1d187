import { Module } from '@nestjs/common';
import { PoolHourStorageModule } from '../../storage/pool-hours/pool-hour-storage.module';
import { SessionMinuteStorageModule } from '../../storage/session-minutes/session-minute-storage.module';
import { SessionStorageModule } from '../../storage/sessions/session-storage.module';
import { ActiveSessionHourFolder } from './active-session-hour.folder';
import { PoolHourFolder } from './pool-hour.folder';
import { SessionMinuteSampler } from './session-minute.sampler';

/** What is written down for history: sessions by minute, and hours of sessions and of the pool. */
@Module({
  imports: [PoolHourStorageModule, SessionMinuteStorageModule, SessionStorageModule],
  providers: [ActiveSessionHourFolder, PoolHourFolder, SessionMinuteSampler],
})
export class RollupsModule {}
