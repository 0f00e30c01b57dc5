import { Injectable } from '@nestjs/common';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Config } from '#platform';

const TOKEN = /^([0-9a-f-]{36})\.([A-Z]{2,10})\.([\w-]{43})$/;

/** Whom a link in a mail speaks for. */
export interface LinkHolder {
  recipient: string;
  /** Home scope of the account. */
  scope: string;
}

/**
 * Signed links by which somebody pauses or stops their own reminders without signing in. They open nothing else,
 * so they do not expire: an old mail must still be able to stop the next one.
 */
@Injectable()
export class PreferenceLinks {
  private readonly key: Buffer;
  private readonly publicUrl: string;

  constructor(config: Config) {
    this.key = Buffer.from(hkdfSync('sha256', config.ASAN_SECRET, '', 'mail-preference-links', 32));
    this.publicUrl = config.PUBLIC_URL.replace(/\/+$/, '');
  }

  /** The token stands behind `#`, so that it reaches no server's log by itself. */
  urlFor(holder: LinkHolder): string {
    return `${this.publicUrl}/mail-preferences#${this.tokenFor(holder)}`;
  }

  tokenFor({ recipient, scope }: LinkHolder): string {
    return `${recipient}.${scope}.${this.sign(recipient, scope).toString('base64url')}`;
  }

  /** Whom a token speaks for, or null when we did not make it. */
  read(token: string): LinkHolder | null {
    const [, recipient, scope, signature] = TOKEN.exec(token) ?? [];
    if (!signature) return null;
    const given = Buffer.from(signature, 'base64url');
    return timingSafeEqual(given, this.sign(recipient, scope)) ? { recipient, scope } : null;
  }

  private sign(recipient: string, scope: string): Buffer {
    return createHmac('sha256', this.key).update(`${recipient}\n${scope}`).digest();
  }
}
