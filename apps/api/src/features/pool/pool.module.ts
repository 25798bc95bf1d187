import { Module } from '@nestjs/common';
import { PoolMinuteStorageModule } from '../../storage/pool-minutes/pool-minute-storage.module';
import { PoolFirstReport } from './pool.first-report';
import { PoolRecorder } from './pool.recorder';

@Module({ imports: [PoolMinuteStorageModule], providers: [PoolFirstReport, PoolRecorder] })
export class PoolModule {}
