import { Module } from '@nestjs/common';
import { PoolStorageModule } from '../../storage/pool-minutes/pool-storage.module';
import { PoolRecorder } from './pool.recorder';

@Module({ imports: [PoolStorageModule], providers: [PoolRecorder] })
export class PoolModule {}
