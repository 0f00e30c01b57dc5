import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobWorkers } from '#platform';
import { BACKTEST_RULE } from './backtest.jobs.js';
import { RunBacktest } from './run-backtest.js';

@Injectable()
export class BacktestsProcessor implements OnModuleInit {
  constructor(
    private readonly workers: JobWorkers,
    private readonly backtest: RunBacktest,
  ) {}

  onModuleInit(): void {
    this.workers.register(BACKTEST_RULE, (payload) => this.backtest.run(payload));
  }
}
