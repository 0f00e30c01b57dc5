import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;
const FORM = /^([A-Z0-9-]{2,20})\.([0-9a-f-]{36})\.[\w-]{43}$/;

/** Where to look a feed up. */
export interface FeedAddress {
  partner: string;
  id: string;
}

/** A token that says where its feed is kept, and 256 bits that nobody guesses. It is shown once. */
export function newFeedToken({ partner, id }: FeedAddress): string {
  return `${partner}.${id}.${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/** Null for what cannot be one of our tokens. */
export function feedAddressOf(token: string): FeedAddress | null {
  const [, partner, id] = FORM.exec(token) ?? [];
  return partner && id ? { partner, id } : null;
}

/** Only this is stored. */
export function hashFeedToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Whether a token is the one whose hash was stored, told in a time that shows nothing of it. */
export function isFeedToken(token: string, storedHash: string): boolean {
  return timingSafeEqual(Buffer.from(hashFeedToken(token)), Buffer.from(storedHash));
}
