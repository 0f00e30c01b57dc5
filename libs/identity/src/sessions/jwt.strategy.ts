import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Callers, type KnownCaller } from './callers.js';
import { Tokens, type AccessClaims } from './tokens.js';

/** Passport's JWT strategy: one algorithm, our issuer and audience, and a session that still stands. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    tokens: Tokens,
    private readonly callers: Callers,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: tokens.key as never,
      algorithms: ['HS256'],
      issuer: tokens.issuer,
      audience: tokens.issuer,
    });
  }

  async validate(claims: AccessClaims): Promise<KnownCaller> {
    return this.callers.bySession(claims.sub, claims.sid);
  }
}
