export type { Import, ImportReport } from './imports/import.js';
export { ImportsService, type HandIn, type ReceivedImport } from './imports/imports.service.js';
export { RemindHeadquarters } from './reminders/remind-headquarters.js';
export { RemindPartner } from './reminders/remind-partner.js';
export { ReconcilePartner } from './rounds/reconcile-partner.js';
export { ConnectorsService, type NewConnector } from './connectors/connectors.service.js';
export { SourceWatch } from './source-watch/source-watch.js';
export { SourceProfiles } from './sources/source-profiles.js';
export { SlotWorkbooks, type WorkbookFile } from './workbooks/slot-workbooks.service.js';
