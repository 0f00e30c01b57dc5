import { Module } from '@nestjs/common';
import { ServiceRegister } from './service-register.service.js';
import { ServiceTaxonomy } from './service-taxonomy.js';
import { ServicesRepository } from './services.repository.js';

@Module({
  providers: [ServicesRepository, ServiceTaxonomy, ServiceRegister],
  exports: [ServicesRepository, ServiceTaxonomy, ServiceRegister],
})
export class ServicesModule {}
