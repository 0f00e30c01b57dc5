export { StandardsHttpModule } from './standards.module.js';
export { StandardsSchema1700000040100 } from './standards-schema.migration.js';
export { TreesModule } from './trees/trees.module.js';
