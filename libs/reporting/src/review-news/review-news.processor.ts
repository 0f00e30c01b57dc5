import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobWorkers } from '#platform';
import { TELL_REVIEW_NEWS } from './review-news.jobs.js';
import { TellReviewNews } from './tell-review-news.js';

@Injectable()
export class ReviewNewsProcessor implements OnModuleInit {
  constructor(
    private readonly workers: JobWorkers,
    private readonly news: TellReviewNews,
  ) {}

  onModuleInit(): void {
    this.workers.register(TELL_REVIEW_NEWS, (payload) => this.news.run(payload));
  }
}
