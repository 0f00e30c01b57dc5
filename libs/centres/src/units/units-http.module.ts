import { Module } from '@nestjs/common';
import { UnitsController } from './units.controller.js';
import { UnitsModule } from './units.module.js';

@Module({ imports: [UnitsModule], controllers: [UnitsController] })
export class UnitsHttpModule {}
