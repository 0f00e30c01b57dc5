export { Audit, type AuditRecord } from './audit.js';
