export { PlatformSchema1700000000000 } from './database/platform-schema.migration.js';
export { IdempotencyAnswersSchema1700000034100 } from './http/idempotency-answers-schema.migration.js';
export { JobControlSchema1700000010700 } from './jobs/job-control-schema.migration.js';
export { JobControlModule } from './jobs/jobs.module.js';
export { HttpModule } from './http/http.module.js';
export { PlatformJobsModule, PlatformModule } from './platform.module.js';
