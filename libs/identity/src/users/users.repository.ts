import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Role } from '../permissions/permissions.js';
import type { Membership, User } from './user.js';

const COLUMNS = `id, scope, email, name, password_hash as "passwordHash", locale, disabled_at is not null as disabled`;

export interface NewMembership extends Membership {
  id: string;
  userId: string;
  validFrom: string;
  validUntil: string | null;
}

@Injectable()
export class UsersRepository {
  async findByEmail(tx: Transaction, email: string): Promise<User | null> {
    return this.one(tx, 'email = $1', email);
  }

  async findById(tx: Transaction, id: string): Promise<User | null> {
    return this.one(tx, 'id = $1', id);
  }

  async insert(tx: Transaction, user: User & { demo: boolean; createdAt: string }): Promise<void> {
    await tx.manager.query(
      `insert into app.user_account (id, scope, email, name, password_hash, locale, demo, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [user.id, user.scope, user.email, user.name, user.passwordHash, user.locale, user.demo, user.createdAt],
    );
  }

  async disable(tx: Transaction, id: string, at: string): Promise<void> {
    await tx.manager.query(
      'update app.user_account set disabled_at = $2 where id = $1 and scope = any ($3)',
      [id, at, tx.scopes],
    );
  }

  async addMembership(tx: Transaction, membership: NewMembership): Promise<void> {
    const { id, scope, userId, role, unit, validFrom, validUntil } = membership;
    await tx.manager.query(
      `insert into app.membership (id, scope, user_id, role, unit, valid_from, valid_until) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, scope, userId, role, unit, validFrom, validUntil],
    );
  }

  /** The memberships of a user that are valid on a day. */
  async listMemberships(tx: Transaction, userId: string, date: string): Promise<Membership[]> {
    return (await tx.manager.query(
      `select scope, role, unit from app.membership
        where user_id = $1 and scope = any ($2) and valid_from <= $3 and (valid_until is null or valid_until > $3)`,
      [userId, tx.scopes, date],
    )) as Array<{ scope: string; role: Role; unit: string | null }>;
  }

  private async one(tx: Transaction, condition: string, value: string): Promise<User | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.user_account where ${condition} and scope = any ($2)`,
      [value, tx.scopes],
    )) as User[];
    return rows[0] ?? null;
  }
}
