import { Module } from '@nestjs/common';
import { UnitRegister } from './unit-register.service.js';
import { UnitsReadModel } from './units.read-model.js';
import { UnitsRepository } from './units.repository.js';
import { UnitsService } from './units.service.js';

@Module({
  providers: [UnitsRepository, UnitsReadModel, UnitsService, UnitRegister],
  exports: [UnitsService, UnitRegister],
})
export class UnitsModule {}
