export { InstrumentsHttpModule } from './instruments/instruments-http.module.js';
export { InstrumentsModule } from './instruments/instruments.module.js';
export { PartnersHttpModule } from './partners/partners-http.module.js';
export { PartnersModule } from './partners/partners.module.js';
export { PartnershipsSchema1700000004000 } from './partnerships-schema.migration.js';
