import { Injectable } from '@nestjs/common';
import { WorkingDays } from '../working-days/working-days.js';
import { OpeningTimesRepository } from './opening-times.repository.js';

/** What open days are made of: hours and closures, and the working calendar. */
@Injectable()
export class OpeningTimesRows {
  constructor(
    readonly repository: OpeningTimesRepository,
    readonly days: WorkingDays,
  ) {}
}
