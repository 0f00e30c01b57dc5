import { Injectable } from '@nestjs/common';
import passport from 'passport';
import type { FastifyRequest } from 'fastify';
import { Translations, UnauthenticatedError, type AuthenticatedCaller, type Authenticator } from '#platform';
import { ServiceClientsService } from '../api-keys/service-clients.service.js';
import { InvalidTokenError } from './authentication.errors.js';
import type { KnownCaller } from './callers.js';

const BEARER = /^Bearer (\S+)$/;

/** Finds the caller by access token (passport-jwt) or by service client key. */
@Injectable()
export class RequestAuthenticator implements Authenticator {
  constructor(
    private readonly clients: ServiceClientsService,
    private readonly translations: Translations,
  ) {}

  async authenticate(
    request: FastifyRequest,
  ): Promise<AuthenticatedCaller & Pick<KnownCaller, 'sessionId' | 'memberships'>> {
    const caller = await this.callerOf(request, bearerOf(request));
    const { lang } = (request.query ?? {}) as { lang?: string };
    const locale = this.translations.localeOf(request.headers['accept-language'] ?? caller.locale, lang);
    return { ...caller, locale, requestId: request.id };
  }

  private async callerOf(request: FastifyRequest, token: string): Promise<KnownCaller> {
    return token.startsWith('asan_') ? this.clients.authenticate(token) : throughPassport(request);
  }
}

function bearerOf(request: FastifyRequest): string {
  const given = request.raw.rawHeaders.filter(
    (part, index) => index % 2 === 0 && part.toLowerCase() === 'authorization',
  );
  const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
  if (given.length !== 1 || !token) throw new UnauthenticatedError();
  return token;
}

function throughPassport(request: FastifyRequest): Promise<KnownCaller> {
  return new Promise((resolve, reject) => {
    const done = (error: unknown, caller: KnownCaller | false) => {
      if (error) reject(error as Error);
      else if (caller) resolve(caller);
      else reject(new InvalidTokenError());
    };
    const authenticate = passport.authenticate('jwt', { session: false }, done) as (
      request: unknown,
      response: unknown,
      next: (error?: unknown) => void,
    ) => void;
    authenticate(request, {}, (error) => reject((error as Error) ?? new InvalidTokenError()));
  });
}
