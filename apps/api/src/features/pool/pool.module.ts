import { Module } from '@nestjs/common';
import { PoolStorageModule } from '../../storage/pool-minutes/pool-storage.module';
import { PoolFirstReport } from './pool.first-report';
import { PoolRecorder } from './pool.recorder';

@Module({ imports: [PoolStorageModule], providers: [PoolFirstReport, PoolRecorder] })
export class PoolModule {}
