import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';

/** A partner's own system that we ask for its month. */
export interface Connector {
  id: string;
  partner: string;
  code: string;
  profile: string;
  /** `{month}` stands for the aligned month. */
  url: string;
  tokenSealed: string | null;
  enabled: boolean;
  lastAttemptAt: Date | null;
}

const COLUMNS = `id, partner, code, profile, url, token_sealed as "tokenSealed", enabled, last_attempt_at as "lastAttemptAt"`;

@Injectable()
export class ConnectorsRepository {
  async insert(
    tx: Transaction,
    connector: Omit<Connector, 'lastAttemptAt'>,
    createdAt: string,
  ): Promise<void> {
    const { id, partner, code, profile, url, tokenSealed, enabled } = connector;
    await tx.manager.query(
      `insert into app.connector (id, partner, code, profile, url, token_sealed, enabled, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (partner, code) do update set url = excluded.url, token_sealed = excluded.token_sealed, profile = excluded.profile`,
      [id, partner, code, profile, url, tokenSealed, enabled, createdAt],
    );
  }

  async findByCode(tx: Transaction, partner: string, code: string): Promise<Connector | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.connector where partner = $1 and partner = any ($2) and code = $3`,
      [partner, tx.scopes, code],
    )) as Connector[];
    return rows[0] ?? null;
  }

  async lock(tx: Transaction, id: string): Promise<Connector | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.connector where id = $1 and partner = any ($2) for update`,
      [id, tx.scopes],
    )) as Connector[];
    return rows[0] ?? null;
  }

  async listEnabled(tx: Transaction, partner: string): Promise<Connector[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.connector where partner = $1 and partner = any ($2) and enabled order by code`,
      [partner, tx.scopes],
    )) as Connector[];
  }

  async recordAttempt(tx: Transaction, id: string, at: string, problem: object | null): Promise<void> {
    await tx.manager.query(
      'update app.connector set last_attempt_at = $2, last_problem = $3 where id = $1 and partner = any ($4)',
      [id, at, problem ? JSON.stringify(problem) : null, tx.scopes],
    );
  }
}
