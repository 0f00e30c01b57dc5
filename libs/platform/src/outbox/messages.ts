import type { JobMessage, JobPayload, QueueName } from '../queue/job-definition.js';

/** A promise as it lies in the outbox. */
export interface OutboxRow {
  id: string;
  queue: QueueName;
  job_name: string;
  job_id: string;
  payload: JobPayload;
}

/** What goes into the queue for one promise or several. */
export interface Message {
  queue: QueueName;
  name: string;
  jobId: string;
  data: JobMessage;
}

/**
 * Packs promises into messages, as many jobs of a kind and scope in one as the kind allows. A message is
 * called after its first promise, so that promises relayed a second time in the same company are known.
 */
export function messagesOf(rows: readonly OutboxRow[], batchOf: (jobName: string) => number): Message[] {
  const open = new Map<string, OutboxRow[]>();
  const packs: OutboxRow[][] = [];
  for (const row of rows) {
    const key = `${row.queue} ${row.job_name} ${row.payload.scope}`;
    const pack = open.get(key);
    if (pack && pack.length < batchOf(row.job_name)) pack.push(row);
    else {
      const fresh = [row];
      packs.push(fresh);
      open.set(key, fresh);
    }
  }
  return packs.map(messageOf);
}

function messageOf(pack: readonly OutboxRow[]): Message {
  const [{ queue, job_name: name, job_id: first, payload }] = pack as [OutboxRow];
  if (pack.length === 1) return { queue, name, jobId: first, data: payload };
  return { queue, name, jobId: `${first}-x${pack.length}`, data: { batch: pack.map((row) => row.payload) } };
}
