import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import {
  BusinessError,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { incompatible, type Role } from '../permissions/permissions.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { AccountTools } from './account-tools.js';
import type { Membership, User } from './user.js';
import { UsersRepository } from './users.repository.js';

export interface NewUser {
  email: string;
  name: string;
  password: string;
  locale: string;
  memberships: Membership[];
  /** Demo accounts are marked, so that a production start can refuse them. */
  demo?: boolean;
}

const DAY_LENGTH = 10;

/** Accounts and what they may do. */
@Injectable()
export class UsersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersRepository,
    private readonly sessions: SessionsRepository,
    private readonly audit: Audit,
    private readonly accounts: AccountTools,
  ) {}

  /**
   * Creates an account with its memberships.
   *
   * @throws BusinessError `name-taken` (409), `incompatible-roles` (409).
   */
  async create(ctx: OperationContext, input: NewUser): Promise<User> {
    assertCompatible(input.memberships);
    const passwordHash = await this.accounts.passwords.hash(input.password);
    return this.transactions.run(ctx, async (tx) => {
      const user = await this.insertUser(tx, input, passwordHash);
      for (const membership of input.memberships) await this.insertMembership(tx, user, membership);
      const after = { email: user.email, memberships: input.memberships };
      this.audit.record(tx, {
        partner: user.scope,
        action: 'user.create',
        entity: 'user',
        entityId: user.id,
        after,
      });
      return user;
    });
  }

  /** Closes an account at once: its sessions end with it. */
  async disable(ctx: OperationContext, email: string): Promise<void> {
    const at = this.accounts.clock.instant();
    await this.transactions.run(ctx, async (tx) => {
      const user = await this.users.findByEmail(tx, email);
      if (!user) throw new NotFoundError('user');
      await this.users.disable(tx, user.id, at);
      await this.sessions.endAll(tx, user.id, at, 'account disabled');
      this.audit.record(tx, {
        partner: user.scope,
        action: 'user.disable',
        entity: 'user',
        entityId: user.id,
      });
    });
  }

  private async insertUser(tx: Transaction, input: NewUser, passwordHash: string): Promise<User> {
    const email = input.email.toLowerCase();
    if (await this.users.findByEmail(tx, email)) {
      throw new BusinessError('CONFLICT', 'name-taken', {
        detail: 'An account with this e-mail exists already.',
      });
    }
    const scope = input.memberships[0]?.scope ?? 'HQ';
    const user = {
      id: uuid(),
      scope,
      email,
      name: input.name,
      passwordHash,
      locale: input.locale,
      disabled: false,
    };
    await this.users.insert(tx, {
      ...user,
      demo: input.demo ?? false,
      createdAt: this.accounts.clock.instant(),
    });
    return user;
  }

  private async insertMembership(tx: Transaction, user: User, membership: Membership): Promise<void> {
    const validFrom = this.accounts.clock.instant().slice(0, DAY_LENGTH);
    await this.users.addMembership(tx, {
      ...membership,
      id: uuid(),
      userId: user.id,
      validFrom,
      validUntil: null,
    });
  }
}

/** @throws BusinessError when one person could both submit and accept. */
export function assertCompatible(memberships: readonly Membership[]): void {
  for (const first of memberships) {
    const clash = memberships.find((other) => overlaps(first, other) && incompatible(first.role, other.role));
    if (clash) throw incompatibleRoles(first.role, clash.role);
  }
}

function overlaps(a: Membership, b: Membership): boolean {
  return a.scope === b.scope || a.scope === 'HQ' || b.scope === 'HQ';
}

function incompatibleRoles(first: Role, second: Role): BusinessError {
  return new BusinessError('CONFLICT', 'incompatible-roles', {
    detail: `${first} and ${second} may not meet in one person: who submits must not accept.`,
    params: { first, second },
  });
}
