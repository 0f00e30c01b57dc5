import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { ConnectorHostsRepository, type ConnectorHost } from './connector-hosts.repository.js';
import { ConnectorRecords } from './connector-records.js';
import { ConnectorTargets, targetOf } from './connector-targets.js';

/** Which hosts the connectors of a country may point to at all; decided apart from the connectors themselves. */
@Injectable()
export class ConnectorHostsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ConnectorHostsRepository,
    private readonly targets: ConnectorTargets,
    private readonly records: ConnectorRecords,
  ) {}

  async list(ctx: OperationContext, partner: string | null): Promise<ConnectorHost[]> {
    return this.transactions.read(ctx, (tx) => this.repository.list(tx, partner));
  }

  /** Allows a host; one that is allowed already stays as it is. @throws NotFoundError, PullFailedError. */
  async allow(ctx: OperationContext, partner: string, host: string): Promise<ConnectorHost> {
    if (!ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    return this.transactions.run(ctx, async (tx) => this.add(tx, partner, host));
  }

  /** Allows the host of an address, in the caller's transaction. @throws PullFailedError `target-not-allowed`. */
  async allowHostOf(tx: Transaction, partner: string, url: string): Promise<void> {
    await this.add(tx, partner, targetOf(url, '2026-01').host);
    await this.targets.assertAllowed(tx, partner, url);
  }

  /** Takes a host off the list: its connectors are refused at their next attempt. */
  async withdraw(ctx: OperationContext, id: string, rev: number): Promise<ConnectorHost> {
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.repository.lock(tx, id);
      if (!found) throw new NotFoundError('host');
      if (found.rev !== rev) throw new PreconditionFailedError(found.rev);
      if (found.withdrawnAt) return found;
      await this.repository.withdraw(tx, id, this.records.clock.instant());
      await this.record(tx, found, 'connector-host.withdraw');
      return (await this.repository.lock(tx, id)) as ConnectorHost;
    });
  }

  private async add(tx: Transaction, partner: string, host: string): Promise<ConnectorHost> {
    this.targets.assertPublic(host);
    const isNew = !(await this.repository.isAllowed(tx, partner, host));
    if (isNew) await this.repository.insert(tx, uuid(), partner, host, this.records.clock.instant());
    const hosts = await this.repository.list(tx, partner);
    const found = hosts.find((one) => one.host === host && one.withdrawnAt === null) as ConnectorHost;
    if (isNew) await this.record(tx, found, 'connector-host.allow');
    return found;
  }

  private async record(tx: Transaction, { id, partner, host }: ConnectorHost, action: string): Promise<void> {
    this.records.audit.record(tx, {
      partner,
      action,
      entity: 'connector_host',
      entityId: id,
      after: { host },
    });
  }
}
