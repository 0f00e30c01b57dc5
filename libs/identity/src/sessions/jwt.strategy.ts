import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { InvalidTokenError } from './authentication.errors.js';
import { Callers, type KnownCaller } from './callers.js';
import { Tokens, type AccessClaims } from './tokens.js';

/** The header of every token that we issue; `kid`, `jku`, `jwk`, `crit` or another `alg` makes it another. */
const OWN_HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
/** Claims are an object; the library stumbles over a signed `null`. */
const OBJECT_BEGINS = Buffer.from('{"x').toString('base64url').slice(0, 3);
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const bearer = ExtractJwt.fromAuthHeaderAsBearerToken();

/** Passport's JWT strategy: one algorithm, our issuer and audience, and a session that still stands. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    tokens: Tokens,
    private readonly callers: Callers,
  ) {
    super({
      jwtFromRequest: (request) => ownToken(bearer(request)),
      secretOrKey: tokens.key as never,
      algorithms: ['HS256'],
      issuer: tokens.issuer,
      audience: tokens.issuer,
    });
  }

  async validate(claims: AccessClaims & { exp?: number }): Promise<KnownCaller> {
    // The library checks `exp` only where there is one; a token that never ends is none of ours.
    if (typeof claims.exp !== 'number' || !isId(claims.sub) || !isId(claims.sid))
      throw new InvalidTokenError();
    return this.callers.bySession(claims.sub, claims.sid);
  }
}

function ownToken(token: string | null): string | null {
  return token?.startsWith(`${OWN_HEADER}.${OBJECT_BEGINS}`) ? token : null;
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && UUID.test(value);
}
