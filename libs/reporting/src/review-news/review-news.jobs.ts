import type { JobDefinition } from '#platform';

/** Tells people what happened in a review, after the step that made it happen is committed. */
export const TELL_REVIEW_NEWS: JobDefinition = {
  queue: 'notifications',
  name: 'tell-review-news',
  permission: 'operations:run',
};
