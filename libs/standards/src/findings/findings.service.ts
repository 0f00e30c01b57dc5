import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  Cursors,
  InvalidValueError,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Page,
  type Transaction,
} from '#platform';
import { assertMayAssess, AssessmentGrounds, isSealedFor } from '../assessments/assessments.service.js';
import { AssessmentsRepository } from '../assessments/assessments.repository.js';
import type { Assessment } from '../assessments/assessment.js';
import { itemsOf, type StandardVersion } from '../trees/standard.js';
import type { CorrectiveAction, Finding, Severity } from './finding.js';
import { graver, limitOf, repeated } from './finding.lifecycle.js';
import { FindingsRepository, type FindingsFilter } from './findings.repository.js';

const DATE_LENGTH = 10;

export interface RecordedFinding {
  item: string;
  severity: Severity;
  text: string;
}

export type FindingWithActions = Finding & { actions: CorrectiveAction[] };

/** What assessments found: recorded, listed, read. */
@Injectable()
export class FindingsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: FindingsRepository,
    private readonly assessments: AssessmentsRepository,
    private readonly grounds: AssessmentGrounds,
  ) {}

  /** Newest first. @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    { limit, cursor, ...given }: FindingsFilter & { limit: number; cursor?: string },
  ): Promise<Page<FindingWithActions>> {
    const { partner, unit, state, assessment } = given;
    if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const filter = { partner, unit, state, assessment };
    const question = { list: 'findings', ...filter };
    const [after = null] = cursors.read(ctx, question, cursor) ?? [];
    const rows = await this.transactions.read(ctx, async (tx) =>
      this.withActions(tx, await this.repository.list(tx, filter, after, limit + 1)),
    );
    return cursors.page(
      ctx,
      question,
      limit,
      rows,
      ({ id }) => [id],
      (row) => row,
    );
  }

  /** @throws NotFoundError */
  async get(ctx: OperationContext, id: string): Promise<FindingWithActions> {
    return this.transactions.read(ctx, async (tx) => {
      const found = await this.repository.find(tx, id);
      if (!found) throw new NotFoundError('finding');
      const [finding] = await this.withActions(tx, [found]);
      return finding;
    });
  }

  /**
   * Records what an assessment found, while its report is not final. What was closed less than a year ago and is found
   * again is a repetition and a step graver.
   *
   * @throws NotFoundError, NotYourAssessmentError, InvalidValueError for a sub-criterion that the standard does not have
   *   or a report that is final or not begun.
   */
  async record(
    ctx: OperationContext,
    assessmentId: string,
    recorded: RecordedFinding,
  ): Promise<FindingWithActions> {
    return this.transactions.run(ctx, async (tx) => {
      const assessment = await this.assessments.lock(tx, assessmentId);
      if (!assessment || isSealedFor(ctx, assessment)) throw new NotFoundError('assessment');
      assertMayAssess(tx, assessment);
      assertTakesFindings(assessment);
      const standard = await this.grounds.standards.require(tx, assessment.standard, assessment.version);
      const codes = codesThroughTime(standard, recorded.item);
      const id = await this.add(tx, assessment, recorded, codes);
      const [finding] = await this.withActions(tx, [(await this.repository.find(tx, id)) as Finding]);
      return finding;
    });
  }

  private async add(
    tx: Transaction,
    assessment: Assessment,
    { item, severity, text }: RecordedFinding,
    codes: readonly string[],
  ): Promise<string> {
    const at = this.grounds.clock.instant();
    const today = at.slice(0, DATE_LENGTH);
    const { partner, unit, standard } = assessment;
    const repeatOf = repeated(await this.repository.listClosed(tx, assessment, codes), today);
    const final = repeatOf === null ? severity : graver(severity);
    const id = uuid();
    if (repeatOf !== null) this.repository.change(tx, repeatOf, { state: 'REPEAT' });
    const finding = { partner, unit, standard, item, text, repeatOf, severity: final };
    const dueOn = limitOf(final, today);
    this.repository.insert(tx, { ...finding, id, dueOn, assessmentId: assessment.id }, at);
    const what = { action: 'finding.record', entity: 'assessment_finding', entityId: id };
    this.grounds.audit.record(tx, { partner, ...what, after: { ...finding, dueOn } });
    return id;
  }

  private async withActions(tx: Transaction, findings: Finding[]): Promise<FindingWithActions[]> {
    const actions = await this.repository.listActions(
      tx,
      findings.map(({ id }) => id),
    );
    return findings.map((finding) => ({
      ...finding,
      actions: actions.filter(({ findingId }) => findingId === finding.id),
    }));
  }
}

function assertTakesFindings({ state }: Assessment): void {
  if (state === 'IN_PROGRESS' || state === 'DRAFT_REPORT' || state === 'COUNTRY_RESPONSE') return;
  throw new InvalidValueError('validation-failed', '', `An assessment that is ${state} takes no findings.`);
}

/** The codes under which a sub-criterion stood in this version and the one before. */
function codesThroughTime({ tree }: StandardVersion, item: string): string[] {
  if (!itemsOf(tree).some(({ code }) => code === item))
    throw new InvalidValueError('unknown-item', '/item', `No sub-criterion ${item}.`);
  const before = Object.entries(tree.crosswalk).flatMap(([old, now]) => (now === item ? [old] : []));
  return [item, ...before];
}
