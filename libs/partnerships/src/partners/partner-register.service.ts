import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import {
  Clock,
  ForbiddenError,
  holds,
  HQ_SCOPE,
  InvalidValueError,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { programmeDay } from '../programme-day.js';
import type { Partner, PartnerStatus, RegisteredPartner } from './partner.js';
import { DuplicatePartnerError } from './partners.errors.js';
import { PartnerRows } from './partner-rows.js';
import { PartnersService } from './partners.service.js';

/** Statuses that somebody will ask about: they are never written without saying why. */
const NEEDS_REASON: readonly PartnerStatus[] = ['RESTRICTED', 'ENDED'];

export interface PartnerChange {
  name?: string;
  relationKind?: string | null;
  note?: string | null;
  status?: PartnerStatus;
  statusReason?: string | null;
}

/** Puts partners on the register by hand and changes what stands there about them. */
@Injectable()
export class PartnerRegister {
  constructor(
    private readonly transactions: Transactions,
    private readonly partners: PartnersService,
    private readonly rows: PartnerRows,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Registers a partner. Its scope begins to exist with it, so only somebody of the headquarters can.
   *
   * @throws ForbiddenError, DuplicatePartnerError (409), InvalidValueError `rule-violated` for a country without
   * its ISO code or a status without the reason that it needs.
   */
  async create(
    ctx: OperationContext,
    partner: Partner,
    statusReason: string | null,
  ): Promise<RegisteredPartner> {
    if (!holds(ctx, 'partners:manage', HQ_SCOPE))
      throw new ForbiddenError('Headquarters registers partners.');
    refuseImpossible(partner, statusReason);
    const scopes = [...new Set([...ctx.scopes, partner.code])];
    return this.transactions.run({ ...ctx, scopes }, async (tx) => {
      if (partner.code === HQ_SCOPE || !(await this.partners.register(tx, partner, [], statusReason))) {
        throw new DuplicatePartnerError(partner.code);
      }
      await this.noteStatus(tx, partner.code, partner.status, statusReason);
      return this.require(tx, partner.code);
    });
  }

  /**
   * Changes the members that are given.
   *
   * @throws NotFoundError, PreconditionFailedError, DuplicatePartnerError when an ended partner would come back
   * beside another one of its kind and ISO code, InvalidValueError `rule-violated`.
   */
  async change(
    ctx: OperationContext,
    code: string,
    rev: number,
    change: PartnerChange,
  ): Promise<RegisteredPartner> {
    return this.transactions.run(ctx, async (tx) => {
      const before = await this.require(tx, code);
      const after = changed(before, change);
      refuseImpossible(after, after.statusReason);
      if (after.status === 'ENDED') await this.rows.partners.releaseIdentity(tx, code);
      else await this.partners.refuseTwin(tx, after);
      if (!(await this.rows.partners.describe(tx, code, rev, after)))
        throw new PreconditionFailedError(before.rev);
      if (after.status !== before.status) await this.noteStatus(tx, code, after.status, after.statusReason);
      const { name, relationKind, note, status, statusReason } = before;
      this.audit.record(tx, {
        partner: code,
        action: 'partner.change',
        entity: 'partner',
        entityId: code,
        before: { name, relationKind, note, status, statusReason },
        after: change,
      });
      return this.require(tx, code);
    });
  }

  private async noteStatus(
    tx: Transaction,
    code: string,
    status: PartnerStatus,
    reason: string | null,
  ): Promise<void> {
    const changedOn = programmeDay(this.clock);
    await this.rows.partners.insertStatusChange(
      tx,
      { code, status, reason, changedOn },
      this.clock.instant(),
    );
  }

  private async require(tx: Transaction, code: string): Promise<RegisteredPartner> {
    const partner = await this.rows.readModel.find(tx, code);
    if (!partner) throw new NotFoundError('partner');
    return partner;
  }
}

/** A reason belongs to the status that it was given for, so a new status begins without one. */
function changed(before: RegisteredPartner, change: PartnerChange): RegisteredPartner {
  const status = change.status ?? before.status;
  const formerReason = status === before.status ? before.statusReason : null;
  return {
    ...before,
    name: change.name ?? before.name,
    relationKind: change.relationKind === undefined ? before.relationKind : change.relationKind,
    note: change.note === undefined ? before.note : change.note,
    status,
    statusReason: change.statusReason === undefined ? formerReason : change.statusReason,
  };
}

function refuseImpossible(partner: Partner, statusReason: string | null): void {
  if (partner.kind === 'COUNTRY' && partner.iso3166 === null) {
    throw new InvalidValueError('rule-violated', '/iso3166', 'A country has an ISO 3166-1 code.');
  }
  if (NEEDS_REASON.includes(partner.status) && statusReason === null) {
    throw new InvalidValueError('rule-violated', '/statusReason', `${partner.status} needs a reason.`);
  }
}
