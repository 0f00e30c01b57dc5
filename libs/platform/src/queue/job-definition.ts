export const QUEUE_NAMES = ['collection', 'imports', 'notifications', 'exports', 'maintenance'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/** What travels through the queue: ids only, since queue data is clear text and may be lost. */
export interface JobPayload {
  /** Row that the job works on. */
  id: string;
  /** Scope whose rows the job may touch. */
  scope: string;
  [key: string]: string | number;
}

/** A kind of background work: where it queues and under which permission it acts. */
export interface JobDefinition {
  queue: QueueName;
  /** Verb and noun, e.g. `validate-import`. */
  name: string;
  permission: string;
}
