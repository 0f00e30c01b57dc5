import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import { UnitsService } from '#centres';
import {
  Clock,
  Cursors,
  ForbiddenError,
  holds,
  InvalidValueError,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Page,
  type Transaction,
} from '#platform';
import { StandardsService } from '../trees/standards.service.js';
import type { Assessment, AssessmentKind } from './assessment.js';
import { NotYourAssessmentError } from './assessments.errors.js';
import { AssessmentsRepository, type AssessmentsFilter } from './assessments.repository.js';

/** An assessment as it is planned. */
export interface PlannedAssessment {
  unit: string;
  kind: AssessmentKind;
  standard: string;
  plannedOn: string | null;
  team: string[];
  supersedes: string | null;
}

/** What an assessment stands on besides its own rows. */
@Injectable()
export class AssessmentGrounds {
  constructor(
    readonly standards: StandardsService,
    readonly units: UnitsService,
    readonly audit: Audit,
    readonly clock: Clock,
  ) {}
}

/** Assessments of centres: planned, listed, read. */
@Injectable()
export class AssessmentsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: AssessmentsRepository,
    private readonly grounds: AssessmentGrounds,
  ) {}

  /** Newest first. @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    { limit, cursor, ...given }: AssessmentsFilter & { limit: number; cursor?: string },
  ): Promise<Page<Assessment>> {
    const { partner, unit, kind, state, campaign } = given;
    if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const filter = { partner, unit, kind, state, campaign };
    const question = { list: 'assessments', ...filter };
    const [after = null] = cursors.read(ctx, question, cursor) ?? [];
    const rows = await this.transactions.read(ctx, (tx) =>
      this.repository.list(tx, filter, after, limit + 1),
    );
    return cursors.page(
      ctx,
      question,
      limit,
      rows,
      ({ id }) => [id],
      (row) => asSeenBy(ctx, row),
    );
  }

  /** @throws NotFoundError when unknown or outside the scope. */
  async get(ctx: OperationContext, id: string): Promise<Assessment> {
    return asSeenBy(ctx, await this.transactions.read(ctx, (tx) => this.require(tx, id)));
  }

  /**
   * Plans one by the version of the standard that is in force.
   *
   * @throws NotFoundError for the centre, the standard or the assessment that it replaces, NotYourAssessmentError,
   *   InvalidValueError for a unit that is no centre or a replaced one that is not final.
   */
  async plan(ctx: OperationContext, planned: PlannedAssessment): Promise<Assessment> {
    return this.transactions.run(ctx, async (tx) => {
      const { version } = await this.grounds.standards.inForce(tx, planned.standard);
      const id = await this.add(tx, { ...planned, version, campaignId: null });
      return this.require(tx, id);
    });
  }

  /** The same in the caller's transaction; answers the id. */
  async add(
    tx: Transaction,
    planned: PlannedAssessment & { version: number; campaignId: string | null },
  ): Promise<string> {
    const unit = await this.grounds.units.findUnit(tx, planned.unit);
    if (!unit || (tx.units !== null && !tx.units.includes(unit.code))) throw new NotFoundError('unit');
    const { partner } = unit;
    assertMayAssess(tx, { partner, kind: planned.kind });
    if (unit.type !== 'CENTRE')
      throw new InvalidValueError('validation-failed', '/unit', 'Only centres are assessed.');
    if (planned.supersedes !== null) await this.assertReplaceable(tx, planned, planned.supersedes);
    const id = uuid();
    this.repository.insert(tx, { ...planned, id, partner }, this.grounds.clock.instant());
    this.grounds.audit.record(tx, {
      partner,
      action: 'assessment.plan',
      entity: 'assessment',
      entityId: id,
      after: planned,
    });
    return id;
  }

  private async assertReplaceable(
    tx: Transaction,
    { unit, kind }: PlannedAssessment,
    replaced: string,
  ): Promise<void> {
    const found = await this.require(tx, replaced);
    if (found.state === 'FINAL' && found.unit === unit && found.kind === kind) return;
    throw new InvalidValueError(
      'validation-failed',
      '/supersedes',
      'Only a final assessment of the same centre and kind is replaced.',
    );
  }

  private async require(tx: Transaction, id: string): Promise<Assessment> {
    const found = await this.repository.find(tx, id);
    if (!found) throw new NotFoundError('assessment');
    return found;
  }
}

/** Each side makes its own assessments. @throws NotYourAssessmentError */
export function assertMayAssess(
  tx: OperationContext,
  { partner, kind }: Pick<Assessment, 'partner' | 'kind'>,
): void {
  const permission = kind === 'SELF' ? 'assessments:self-assess' : 'assessments:assess';
  if (!holds(tx, permission, partner)) throw new NotYourAssessmentError(`A ${kind} assessment`);
}

/** @throws ForbiddenError when the caller does not speak for the country. */
export function assertSpeaksForCountry(
  tx: OperationContext,
  permission: 'assessments:respond' | 'findings:act',
  partner: string,
): void {
  if (!holds(tx, permission, partner)) throw new ForbiddenError('This is for the country to do.');
}

/** Whether what the agency found so far is not for the country to see yet: its report is not shared. */
export function isSealedFor(
  ctx: OperationContext,
  { kind, state, partner }: Pick<Assessment, 'kind' | 'state' | 'partner'>,
): boolean {
  const isDraft = state === 'PLANNED' || state === 'IN_PROGRESS' || state === 'DRAFT_REPORT';
  return kind !== 'SELF' && isDraft && !holds(ctx, 'assessments:read-drafts', partner);
}

/** An assessment without what the reader may not see yet. */
export function asSeenBy(ctx: OperationContext, assessment: Assessment): Assessment {
  if (!isSealedFor(ctx, assessment)) return assessment;
  return { ...assessment, score: null, grade: null, nodes: null, failedCritical: null };
}
