import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const FORM = /^asan_live_([a-z0-9]{12})_([\w-]{43})_([0-9a-f]{8})$/;
const ID_ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A key as it is shown once: prefix for scanners, id for us, secret, checksum against typos. */
export function newApiKey(): { id: string; key: string } {
  const id = [...randomBytes(12)].map((byte) => ID_ALPHABET[byte % ID_ALPHABET.length]).join('');
  const body = `asan_live_${id}_${randomBytes(32).toString('base64url')}`;
  return { id, key: `${body}_${checksum(body)}` };
}

/** The id inside a well-formed key; null spares the database every mistyped one. */
export function apiKeyId(key: string): string | null {
  const parts = FORM.exec(key);
  if (!parts) return null;
  const body = key.slice(0, key.length - 9);
  return checksum(body) === parts[3] ? parts[1] : null;
}

/** Only this is stored. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

function checksum(body: string): string {
  return crc32(body).toString(16).padStart(8, '0');
}
