import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';

/** A host that the connectors of one partner may point to. */
export interface ConnectorHost {
  id: string;
  partner: string;
  /** Host name as a URL writes it, with the port only where a test's exemption names one. */
  host: string;
  addedBy: string;
  addedAt: Date;
  withdrawnAt: Date | null;
  rev: number;
}

const COLUMNS = `id, partner, host, added_by as "addedBy", added_at as "addedAt", withdrawn_at as "withdrawnAt", rev`;

@Injectable()
export class ConnectorHostsRepository {
  async list(tx: Transaction, partner: string | null): Promise<ConnectorHost[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.connector_host
        where partner = any ($1) and ($2::text is null or partner = $2) order by partner, host, added_at`,
      [tx.scopes, partner],
    )) as ConnectorHost[];
  }

  async isAllowed(tx: Transaction, partner: string, host: string): Promise<boolean> {
    const rows = (await tx.manager.query(
      `select 1 from app.connector_host where partner = $1 and partner = any ($2) and host = $3 and withdrawn_at is null`,
      [partner, tx.scopes, host],
    )) as unknown[];
    return rows.length > 0;
  }

  async lock(tx: Transaction, id: string): Promise<ConnectorHost | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.connector_host where id = $1 and partner = any ($2) for update`,
      [id, tx.scopes],
    )) as ConnectorHost[];
    return rows[0] ?? null;
  }

  /** Adds a host unless it is allowed already. */
  async insert(tx: Transaction, id: string, partner: string, host: string, at: string): Promise<void> {
    await tx.manager.query(
      `insert into app.connector_host (id, partner, host, added_by, added_at)
       select $1, $2, $3, $4, $5 where $2 = any ($6) on conflict do nothing`,
      [id, partner, host, tx.actor.name, at, tx.scopes],
    );
  }

  async withdraw(tx: Transaction, id: string, at: string): Promise<void> {
    await tx.manager.query(
      'update app.connector_host set withdrawn_at = $3, rev = rev + 1 where id = $1 and partner = any ($2)',
      [id, tx.scopes, at],
    );
  }
}
