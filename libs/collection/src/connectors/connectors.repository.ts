import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Breaker } from './breaker.lifecycle.js';
import type { Connector } from './connector.js';

const COLUMNS = `id, partner, code, profile, url, token_sealed as "tokenSealed", enabled, approval, requested_by as "requestedBy",
  approved_by as "approvedBy", approved_at as "approvedAt", hours, days_after_period as "daysAfterPeriod", breaker, failures,
  retry_at as "retryAt", last_attempt_at as "lastAttemptAt", last_problem as "lastProblem", rev`;

/** What people decide about a connector; the rest is what its attempts left behind. */
export type ConnectorSettings = Pick<
  Connector,
  | 'profile'
  | 'url'
  | 'tokenSealed'
  | 'enabled'
  | 'approval'
  | 'requestedBy'
  | 'approvedBy'
  | 'approvedAt'
  | 'hours'
  | 'daysAfterPeriod'
>;
export type NewConnectorRow = ConnectorSettings & Pick<Connector, 'id' | 'partner' | 'code'>;

@Injectable()
export class ConnectorsRepository {
  async insert(tx: Transaction, connector: NewConnectorRow, createdAt: string): Promise<void> {
    await tx.manager.query(
      `insert into app.connector (id, partner, code, created_at, profile, url, token_sealed, enabled, approval, requested_by,
                                  approved_by, approved_at, hours, days_after_period)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [connector.id, connector.partner, connector.code, createdAt, ...settingsOf(connector)],
    );
  }

  /** Replaces what people decided; a change of it counts as a revision. */
  async update(tx: Transaction, id: string, settings: ConnectorSettings): Promise<void> {
    await tx.manager.query(
      `update app.connector set profile = $3, url = $4, token_sealed = $5, enabled = $6, approval = $7, requested_by = $8,
              approved_by = $9, approved_at = $10, hours = $11, days_after_period = $12, rev = rev + 1
        where id = $1 and partner = any ($2)`,
      [id, tx.scopes, ...settingsOf(settings)],
    );
  }

  async findByCode(tx: Transaction, partner: string, code: string): Promise<Connector | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.connector where partner = $1 and partner = any ($2) and code = $3`,
      [partner, tx.scopes, code],
    )) as Connector[];
    return rows[0] ?? null;
  }

  async find(tx: Transaction, id: string): Promise<Connector | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.connector where id = $1 and partner = any ($2)`,
      [id, tx.scopes],
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

  async list(tx: Transaction, partner: string | null): Promise<Connector[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.connector
        where partner = any ($1) and ($2::text is null or partner = $2) order by partner, code`,
      [tx.scopes, partner],
    )) as Connector[];
  }

  /** Connectors that may be asked at all: switched on, and approved by a second person. */
  async listEnabled(tx: Transaction, partner: string): Promise<Connector[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.connector
        where partner = $1 and partner = any ($2) and enabled and approval = 'APPROVED' order by code`,
      [partner, tx.scopes],
    )) as Connector[];
  }

  async setBreaker(tx: Transaction, id: string, { state, failures, retryAt }: Breaker): Promise<void> {
    await tx.manager.query(
      'update app.connector set breaker = $3, failures = $4, retry_at = $5 where id = $1 and partner = any ($2)',
      [id, tx.scopes, state, failures, retryAt],
    );
  }

  async recordAttempt(tx: Transaction, id: string, at: string, problem: object | null): Promise<void> {
    await tx.manager.query(
      'update app.connector set last_attempt_at = $2, last_problem = $3 where id = $1 and partner = any ($4)',
      [id, at, problem ? JSON.stringify(problem) : null, tx.scopes],
    );
  }
}

function settingsOf(settings: ConnectorSettings): unknown[] {
  return [
    settings.profile,
    settings.url,
    settings.tokenSealed,
    settings.enabled,
    settings.approval,
    settings.requestedBy,
    settings.approvedBy,
    settings.approvedAt,
    settings.hours,
    settings.daysAfterPeriod,
  ];
}
