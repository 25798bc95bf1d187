import { Module } from '@nestjs/common';
import { PoolStorageModule } from '../../storage/pool-minutes/pool-storage.module';
import { PoolRecorder } from './pool.recorder';
import { PoolRetention } from './pool.retention';

@Module({ imports: [PoolStorageModule], providers: [PoolRecorder, PoolRetention] })
export class PoolModule {}
