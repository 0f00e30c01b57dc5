import { Module } from '@nestjs/common';
import { AggregationHttpModule } from './aggregation/aggregation-http.module.js';
import { DashboardsHttpModule } from './dashboards/dashboards-http.module.js';
import { ProvenanceHttpModule } from './provenance/provenance-http.module.js';
import { TraceHttpModule } from './trace/trace-http.module.js';

export { BriefsHttpModule } from './briefs/briefs-http.module.js';
export { AggregationModule } from './aggregation/aggregation.module.js';
export { HeadlineHttpModule } from './headline/headline-http.module.js';
export { HeadlineSnapshotsSchema1700000020600 } from './headline-snapshots-schema.migration.js';
export { HeadlineModule } from './headline/headline.module.js';

/** Every route that reads the ledger: aggregates, dashboards, provenance, the way from a clause to a figure. */
@Module({ imports: [AggregationHttpModule, DashboardsHttpModule, ProvenanceHttpModule, TraceHttpModule] })
export class AnalyticsHttpModule {}
