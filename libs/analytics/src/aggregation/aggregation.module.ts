import { Module } from '@nestjs/common';
import { IndicatorsModule } from '#indicators/wiring';
import { AggregateService } from './aggregate.service.js';
import { FiguresService } from './figures.service.js';
import { FiguresReadModel } from './figures.read-model.js';

@Module({
  imports: [IndicatorsModule],
  providers: [FiguresReadModel, FiguresService, AggregateService],
  exports: [FiguresService, AggregateService],
})
export class AggregationModule {}
