import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import {
  InvalidValueError,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { SlotCoverageService } from '../slots/slot-coverage.service.js';
import { askTwice, type AssignedDays } from './assignment-terms.js';
import { AssignmentReference, type AssignmentOrder } from './assignment-reference.js';
import { AssignmentExistsError } from './assignments.errors.js';
import { AssignmentsRepository, type RegisteredAssignment } from './assignments.repository.js';

/** Says which unit reports on which form, from which day on and until when. */
@Injectable()
export class AssignmentsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: AssignmentsRepository,
    private readonly reference: AssignmentReference,
    private readonly coverage: SlotCoverageService,
    private readonly audit: Audit,
  ) {}

  /**
   * Asks a unit for reports from a day on; the expected reports are made by the next hourly round.
   *
   * @throws AssignmentExistsError for a day that is asked for already, InvalidValueError that names the member at fault:
   *   `reference-not-found`, `no-calendar-assignment`, `invalid-range`, `rule-violated`.
   */
  async assign(ctx: OperationContext, order: AssignmentOrder): Promise<RegisteredAssignment> {
    return this.transactions.run(ctx, async (tx) => {
      const { partner } = await this.reference.unitOf(tx, order);
      const { unit, form: formCode, from: validFrom, sumsToParent } = order;
      const wanted = { id: uuid(), partner, unit, formCode, validFrom, validUntil: null, sumsToParent };
      await this.refuseTwice(tx, wanted);
      const added = await this.repository.insert(tx, wanted);
      await this.record(tx, 'assignment.add', added, null);
      return added;
    });
  }

  /**
   * Ends an assignment on a day, which is the first one without; its first day takes it back altogether. An end can
   * be moved the same way. Reports that are not expected any more are cancelled at once unless something was entered.
   *
   * @throws NotFoundError, PreconditionFailedError, AssignmentExistsError when a later end would reach another one,
   *   InvalidValueError `invalid-range`.
   */
  async end(ctx: OperationContext, id: string, rev: number, until: string): Promise<RegisteredAssignment> {
    return this.transactions.run(ctx, async (tx) => {
      const before = await this.hold(tx, id);
      if (before.rev !== rev) throw new PreconditionFailedError(before.rev);
      if (until < before.validFrom)
        throw new InvalidValueError('invalid-range', '/until', `It begins on ${before.validFrom}.`);
      await this.refuseTwice(tx, { ...before, validUntil: until });
      const after = await this.repository.end(tx, id, until);
      await this.record(tx, 'assignment.end', after, before);
      await this.coverage.cancelUncovered(tx, before.partner);
      return after;
    });
  }

  /** Reads it again once its unit is held: somebody may have ended it while this one waited. */
  private async hold(tx: Transaction, id: string): Promise<RegisteredAssignment> {
    const known = await this.repository.find(tx, id);
    if (known) await this.reference.holdUnit(tx, known.unit);
    const found = known && (await this.repository.find(tx, id));
    if (!found) throw new NotFoundError('assignment');
    return found;
  }

  private async refuseTwice(
    tx: Transaction,
    wanted: AssignedDays & { id: string; unit: string; formCode: string },
  ): Promise<void> {
    const others = await this.repository.listOfUnit(tx, wanted.unit, wanted.formCode);
    const twin = others.find((other) => other.id !== wanted.id && askTwice(other, wanted));
    if (twin) throw new AssignmentExistsError(twin.unit, twin.formCode, twin.validFrom);
  }

  private record(
    tx: Transaction,
    action: string,
    { id, partner, ...after }: RegisteredAssignment,
    before: RegisteredAssignment | null,
  ): void {
    const until = before && { validUntil: before.validUntil };
    const record = { partner, action, entity: 'assignment', entityId: id, after };
    this.audit.record(tx, until ? { ...record, before: until } : record);
  }
}
