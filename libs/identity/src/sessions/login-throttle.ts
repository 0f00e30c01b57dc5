import { Injectable } from '@nestjs/common';
import { Clock, Transactions, type OperationContext, type Transaction } from '#platform';
import { TooManyAttemptsError } from './authentication.errors.js';
import { SessionsRepository } from './sessions.repository.js';

const WINDOW_SECONDS = 900;
const MAX_PER_ACCOUNT = 5;
const MAX_PER_ADDRESS = 50;

/**
 * Slows guessing down by account and by network address. Keys are what we know (the account asked
 * for, the peer address), never a header that the guesser chooses.
 */
@Injectable()
export class LoginThrottle {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws TooManyAttemptsError, alike for accounts that exist and that do not. */
  async assertOpen(ctx: OperationContext, email: string, address: string): Promise<void> {
    const since = new Date(this.clock.now().getTime() - WINDOW_SECONDS * 1_000).toISOString();
    const [account, peer] = await this.transactions.read(ctx, async (tx) => [
      await this.sessions.countFailures(tx, accountKey(email), since),
      await this.sessions.countFailures(tx, addressKey(address), since),
    ]);
    if (account >= MAX_PER_ACCOUNT || peer >= MAX_PER_ADDRESS) throw new TooManyAttemptsError(WINDOW_SECONDS);
  }

  async recordFailure(ctx: OperationContext, email: string, address: string): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      await this.sessions.recordFailure(tx, accountKey(email), this.clock.instant());
      await this.sessions.recordFailure(tx, addressKey(address), this.clock.instant());
    });
  }

  async forgive(tx: Transaction, email: string): Promise<void> {
    await this.sessions.forgiveFailures(tx, accountKey(email));
  }
}

function accountKey(email: string): string {
  return `account:${email.toLowerCase()}`;
}

function addressKey(address: string): string {
  return `address:${address}`;
}
