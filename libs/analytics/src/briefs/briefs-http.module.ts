import { Module } from '@nestjs/common';
import { CentresModule } from '#centres/wiring';
import {
  ContactsModule,
  EngagementsModule,
  InstrumentsModule,
  LegalBasisModule,
  ObligationsModule,
  PartnersModule,
} from '#partnerships/wiring';
import { AggregationModule } from '../aggregation/aggregation.module.js';
import { BriefOperations } from './brief-operations.js';
import { BriefRegister } from './brief-register.js';
import { BriefsController } from './briefs.controller.js';
import { BriefsReadModel } from './briefs.read-model.js';
import { PartnerBriefs } from './partner-briefs.service.js';

@Module({
  imports: [
    AggregationModule,
    CentresModule,
    ContactsModule,
    EngagementsModule,
    InstrumentsModule,
    LegalBasisModule,
    ObligationsModule,
    PartnersModule,
  ],
  controllers: [BriefsController],
  providers: [BriefsReadModel, BriefRegister, BriefOperations, PartnerBriefs],
})
export class BriefsHttpModule {}
