export { ReportingHttpModule, ReportingModule } from './reporting.module.js';
export { ReportingSchema1700000007000 } from './reporting-schema.migration.js';
