import type { RefusalPlace } from './layout.js';

/** Every reason for which a reader turns a whole file away. The codes are part of the contract with the console. */
export const REFUSAL_CODES = [
  'archive-bomb',
  'bad-encoding',
  'cell-out-of-template',
  'duplicate-member',
  'empty-file',
  'field-too-long',
  'file-too-large',
  'forbidden-character',
  'forbidden-content',
  'forbidden-xml',
  'json-too-deep',
  'malformed-archive',
  'malformed-csv',
  'malformed-json',
  'number-not-exact',
  'parser-limit',
  'record-too-long',
  'template-mismatch',
  'too-many-columns',
  'too-many-items',
  'too-many-rows',
  'type-mismatch',
  'unknown-member',
  'unsupported-media-type',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Thrown by a reader when the file as a whole cannot be accepted; carries a stable code and the place. */
export class FileRefusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly at: RefusalPlace = {},
  ) {
    super(message);
    this.name = FileRefusal.name;
  }
}
