export { RolloutStories } from './stories/stories.service.js';
export type { Milestone, NewMilestone, Story } from './stories/story.js';
