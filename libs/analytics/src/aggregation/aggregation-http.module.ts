import { Module } from '@nestjs/common';
import { AggregateController } from './aggregate.controller.js';
import { AggregationModule } from './aggregation.module.js';

@Module({ imports: [AggregationModule], controllers: [AggregateController] })
export class AggregationHttpModule {}
