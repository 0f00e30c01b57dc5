import { Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import { Clock, elapsedMs, NotFoundError, Transactions, type OperationContext } from '#platform';
import { CLIENT_SCOPES, type ClientScope } from '../permissions/permissions.js';
import { InvalidTokenError } from '../sessions/authentication.errors.js';
import type { KnownCaller } from '../sessions/callers.js';
import { ScopeDirectory } from '../sessions/scope-directory.js';
import { apiKeyId, hashApiKey, newApiKey } from './api-key.js';
import {
  ServiceClientsRepository,
  type ClientKey,
  type ServiceClient,
} from './service-clients.repository.js';

const MAX_DAYS = 365;
const DAY_MS = 86_400_000;
const FRESH_MS = 900;
const MAX_REMEMBERED = 1_000;

/** Programs with keys of their own: narrow scopes, one partner, a year at most. */
@Injectable()
export class ServiceClientsService {
  private readonly remembered = new Map<string, { at: number; caller: Promise<KnownCaller> }>();

  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ServiceClientsRepository,
    private readonly scopes: ScopeDirectory,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async create(
    ctx: OperationContext,
    input: { partner: string; code: string; name: string; scopes: ClientScope[] },
  ): Promise<ServiceClient> {
    const client: ServiceClient = {
      id: uuid(),
      scope: input.partner,
      code: input.code,
      name: input.name,
      scopes: input.scopes,
      disabled: false,
    };
    await this.transactions.run(ctx, async (tx) => {
      if (!tx.scopes.includes(input.partner)) throw new NotFoundError('partner');
      await this.repository.insert(tx, client, this.clock.instant());
      this.audit.record(tx, {
        partner: client.scope,
        action: 'service-client.create',
        entity: 'service-client',
        entityId: client.id,
        after: { ...client },
      });
    });
    return client;
  }

  /** Issues a key; the answer is the only time it can be read. */
  async issueKey(
    ctx: OperationContext,
    clientId: string,
  ): Promise<{ id: string; key: string; expiresAt: string }> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + MAX_DAYS * DAY_MS).toISOString();
    const { id, key } = newApiKey();
    await this.transactions.run(ctx, async (tx) => {
      const client = await this.repository.find(tx, clientId);
      if (!client) throw new NotFoundError('service client');
      const createdAt = now.toISOString();
      await this.repository.insertKey(tx, {
        id,
        scope: client.scope,
        clientId,
        keyHash: hashApiKey(key),
        createdAt,
        expiresAt,
      });
      this.audit.record(tx, {
        partner: client.scope,
        action: 'service-client.issue-key',
        entity: 'service-client',
        entityId: clientId,
        after: { keyId: id },
      });
    });
    return { id, key, expiresAt };
  }

  /** @throws InvalidTokenError for a malformed, unknown, revoked, expired or disabled key. */
  async authenticate(key: string): Promise<KnownCaller> {
    const keyId = apiKeyId(key);
    if (!keyId) throw new InvalidTokenError();
    const hash = hashApiKey(key);
    const known = this.remembered.get(hash);
    if (known && elapsedMs() - known.at < FRESH_MS) return known.caller;
    if (this.remembered.size > MAX_REMEMBERED) this.remembered.clear();
    const caller = this.load(keyId, hash);
    this.remembered.set(hash, { at: elapsedMs(), caller });
    caller.catch(() => this.remembered.delete(hash));
    return caller;
  }

  private async load(keyId: string, hash: string): Promise<KnownCaller> {
    const ctx = await this.scopes.authenticationContext('service-client');
    const key = await this.transactions.read(ctx, (tx) => this.repository.findKey(tx, keyId));
    if (!key || !this.isValid(key, hash)) throw new InvalidTokenError();
    return callerOf(key.client);
  }

  private isValid(key: ClientKey, hash: string): boolean {
    const same = timingSafeEqual(Buffer.from(key.keyHash), Buffer.from(hash));
    return same && !key.revokedAt && !key.client.disabled && key.expiresAt > this.clock.now();
  }
}

function callerOf(client: ServiceClient): KnownCaller {
  const permissions = client.scopes.flatMap((scope) => CLIENT_SCOPES[scope]);
  return {
    actor: { kind: 'SERVICE_CLIENT', id: client.id, name: client.name },
    locale: 'en',
    memberships: [],
    grants: new Map(permissions.map((permission) => [permission, [client.scope]])),
    unitsOf: new Map(),
  };
}
