import { Module } from '@nestjs/common';
import { StructureController } from './structure.controller.js';
import { StructureModule } from './structure.module.js';

@Module({ imports: [StructureModule], controllers: [StructureController] })
export class StructureHttpModule {}
