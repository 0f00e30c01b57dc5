import { Module } from '@nestjs/common';
import { TermsModule } from '../terms/terms.module.js';
import { CalendarFeedsController } from './calendar-feeds.controller.js';
import { CalendarFeedsRepository } from './calendar-feeds.repository.js';
import { CalendarFeeds } from './calendar-feeds.service.js';
import { FeedReaders } from './feed-readers.js';

@Module({
  imports: [TermsModule],
  providers: [CalendarFeedsRepository, CalendarFeeds, FeedReaders],
  controllers: [CalendarFeedsController],
})
export class CalendarFeedsHttpModule {}
