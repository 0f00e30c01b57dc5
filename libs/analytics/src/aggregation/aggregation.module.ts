import { Module } from '@nestjs/common';
import { IndicatorsModule } from '#indicators/wiring';
import { AggregateService } from './aggregate.service.js';
import { FiguresReader } from './figures-reader.js';
import { FiguresReadModel } from './figures.read-model.js';

@Module({
  imports: [IndicatorsModule],
  providers: [FiguresReadModel, FiguresReader, AggregateService],
  exports: [FiguresReader, AggregateService],
})
export class AggregationModule {}
