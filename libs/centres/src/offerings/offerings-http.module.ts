import { Module } from '@nestjs/common';
import { OfferingsController } from './offerings.controller.js';
import { OfferingsModule } from './offerings.module.js';

@Module({ imports: [OfferingsModule], controllers: [OfferingsController] })
export class OfferingsHttpModule {}
