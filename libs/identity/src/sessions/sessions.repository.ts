import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Session } from './session.js';

const COLUMNS = `id, scope, user_id as "userId", token_hash as "tokenHash", previous_token_hash as "previousTokenHash",
  rotated_at as "rotatedAt", expires_at as "expiresAt", ended_at as "endedAt"`;

@Injectable()
export class SessionsRepository {
  async insert(tx: Transaction, session: Omit<Session, 'previousTokenHash' | 'endedAt'>): Promise<void> {
    await tx.manager.query(
      'insert into app.session (id, scope, user_id, token_hash, rotated_at, expires_at) values ($1, $2, $3, $4, $5, $6)',
      [session.id, session.scope, session.userId, session.tokenHash, session.rotatedAt, session.expiresAt],
    );
  }

  async lock(tx: Transaction, id: string): Promise<Session | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.session where id = $1 and scope = any ($2) for update`,
      [id, tx.scopes],
    )) as Session[];
    return rows[0] ?? null;
  }

  /** Whether a session still stands, for the check on every request. */
  async isAlive(tx: Transaction, id: string, at: string): Promise<boolean> {
    const rows = (await tx.manager.query(
      'select 1 from app.session where id = $1 and scope = any ($2) and ended_at is null and expires_at > $3',
      [id, tx.scopes, at],
    )) as unknown[];
    return rows.length === 1;
  }

  async rotate(tx: Transaction, id: string, tokenHash: string, at: string): Promise<void> {
    await tx.manager.query(
      'update app.session set previous_token_hash = token_hash, token_hash = $2, rotated_at = $3 where id = $1',
      [id, tokenHash, at],
    );
  }

  async end(tx: Transaction, id: string, at: string, reason: string): Promise<void> {
    await tx.manager.query(
      'update app.session set ended_at = $2, end_reason = $3 where id = $1 and ended_at is null',
      [id, at, reason],
    );
  }

  async endAll(tx: Transaction, userId: string, at: string, reason: string): Promise<void> {
    await tx.manager.query(
      'update app.session set ended_at = $2, end_reason = $3 where user_id = $1 and ended_at is null',
      [userId, at, reason],
    );
  }

  async recordFailure(tx: Transaction, account: string, at: string): Promise<void> {
    await tx.manager.query('insert into app.login_failure (account, at) values ($1, $2)', [account, at]);
  }

  async countFailures(tx: Transaction, account: string, since: string): Promise<number> {
    const rows = (await tx.manager.query(
      'select count(*)::int as n from app.login_failure where account = $1 and at > $2',
      [account, since],
    )) as Array<{ n: number }>;
    return rows[0].n;
  }

  async forgiveFailures(tx: Transaction, account: string): Promise<void> {
    await tx.manager.query('delete from app.login_failure where account = $1', [account]);
  }
}
