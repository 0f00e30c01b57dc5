export { MissionsSchema1700000038300 } from './missions-schema.migration.js';
export { RolloutPlansSchema1700000038200 } from './rollout-plans-schema.migration.js';
export { RolloutsHttpModule } from './rollouts-http.module.js';
export { RolloutsSchema1700000038100 } from './rollouts-schema.migration.js';
export { RolloutStoriesModule } from './stories/stories.module.js';
export { seedRolloutTemplates } from './templates/seed-templates.repository.js';
