import { Module } from '@nestjs/common';
import { ShippedStandards } from './shipped-standards.js';
import { StandardsRepository } from './standards.repository.js';
import { StandardsService } from './standards.service.js';

@Module({
  providers: [StandardsRepository, StandardsService, ShippedStandards],
  exports: [StandardsService, ShippedStandards],
})
export class TreesModule {}
