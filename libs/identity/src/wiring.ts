export { IdentitySchema1700000002000 } from './identity-schema.migration.js';
export { IdentityHttpModule, IdentityModule } from './identity.module.js';
