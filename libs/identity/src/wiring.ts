export { IdentitySchema1700000002000 } from './identity-schema.migration.js';
