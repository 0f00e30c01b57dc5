export { ClaimsHttpModule } from './claims/claims-http.module.js';
export { ClaimsModule } from './claims/claims.module.js';
export { EvidenceSchema1700000003000 } from './evidence-schema.migration.js';
