import { Module } from '@nestjs/common';
import { InstrumentsController } from './instruments.controller.js';
import { InstrumentsModule } from './instruments.module.js';

@Module({ imports: [InstrumentsModule], controllers: [InstrumentsController] })
export class InstrumentsHttpModule {}
