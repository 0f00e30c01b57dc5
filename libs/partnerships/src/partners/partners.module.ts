import { Module } from '@nestjs/common';
import { ClaimsModule } from '#evidence/wiring';
import { PartnersReadModel } from './partners.read-model.js';
import { PartnersRepository } from './partners.repository.js';
import { PartnersService } from './partners.service.js';
import { PublishedCounts } from './published-counts.js';

@Module({
  imports: [ClaimsModule],
  providers: [PartnersRepository, PartnersReadModel, PartnersService, PublishedCounts],
  exports: [PartnersService, PublishedCounts],
})
export class PartnersModule {}
