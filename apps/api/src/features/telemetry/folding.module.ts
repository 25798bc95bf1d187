import { Module } from '@nestjs/common';
import { RequestStorageModule } from '../../storage/request-minutes/request-storage.module';
import { ErrorBucketAggregator } from './error-bucket.aggregator';
import { MinuteFolder } from './minute.folder';
import { QuarterFolder } from './quarter.folder';
import { RouteFolder } from './route.folder';

/** All that folds requests: in a thread of its own where the program is built, otherwise beside the requests. */
@Module({
  imports: [RequestStorageModule],
  providers: [ErrorBucketAggregator, MinuteFolder, QuarterFolder, RouteFolder],
})
export class FoldingModule {}
