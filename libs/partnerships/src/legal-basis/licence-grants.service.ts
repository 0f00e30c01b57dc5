import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import {
  Clock,
  InvalidValueError,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { InstrumentsService } from '../instruments/instruments.service.js';
import { DuplicateGrantError } from './legal-basis.errors.js';
import { LegalBasisRepository, type BasisFilter } from './legal-basis.repository.js';
import type { LicenceGrant, NewLicenceGrant } from './licence-grant.js';

/** Which components of the model instruments grant to partners. */
@Injectable()
export class LicenceGrantsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: LegalBasisRepository,
    private readonly instruments: InstrumentsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(ctx: OperationContext, filter: BasisFilter): Promise<LicenceGrant[]> {
    return this.transactions.read(ctx, (tx) => this.repository.listGrants(tx, filter));
  }

  /**
   * @throws NotFoundError when the instrument or the partner is out of scope, InvalidValueError `rule-violated` when
   * the partner is no party or the validity is empty, DuplicateGrantError (409).
   */
  async grant(ctx: OperationContext, grant: NewLicenceGrant): Promise<LicenceGrant> {
    const instrument = await this.instruments.get(ctx, grant.instrumentId);
    if (!ctx.scopes.includes(grant.partner)) throw new NotFoundError('partner');
    if (!instrument.parties.includes(grant.partner)) {
      throw new InvalidValueError(
        'rule-violated',
        '/partner',
        'Only a party is granted something by an instrument.',
      );
    }
    refuseEmpty(grant.validFrom, grant.validUntil);
    return this.transactions.run(ctx, async (tx) => {
      const id = await this.record(tx, grant);
      if (id === null) throw new DuplicateGrantError(grant.component);
      return this.require(tx, id);
    });
  }

  /** Records a grant in the caller's transaction; one that is registered already stays and answers null. */
  async record(tx: Transaction, grant: NewLicenceGrant): Promise<string | null> {
    const id = uuid();
    if (!(await this.repository.insertGrant(tx, id, grant, this.clock.instant()))) return null;
    await this.remember(tx, 'licence.grant', { ...grant, id }, null, grant);
    return id;
  }

  /**
   * Changes the conditions of a grant, or when it ends.
   *
   * @throws NotFoundError, PreconditionFailedError, InvalidValueError `rule-violated` when nothing would be left.
   */
  async limit(
    ctx: OperationContext,
    id: string,
    rev: number,
    limits: Partial<Pick<LicenceGrant, 'conditions' | 'validUntil'>>,
  ): Promise<LicenceGrant> {
    return this.transactions.run(ctx, async (tx) => {
      const before = await this.require(tx, id);
      const { conditions = before.conditions, validUntil = before.validUntil } = limits;
      refuseEmpty(before.validFrom, validUntil);
      if (!(await this.repository.limitGrant(tx, id, rev, { conditions, validUntil }))) {
        throw new PreconditionFailedError(before.rev);
      }
      const { conditions: formerConditions, validUntil: formerEnd } = before;
      const former = { conditions: formerConditions, validUntil: formerEnd };
      await this.remember(tx, 'licence.limit', before, former, { conditions, validUntil });
      return this.require(tx, id);
    });
  }

  private async require(tx: Transaction, id: string): Promise<LicenceGrant> {
    const grant = await this.repository.findGrant(tx, id);
    if (!grant) throw new NotFoundError('licence grant');
    return grant;
  }

  private async remember(
    tx: Transaction,
    action: string,
    { partner, id }: { partner: string; id: string },
    before: object | null,
    after: object,
  ): Promise<void> {
    this.audit.record(tx, { partner, action, entity: 'licence-grant', entityId: id, before, after });
  }
}

function refuseEmpty(from: string | null, until: string | null): void {
  if (from === null || until === null || from < until) return;
  throw new InvalidValueError('rule-violated', '/validUntil', 'A grant ends after it begins.');
}
