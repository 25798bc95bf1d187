import { Module } from '@nestjs/common';
import { SessionHourStorageModule } from '../../storage/session-hours/session-hour-storage.module';
import { SessionStorageModule } from '../../storage/sessions/session-storage.module';
import { CategoriesController } from './categories.controller';
import { CategoriesService } from './categories.service';

/** Sessions by the category of their counselling, one category in depth. */
@Module({
  imports: [SessionHourStorageModule, SessionStorageModule],
  controllers: [CategoriesController],
  providers: [CategoriesService],
})
export class CategoriesModule {}
