import { Module } from '@nestjs/common';
import { ProgrammesController } from './programmes.controller.js';
import { ProgrammesModule } from './programmes.module.js';

@Module({ imports: [ProgrammesModule], controllers: [ProgrammesController] })
export class ProgrammesHttpModule {}
