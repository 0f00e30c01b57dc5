import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/units.module.js';
import { NetworkChanges } from './network-changes.js';
import { NetworkRegister } from './network-register.service.js';
import { ParentLinksRepository } from './parent-links.repository.js';
import { UnitTreeReadModel } from './unit-tree.read-model.js';
import { UnitTrees } from './unit-tree.service.js';

@Module({
  imports: [UnitsModule],
  providers: [ParentLinksRepository, NetworkChanges, NetworkRegister, UnitTreeReadModel, UnitTrees],
  exports: [UnitTrees, NetworkRegister],
})
export class StructureModule {}
