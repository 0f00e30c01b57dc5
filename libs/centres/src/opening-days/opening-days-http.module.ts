import { Module } from '@nestjs/common';
import { OpeningDaysModule } from './opening-days.module.js';
import { OpeningTimesController } from './opening-times.controller.js';

@Module({ imports: [OpeningDaysModule], controllers: [OpeningTimesController] })
export class OpeningDaysHttpModule {}
