import { Module } from '@nestjs/common';
import { NotificationsModule } from '#notifications/wiring';
import { AcceptReports } from './review-queue/accept-reports.js';
import { AcceptReportsProcessor } from './review-queue/accept-reports.processor.js';
import { BacktestsProcessor } from './backtests/backtests.processor.js';
import { NewsReaders } from './review-news/news-readers.js';
import { ReviewNewsProcessor } from './review-news/review-news.processor.js';
import { RunBacktest } from './backtests/run-backtest.js';
import { TellReviewNews } from './review-news/tell-review-news.js';
import { REPORT_CHECK_JOBS } from './report-checks/report-check-providers.js';
import { ReportingModule } from './reporting.module.js';

/** What the worker does for reports outside the rounds of collection. */
@Module({
  imports: [ReportingModule, NotificationsModule],
  providers: [
    RunBacktest,
    BacktestsProcessor,
    NewsReaders,
    TellReviewNews,
    ReviewNewsProcessor,
    AcceptReports,
    AcceptReportsProcessor,
    ...REPORT_CHECK_JOBS,
  ],
})
export class ReportingJobsModule {}
