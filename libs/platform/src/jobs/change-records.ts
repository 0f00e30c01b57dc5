import type { Transaction } from '../database/transactions.js';

/** One change that the platform's own features make, as it is remembered. */
export interface ChangeRecord {
  /** Scope of the changed thing: a partner code or HQ. */
  partner: string;
  /** Verb and noun, e.g. `job.cancel`. */
  action: string;
  entity: string;
  entityId: string;
  before?: object | null;
  after?: object | null;
}

/**
 * Where changes are remembered. The platform stands below the library that keeps the record, so it
 * only says what it needs; the audit library registers itself.
 */
export abstract class ChangeRecords {
  /** Writes the record in the transaction of the change. */
  abstract record(tx: Transaction, record: ChangeRecord): Promise<void>;
}
