import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Config } from '../config/config.js';

const ALGORITHM = 'aes-256-gcm';
const KEY_ID = 'k1';
const IV_BYTES = 12;
/** A shorter seal would be easier to forge; the cipher itself would take one of four bytes. */
const SEAL = { authTagLength: 16 };

/** Seals secrets that must be read again (partners' tokens); each is bound to the place it belongs to. */
@Injectable()
export class Sealer {
  private readonly key: Buffer;

  constructor(config: Config) {
    this.key = Buffer.from(hkdfSync('sha256', config.ASAN_SECRET, '', 'sealed-secrets', 32));
  }

  /** @param place `table|column|row`: a sealed text copied elsewhere does not open. */
  seal(secret: string, place: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, iv, SEAL).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return [
      KEY_ID,
      iv.toString('base64url'),
      sealed.toString('base64url'),
      cipher.getAuthTag().toString('base64url'),
    ].join('.');
  }

  /** @throws Error when the text was changed, moved or sealed under another key. */
  open(sealed: string, place: string): string {
    const [keyId, iv, body, tag] = sealed.split('.');
    if (keyId !== KEY_ID || !tag) throw new Error('Sealed with an unknown key.');
    const decipher = createDecipheriv(ALGORITHM, this.key, Buffer.from(iv, 'base64url'), SEAL).setAAD(
      Buffer.from(place),
    );
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString(
      'utf8',
    );
  }
}
