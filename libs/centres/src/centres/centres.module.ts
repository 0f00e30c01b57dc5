import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/units.module.js';
import { CentresRepository } from './centres.repository.js';
import { CentresService } from './centres.service.js';

@Module({
  imports: [UnitsModule],
  providers: [CentresRepository, CentresService],
  exports: [CentresService],
})
export class CentresModule {}
