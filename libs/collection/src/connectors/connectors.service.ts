import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { SecondPersonError } from '../profile-versions/profile-versions.errors.js';
import { ConnectorHostsService } from './connector-hosts.service.js';
import { ConnectorRecords } from './connector-records.js';
import { ConnectorTargets } from './connector-targets.js';
import type { Connector } from './connector.js';
import { ConnectorCodeTakenError, ConnectorStepError } from './connectors.errors.js';
import { ConnectorsRepository, type ConnectorSettings } from './connectors.repository.js';

export interface NewConnector {
  partner: string;
  code: string;
  profile: string;
  url: string;
  /** The partner's secret; null for a system that asks for none. */
  token: string | null;
  enabled?: boolean;
  hours?: number[];
  daysAfterPeriod?: number;
}

/** A change of settings; absent members stay. */
export type ConnectorPatch = Partial<Omit<NewConnector, 'partner' | 'code'>>;

/** How partners' systems are reached, as people decide it: one person writes it, a second one approves it. */
@Injectable()
export class ConnectorsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ConnectorsRepository,
    private readonly targets: ConnectorTargets,
    private readonly hosts: ConnectorHostsService,
    private readonly records: ConnectorRecords,
  ) {}

  async list(ctx: OperationContext, partner: string | null): Promise<Connector[]> {
    return this.transactions.read(ctx, (tx) => this.repository.list(tx, partner));
  }

  /** @throws NotFoundError */
  async get(ctx: OperationContext, id: string): Promise<Connector> {
    const found = await this.transactions.read(ctx, (tx) => this.repository.find(tx, id));
    if (!found) throw new NotFoundError('connector');
    return found;
  }

  /**
   * Writes a connector down. It waits for a second person's approval, and is not asked before.
   *
   * @throws NotFoundError, ConnectorCodeTakenError, PullFailedError or InvalidValueError `target-not-allowed`.
   */
  async create(ctx: OperationContext, input: NewConnector): Promise<Connector> {
    if (!ctx.scopes.includes(input.partner)) throw new NotFoundError('partner');
    await this.targets.assertLayout(ctx, input.partner, input.profile);
    return this.transactions.run(ctx, async (tx) => {
      if (await this.repository.findByCode(tx, input.partner, input.code))
        throw new ConnectorCodeTakenError(input.code);
      await this.targets.assertAllowed(tx, input.partner, input.url);
      return this.add(tx, input, pendingBy(tx.actor.id));
    });
  }

  /**
   * Changes settings. Another address, layout or secret is something new to approve; hours and the switch are not.
   *
   * @throws NotFoundError, PreconditionFailedError, PullFailedError or InvalidValueError `target-not-allowed`.
   */
  async change(ctx: OperationContext, id: string, patch: ConnectorPatch, rev: number): Promise<Connector> {
    const known = await this.get(ctx, id);
    if (patch.profile !== undefined) await this.targets.assertLayout(ctx, known.partner, patch.profile);
    return this.transactions.run(ctx, async (tx) => {
      const before = await this.require(tx, id, rev);
      if (patch.url !== undefined) await this.targets.assertAllowed(tx, before.partner, patch.url);
      const after = this.patched(before, patch, tx.actor.id);
      await this.repository.update(tx, id, after);
      await this.record(tx, before, 'connector.change', after, before);
      return this.require(tx, id);
    });
  }

  /** @throws NotFoundError, PreconditionFailedError, ConnectorStepError, SecondPersonError. */
  async approve(ctx: OperationContext, id: string, rev: number): Promise<Connector> {
    return this.transactions.run(ctx, async (tx) => {
      const before = await this.require(tx, id, rev);
      if (before.approval !== 'PENDING') throw new ConnectorStepError(before.approval, []);
      if (before.requestedBy === tx.actor.id)
        throw new SecondPersonError('You wrote this address or secret; somebody else must approve it.');
      await this.targets.assertAllowed(tx, before.partner, before.url);
      const approved = { approvedBy: tx.actor.id, approvedAt: this.records.clock.now() };
      const after: ConnectorSettings = { ...before, ...approved, approval: 'APPROVED' };
      await this.repository.update(tx, id, after);
      await this.record(tx, before, 'connector.approve', after, before);
      return this.require(tx, id);
    });
  }

  /**
   * Registers or replaces a connector on an operator's word, who has the machine itself and therefore counts for
   * both persons; its host is allowed along with it. There is no route to this.
   *
   * @throws PullFailedError `target-not-allowed`.
   */
  async register(ctx: OperationContext, input: NewConnector): Promise<Connector> {
    await this.targets.assertLayout(ctx, input.partner, input.profile);
    return this.transactions.run(ctx, async (tx) => {
      await this.hosts.allowHostOf(tx, input.partner, input.url);
      const decided = { approvedBy: tx.actor.id, approvedAt: this.records.clock.now() };
      const approval = { ...pendingBy(tx.actor.id), ...decided, approval: 'APPROVED' as const };
      const known = await this.repository.findByCode(tx, input.partner, input.code);
      if (!known) return this.add(tx, { enabled: true, ...input }, approval);
      const after = { ...this.patched(known, input, tx.actor.id), ...approval };
      await this.repository.update(tx, known.id, after);
      await this.record(tx, known, 'connector.register', after, known);
      return this.require(tx, known.id);
    });
  }

  private async add(tx: Transaction, input: NewConnector, approval: ApprovalFields): Promise<Connector> {
    const id = uuid();
    const { partner, code, profile, url, token, enabled = false, hours = [], daysAfterPeriod = 0 } = input;
    const tokenSealed = token === null ? null : this.records.seal(token, id);
    const settings = { profile, url, tokenSealed, enabled, hours, daysAfterPeriod, ...approval };
    await this.repository.insert(tx, { id, partner, code, ...settings }, this.records.clock.instant());
    const stored = await this.require(tx, id);
    await this.record(tx, stored, 'connector.register', stored, null);
    return stored;
  }

  private patched(before: Connector, patch: ConnectorPatch, actorId: string): ConnectorSettings {
    const { token, ...plain } = patch;
    const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
    const after: ConnectorSettings = { ...before, ...given };
    const hasNewSecret = token !== undefined;
    if (hasNewSecret) after.tokenSealed = token === null ? null : this.records.seal(token, before.id);
    const isNew = hasNewSecret || after.url !== before.url || after.profile !== before.profile;
    return isNew ? { ...after, ...pendingBy(actorId) } : after;
  }

  private async require(tx: Transaction, id: string, rev?: number): Promise<Connector> {
    const found = await this.repository.lock(tx, id);
    if (!found) throw new NotFoundError('connector');
    if (rev !== undefined && found.rev !== rev) throw new PreconditionFailedError(found.rev);
    return found;
  }

  private async record(
    tx: Transaction,
    { id, partner }: Connector,
    action: string,
    after: ConnectorSettings,
    before: ConnectorSettings | null,
  ): Promise<void> {
    this.records.audit.record(tx, {
      partner,
      action,
      entity: 'connector',
      entityId: id,
      before: before && shown(before),
      after: shown(after),
    });
  }
}

type ApprovalFields = Pick<ConnectorSettings, 'approval' | 'requestedBy' | 'approvedBy' | 'approvedAt'>;

function pendingBy(actorId: string): ApprovalFields {
  return { approval: 'PENDING', requestedBy: actorId, approvedBy: null, approvedAt: null };
}

/** What the audit record may hold: everything but the secret, of which only its presence. */
function shown({
  profile,
  url,
  tokenSealed,
  enabled,
  approval,
  hours,
  daysAfterPeriod,
}: ConnectorSettings): object {
  return { profile, url, hasSecret: tokenSealed !== null, enabled, approval, hours, daysAfterPeriod };
}
