export { PlatformSchema1700000000000 } from './database/platform-schema.migration.js';
export { HttpModule } from './http/http.module.js';
export { PlatformJobsModule, PlatformModule } from './platform.module.js';
