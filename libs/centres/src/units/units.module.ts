import { Module } from '@nestjs/common';
import { UnitsReadModel } from './units.read-model.js';
import { UnitsRepository } from './units.repository.js';
import { UnitsService } from './units.service.js';

@Module({ providers: [UnitsRepository, UnitsReadModel, UnitsService], exports: [UnitsService] })
export class UnitsModule {}
