import { FileNameError } from './documents.errors.js';

const MAX_CHARACTERS = 200;
/** Path parts, what systems reserve, control characters, invisible ones and overrides of the writing direction. */
const FORBIDDEN =
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  /[/\\:*?"<>|\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]/;
const BLANK_EDGE = /^[\s.]|[\s.]$/;

/**
 * The composed form of a name that a person can read and any system can keep. Names are never repaired: a silently
 * changed name is another name than the sender's.
 *
 * @throws FileNameError
 */
export function fileName(given: string): string {
  const name = given.normalize('NFC');
  const isFit =
    name.length > 0 && name.length <= MAX_CHARACTERS && !FORBIDDEN.test(name) && !BLANK_EDGE.test(name);
  if (!isFit) throw new FileNameError();
  return name;
}

/**
 * A Content-Disposition header (RFC 6266): the name in UTF-8 for those who read it, and an ASCII stand-in for the rest.
 */
export function attachmentNamed(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
