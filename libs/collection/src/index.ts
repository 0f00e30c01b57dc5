export type { Import, ImportReport } from './imports/import.js';
export { ImportsService, type HandIn, type ReceivedImport } from './imports/imports.service.js';
export { ReconcilePartner } from './rounds/reconcile-partner.js';
export { ConnectorsService, type NewConnector } from './sources/connectors.service.js';
export { SourceProfiles } from './sources/source-profiles.js';
