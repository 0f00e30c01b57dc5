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
  /**
   * Most jobs of this kind that travel in one message and run side by side, for fan-outs of short work;
   * one unless told. Each of them still has its own row, lease and end.
   */
  batch?: number;
  /** Most of its time passes waiting for somebody else's system, so it takes no place from jobs that work. */
  waits?: true;
}

/** One message of the queue: a job, or several of one kind. */
export type JobMessage = JobPayload | { batch: JobPayload[] };

/** The jobs of a message. */
export function payloadsOf(message: JobMessage): JobPayload[] {
  return Array.isArray(message['batch']) ? message['batch'] : [message as JobPayload];
}
