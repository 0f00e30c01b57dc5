import { Module } from '@nestjs/common';
import { AggregationModule } from '../aggregation/aggregation.module.js';
import { DashboardsController } from './dashboards.controller.js';
import { OverviewService } from './overview.service.js';
import { SlotCountsReadModel } from './slot-counts.read-model.js';
import { StatusWallReadModel } from './status-wall.read-model.js';
import { StatusWallService } from './status-wall.service.js';

@Module({
  imports: [AggregationModule],
  controllers: [DashboardsController],
  providers: [SlotCountsReadModel, OverviewService, StatusWallReadModel, StatusWallService],
})
export class DashboardsHttpModule {}
