import { FileRefusal } from './file-refusal.js';

/**
 * Decodes UTF-8 strictly, with or without a byte-order mark.
 * A wrong byte or a NUL refuses the file: a replacement character in a unit code would be a silent wrong answer, and
 * NUL bytes are how UTF-16 text looks when it is read as UTF-8.
 */
export function decodeText(bytes: Buffer): string {
  const text = decodeStrictly(bytes);
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    throw new FileRefusal('bad-encoding', 'The file holds NUL bytes; save it as UTF-8.', { offset: nul });
  }
  return text;
}

function decodeStrictly(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FileRefusal('bad-encoding', 'The file is not UTF-8 text; save it as "CSV UTF-8" or as UTF-8.');
  }
}
