import { runMigrations } from 'bullmq';
import type { DatabaseAddress } from '../database/database-address.js';
import { withClient } from '../database/cluster.js';

/** Brings BullMQ's own schema up to date; part of `migrate`, since BullMQ no longer does it by itself. */
export async function migrateQueue(address: DatabaseAddress): Promise<void> {
  await withClient(address, (client) =>
    runMigrations(client as unknown as Parameters<typeof runMigrations>[0]),
  );
}
