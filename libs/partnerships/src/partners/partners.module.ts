import { Module } from '@nestjs/common';
import { ClaimsModule } from '#evidence/wiring';
import { PartnerRegister } from './partner-register.service.js';
import { PartnerRows } from './partner-rows.js';
import { PartnersReadModel } from './partners.read-model.js';
import { PartnersRepository } from './partners.repository.js';
import { PartnersService } from './partners.service.js';
import { PublishedCounts } from './published-counts.js';

@Module({
  imports: [ClaimsModule],
  providers: [
    PartnersRepository,
    PartnersReadModel,
    PartnersService,
    PartnerRows,
    PartnerRegister,
    PublishedCounts,
  ],
  exports: [PartnersService, PartnerRegister, PublishedCounts],
})
export class PartnersModule {}
