import type { Transaction } from '#platform';
import type { DefinitionFault } from './definitions.errors.js';
import type { DefinitionKey, DefinitionKind, DefinitionVersion } from './definition-version.js';

/** What one kind of definition knows about itself; the lifecycle is the same for all of them. */
export interface DefinitionSubject {
  readonly kind: DefinitionKind;
  /** Where its routes begin, e.g. `/api/v1/forms`. */
  readonly path: string;
  /** Everything that is wrong with how a document is written; asked whenever one is saved. */
  faults(tx: Transaction, key: DefinitionKey, document: Record<string, unknown>): Promise<DefinitionFault[]>;
  /** Why a document that is well written may still not come into force. @throws BusinessError */
  assertPublishable(tx: Transaction, version: DefinitionVersion): Promise<void>;
  /** What builds on the definition in force, e.g. `form MONTHLY`; it is retired only when nothing does. */
  usersOf(tx: Transaction, code: string): Promise<string[]>;
  /** What a publication would change. */
  impact(tx: Transaction, version: DefinitionVersion, now: string): Promise<object>;
  /** Brings the version to those who read definitions in force; answers what else changed, for the record. */
  publish(tx: Transaction, version: DefinitionVersion, now: string): Promise<object>;
}
