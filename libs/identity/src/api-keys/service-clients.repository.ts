import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { ClientScope } from '../permissions/permissions.js';

/** A program of a partner (or of HQ) that calls the API. */
export interface ServiceClient {
  id: string;
  scope: string;
  code: string;
  name: string;
  scopes: ClientScope[];
  disabled: boolean;
}

export interface ClientKey {
  id: string;
  keyHash: string;
  expiresAt: Date;
  revokedAt: Date | null;
  client: ServiceClient;
}

@Injectable()
export class ServiceClientsRepository {
  async insert(tx: Transaction, client: ServiceClient, createdAt: string): Promise<void> {
    await tx.manager.query(
      `insert into app.service_client (id, scope, code, name, scopes, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [client.id, client.scope, client.code, client.name, client.scopes, tx.actor.id, createdAt],
    );
  }

  async find(tx: Transaction, id: string): Promise<ServiceClient | null> {
    const rows = (await tx.manager.query(
      `select id, scope, code, name, scopes, disabled_at is not null as disabled from app.service_client where id = $1 and scope = any ($2)`,
      [id, tx.scopes],
    )) as ServiceClient[];
    return rows[0] ?? null;
  }

  async insertKey(
    tx: Transaction,
    key: {
      id: string;
      scope: string;
      clientId: string;
      keyHash: string;
      createdAt: string;
      expiresAt: string;
    },
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.service_client_key (id, scope, client_id, key_hash, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)`,
      [key.id, key.scope, key.clientId, key.keyHash, key.createdAt, key.expiresAt],
    );
  }

  async findKey(tx: Transaction, keyId: string): Promise<ClientKey | null> {
    const rows = (await tx.manager.query(
      `select k.id, k.key_hash as "keyHash", k.expires_at as "expiresAt", k.revoked_at as "revokedAt",
              jsonb_build_object('id', c.id, 'scope', c.scope, 'code', c.code, 'name', c.name, 'scopes', c.scopes,
                                 'disabled', c.disabled_at is not null) as client
         from app.service_client_key k join app.service_client c on c.id = k.client_id
        where k.id = $1 and k.scope = any ($2)`,
      [keyId, tx.scopes],
    )) as ClientKey[];
    return rows[0] ?? null;
  }
}
