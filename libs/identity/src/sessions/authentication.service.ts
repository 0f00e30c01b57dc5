import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Clock, Transactions, type OperationContext, type Transaction } from '#platform';
import type { User } from '../users/user.js';
import { Accounts } from './accounts.js';
import {
  InvalidCredentialsError,
  InvalidTokenError,
  SessionEndedError,
  TokenReusedError,
} from './authentication.errors.js';
import { LoginThrottle } from './login-throttle.js';
import type { Session } from './session.js';
import { ACCESS_TOKEN_SECONDS, Tokens } from './tokens.js';

const SESSION_HOURS = 12;
const HOUR_MS = 3_600_000;
/** A client whose connection broke may repeat its own refresh this long without being taken for a thief. */
const REUSE_GRACE_MS = 10_000;

export interface TokenPair {
  accessToken: string;
  expiresIn: number;
  refreshToken: string;
}

/** Sign-in with a password, refresh with rotation, sign-out. */
@Injectable()
export class AuthenticationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    private readonly tokens: Tokens,
    private readonly clock: Clock,
    private readonly throttle: LoginThrottle,
  ) {}

  /**
   * Checks a password.
   *
   * @throws InvalidCredentialsError, TooManyAttemptsError.
   */
  async verifyPassword(email: string, password: string, address: string, requestId: string): Promise<User> {
    const ctx = await this.accounts.scopes.signInContext(requestId);
    await this.throttle.assertOpen(ctx, email, address);
    const user = await this.transactions.read(ctx, (tx) => this.accounts.users.findByEmail(tx, email));
    const matches = await this.accounts.passwords.matches(user?.passwordHash ?? null, password);
    if (!user || !matches || user.disabled) {
      await this.throttle.recordFailure(ctx, email, address);
      throw new InvalidCredentialsError();
    }
    return user;
  }

  /** Opens a session for a user whose password was checked. */
  async openSession(user: User, requestId: string): Promise<TokenPair> {
    const ctx = await this.accounts.scopes.authenticationContext(requestId);
    const now = this.clock.now();
    const id = uuid();
    const refreshToken = this.tokens.newRefresh(id);
    const tokenHash = this.tokens.fingerprint(refreshToken);
    const expiresAt = new Date(now.getTime() + SESSION_HOURS * HOUR_MS);
    await this.transactions.run(ctx, async (tx) => {
      await this.accounts.sessions.insert(tx, {
        id,
        scope: user.scope,
        userId: user.id,
        tokenHash,
        rotatedAt: now,
        expiresAt,
      });
      await this.throttle.forgive(tx, user.email);
      this.accounts.audit.record(tx, {
        partner: user.scope,
        action: 'session.open',
        entity: 'user',
        entityId: user.id,
      });
    });
    return this.pair(user.id, id, refreshToken);
  }

  /**
   * Exchanges a refresh token for a new pair.
   *
   * @throws InvalidTokenError, SessionEndedError; TokenReusedError also ends the whole session.
   */
  async refresh(refreshToken: string, requestId: string): Promise<TokenPair> {
    const sessionId = this.tokens.sessionOf(refreshToken);
    if (!sessionId) throw new InvalidTokenError();
    const ctx = await this.accounts.scopes.authenticationContext(requestId);
    const next = this.tokens.newRefresh(sessionId);
    const outcome = await this.transactions.run(ctx, (tx) => this.rotate(tx, sessionId, refreshToken, next));
    if (outcome === 'reused') throw new TokenReusedError();
    return this.pair(outcome.userId, sessionId, next);
  }

  /** Ends the caller's session; its tokens die with it. */
  async logout(ctx: OperationContext, sessionId: string): Promise<void> {
    const all = await this.accounts.scopes.authenticationContext(ctx.requestId);
    await this.transactions.run(all, (tx) =>
      this.accounts.sessions.end(tx, sessionId, this.clock.instant(), 'signed out'),
    );
  }

  private async rotate(
    tx: Transaction,
    sessionId: string,
    given: string,
    next: string,
  ): Promise<Session | 'reused'> {
    const session = await this.accounts.sessions.lock(tx, sessionId);
    const now = this.clock.now();
    if (!session) throw new InvalidTokenError();
    if (session.endedAt || session.expiresAt <= now) throw new SessionEndedError();
    if (!this.isCurrent(session, this.tokens.fingerprint(given), now)) {
      await this.accounts.sessions.end(tx, sessionId, now.toISOString(), 'refresh token reused');
      this.accounts.audit.record(tx, {
        partner: session.scope,
        action: 'session.reuse',
        entity: 'user',
        entityId: session.userId,
      });
      return 'reused';
    }
    await this.accounts.sessions.rotate(tx, sessionId, this.tokens.fingerprint(next), now.toISOString());
    return session;
  }

  private isCurrent(session: Session, given: string, now: Date): boolean {
    if (given === session.tokenHash) return true;
    return (
      given === session.previousTokenHash && now.getTime() - session.rotatedAt.getTime() < REUSE_GRACE_MS
    );
  }

  private async pair(userId: string, sessionId: string, refreshToken: string): Promise<TokenPair> {
    return {
      accessToken: await this.tokens.access({ sub: userId, sid: sessionId }),
      expiresIn: ACCESS_TOKEN_SECONDS,
      refreshToken,
    };
  }
}
