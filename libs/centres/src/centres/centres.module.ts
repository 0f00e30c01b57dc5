import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/units.module.js';
import { CentresRepository } from './centres.repository.js';
import { CentresService } from './centres.service.js';
import { ClassifyCentre } from './classify-centre.js';

@Module({
  imports: [UnitsModule],
  providers: [CentresRepository, CentresService, ClassifyCentre],
  exports: [CentresRepository, CentresService, ClassifyCentre],
})
export class CentresModule {}
