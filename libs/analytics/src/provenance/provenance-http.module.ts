import { Module } from '@nestjs/common';
import { AggregationModule } from '../aggregation/aggregation.module.js';
import { ObservationsController } from './observations.controller.js';
import { ObservationsReadModel } from './observations.read-model.js';
import { ObservationsService } from './observations.service.js';
import { ProvenanceReadModel } from './provenance.read-model.js';

@Module({
  imports: [AggregationModule],
  controllers: [ObservationsController],
  providers: [ObservationsReadModel, ProvenanceReadModel, ObservationsService],
})
export class ProvenanceHttpModule {}
