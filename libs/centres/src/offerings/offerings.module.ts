import { Module } from '@nestjs/common';
import { CentresModule } from '../centres/centres.module.js';
import { CentreOfferingsService } from './centre-offerings.service.js';
import { OfferingRows } from './offering-rows.js';
import { OfferingsReadModel } from './offerings.read-model.js';
import { OfferingsRepository } from './offerings.repository.js';

@Module({
  imports: [CentresModule],
  providers: [OfferingsRepository, OfferingsReadModel, OfferingRows, CentreOfferingsService],
  exports: [OfferingsReadModel, CentreOfferingsService],
})
export class OfferingsModule {}
