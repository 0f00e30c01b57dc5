export { AuditModule } from './audit.module.js';
export { AuditSchema1700000001000 } from './audit-schema.migration.js';
