import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { createHash, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { Config } from '#platform';

export const ACCESS_TOKEN_SECONDS = 900;
const ISSUER = 'asan-franchise';
const REFRESH_FORM =
  /^asan_rt_([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})_([\w-]{43})$/;

export interface AccessClaims {
  sub: string;
  sid: string;
}

/** Access tokens (signed, minutes) and refresh tokens (opaque, stored as a hash, used once). */
@Injectable()
export class Tokens {
  readonly issuer = ISSUER;
  /** As a key object: a string would be parsed as a public key on every request, 40 times slower. */
  readonly key: KeyObject;

  constructor(
    private readonly jwt: JwtService,
    config: Config,
  ) {
    this.key = createSecretKey(createHash('sha256').update(`access-token\n${config.ASAN_SECRET}`).digest());
  }

  async access(claims: AccessClaims): Promise<string> {
    return this.jwt.signAsync(claims, {
      privateKey: this.key as never,
      algorithm: 'HS256',
      issuer: ISSUER,
      audience: ISSUER,
      expiresIn: ACCESS_TOKEN_SECONDS,
    });
  }

  newRefresh(sessionId: string): string {
    return `asan_rt_${sessionId}_${randomBytes(32).toString('base64url')}`;
  }

  /** The session that a refresh token claims to belong to, or null when it is none of ours. */
  sessionOf(refreshToken: string): string | null {
    return REFRESH_FORM.exec(refreshToken)?.[1] ?? null;
  }

  fingerprint(token: string): string {
    return createHash('sha256').update(token).digest('hex');
  }
}
