export { CollectionHttpModule, CollectionJobsModule, CollectionModule } from './collection.module.js';
export { CollectionSchema1700000008000 } from './collection-schema.migration.js';
export { SourcesSchema1700000010500 } from './sources-schema.migration.js';
export { WorkbooksSchema1700000010400 } from './workbooks-schema.migration.js';
export { ImportPartsSchema1700000010600 } from './import-parts-schema.migration.js';
