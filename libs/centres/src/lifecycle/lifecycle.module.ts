import { Module } from '@nestjs/common';
import { LegalBasisModule } from '#partnerships/wiring';
import { CentresModule } from '../centres/centres.module.js';
import { OfferingsModule } from '../offerings/offerings.module.js';
import { UnitsModule } from '../units/units.module.js';
import { WorkingDaysModule } from '../working-days/working-days.module.js';
import { CentreSteps } from './centre-steps.service.js';
import { OpeningConditions } from './opening-conditions.js';

@Module({
  imports: [UnitsModule, CentresModule, OfferingsModule, WorkingDaysModule, LegalBasisModule],
  providers: [OpeningConditions, CentreSteps],
  exports: [CentreSteps],
})
export class LifecycleModule {}
