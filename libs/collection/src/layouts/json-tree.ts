import { FileRefusal } from './file-refusal.js';
import { assertSignature } from './file-signature.js';
import { JsonScanner } from './json-scanner.js';
import type { JsonNode } from './layout.js';
import { decodeText } from './text-decoding.js';

/** No report nests deeper; the bound keeps the reader off the end of the call stack. */
export const MAX_JSON_DEPTH = 20;
export const MAX_JSON_NODES = 200_000;

/**
 * Reads JSON text strictly: no duplicate members, no prototype members, bounded depth and size.
 * Numbers stay the digits of the source, so 9007199254740993 and 14.90 arrive as they were sent.
 *
 * @throws FileRefusal with the offset in the text.
 */
export function readJsonTree(bytes: Buffer): JsonNode {
  assertSignature(bytes, 'JSON');
  const text = decodeText(bytes);
  if (text.trim() === '') throw new FileRefusal('empty-file', 'The file holds no text.');
  return new JsonScanner(text, MAX_JSON_DEPTH, MAX_JSON_NODES).readDocument();
}

/**
 * The tree of a value that some other parser has already read, such as the body of a request.
 * Its numbers have been through binary fractions, so an integer beyond the exact range is refused rather than passed on.
 */
export function jsonTreeOf(value: unknown): JsonNode {
  // Serialising again and scanning keeps one set of limits for both ways in.
  assertExactNumbers(value, '');
  return new JsonScanner(JSON.stringify(value ?? null), MAX_JSON_DEPTH, MAX_JSON_NODES).readDocument();
}

function assertExactNumbers(value: unknown, pointer: string, depth = 0): void {
  if (depth > MAX_JSON_DEPTH)
    throw new FileRefusal('json-too-deep', 'The value is nested too deeply.', { pointer });
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    throw new FileRefusal('number-not-exact', 'The number is too large to be exact; send it as a string.', {
      pointer,
    });
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value))
    assertExactNumbers(member, `${pointer}/${name}`, depth + 1);
}
