export { ReportingHttpModule, ReportingModule } from './reporting.module.js';
export { AssignmentsSchema1700000010900 } from './assignments-schema.migration.js';
export { CalendarsSchema1700000010100 } from './calendars-schema.migration.js';
export { seedCalendars } from './calendars/calendar-seed.repository.js';
export { ReportingSchema1700000007000 } from './reporting-schema.migration.js';
export { SlotRequestsSchema1700000010200 } from './slot-requests-schema.migration.js';
