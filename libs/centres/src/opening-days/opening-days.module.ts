import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/units.module.js';
import { WorkingDaysModule } from '../working-days/working-days.module.js';
import { OpeningTimesRows } from './opening-times-rows.js';
import { OpeningTimesRepository } from './opening-times.repository.js';
import { OpeningTimesService } from './opening-times.service.js';

@Module({
  imports: [UnitsModule, WorkingDaysModule],
  providers: [OpeningTimesRepository, OpeningTimesRows, OpeningTimesService],
  exports: [OpeningTimesRepository, OpeningTimesService],
})
export class OpeningDaysModule {}
