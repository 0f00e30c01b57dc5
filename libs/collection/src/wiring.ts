export { CollectionHttpModule, CollectionJobsModule, CollectionModule } from './collection.module.js';
export { CollectionSchema1700000008000 } from './collection-schema.migration.js';
