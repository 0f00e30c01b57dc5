import { Injectable } from '@nestjs/common';
import { incompatible, ScopeDirectory, UsersRepository, type User } from '#identity';
import { Clock, Transactions, type Transaction } from '#platform';
import { DeputyJudgesError, DeputyNotEligibleError } from './delegations.errors.js';

const DAY_LENGTH = 10;

/** Who may stand in for a coordinator. */
@Injectable()
export class Deputies {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersRepository,
    private readonly scopes: ScopeDirectory,
    private readonly clock: Clock,
  ) {}

  /**
   * The account of a deputy.
   *
   * @throws DeputyNotEligibleError, DeputyJudgesError.
   */
  async require(tx: Transaction, partner: string, email: string): Promise<User> {
    const user = await this.users.findByEmail(tx, email.toLowerCase());
    if (!user || user.disabled || user.id === tx.actor.id) throw new DeputyNotEligibleError();
    const memberships = await this.everyMembership(user.id);
    const enters = memberships.some(
      ({ scope, role }) => scope === partner && (role === 'DATA_ENTRY' || role === 'COORDINATOR'),
    );
    if (!enters) throw new DeputyNotEligibleError();
    const judging = memberships.find(({ role }) => incompatible('COORDINATOR', role));
    if (judging) throw new DeputyJudgesError(judging.role);
    return user;
  }

  /** A coordinator sees no roles at headquarters, and just those must not meet here. */
  private async everyMembership(userId: string) {
    const ctx = await this.scopes.authenticationContext('deputy');
    const today = this.clock.instant().slice(0, DAY_LENGTH);
    return this.transactions.read(ctx, (all) => this.users.listMemberships(all, userId, today));
  }
}
