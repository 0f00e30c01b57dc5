export { ClaimsHttpModule } from './claims/claims-http.module.js';
export { ClaimsModule } from './claims/claims.module.js';
export { EvidenceSchema1700000003000 } from './evidence-schema.migration.js';
export { EvidenceLinksModule } from './links/evidence-links.module.js';
export { EvidenceLinksSchema1700000020250 } from './evidence-links-schema.migration.js';
