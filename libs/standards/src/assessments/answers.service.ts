import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { EvidenceLinks, type Evidence, type NewEvidence } from '#evidence';
import {
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  ValidationFailedError,
  type Fault,
  type OperationContext,
  type Transaction,
} from '#platform';
import { scoreOf, type TreeScore } from '../trees/scores.js';
import { itemsOf, type StandardVersion } from '../trees/standard.js';
import type { Assessment, ItemResult } from './assessment.js';
import { AnswersClosedError } from './assessments.errors.js';
import { AssessmentsRepository } from './assessments.repository.js';
import { asSeenBy, AssessmentGrounds, assertMayAssess, isSealedFor } from './assessments.service.js';

/** The entity name under which proofs of an answer are kept. */
const SUBJECT = 'item-result';

export interface GivenAnswer {
  item: string;
  value: number | null;
  naReason: string | null;
  note: string | null;
  evidence: readonly NewEvidence[];
}

/** An assessment with its answers and what they add up to now. */
export interface AnsweredAssessment {
  assessment: Assessment;
  standard: StandardVersion;
  results: Array<ItemResult & { evidence: Evidence[] }>;
  scores: TreeScore;
}

/** The answers to the sub-criteria of an assessment. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: AssessmentsRepository,
    private readonly grounds: AssessmentGrounds,
    private readonly evidence: EvidenceLinks,
  ) {}

  /** Without answers while the agency's report is not shared with the country. @throws NotFoundError */
  async get(ctx: OperationContext, id: string): Promise<AnsweredAssessment> {
    return this.transactions.read(ctx, async (tx) => {
      const assessment = await this.repository.find(tx, id);
      if (!assessment) throw new NotFoundError('assessment');
      const answered = await this.answered(tx, asSeenBy(ctx, assessment));
      return isSealedFor(ctx, assessment) ? withoutAnswers(answered) : answered;
    });
  }

  /**
   * Saves any number of answers at once: all of them or none.
   *
   * @param rev the revision that the caller read (If-Match).
   * @throws NotFoundError, NotYourAssessmentError, PreconditionFailedError, AnswersClosedError, ValidationFailedError with
   *   every answer that does not fit: `unknown-item`, `duplicate-item`, `out-of-scale`.
   */
  async save(
    ctx: OperationContext,
    id: string,
    rev: number,
    answers: readonly GivenAnswer[],
  ): Promise<AnsweredAssessment> {
    return this.transactions.run(ctx, async (tx) => {
      const assessment = await this.repository.lock(tx, id);
      if (!assessment) throw new NotFoundError('assessment');
      assertMayAssess(tx, assessment);
      if (assessment.rev !== rev) throw new PreconditionFailedError(assessment.rev);
      if (assessment.state !== 'IN_PROGRESS') throw new AnswersClosedError(assessment);
      await this.write(tx, assessment, answers);
      const changed = { ...assessment, rev: this.repository.change(tx, assessment, {}) };
      return this.answered(tx, changed);
    });
  }

  private async write(
    tx: Transaction,
    assessment: Assessment,
    answers: readonly GivenAnswer[],
  ): Promise<void> {
    const standard = await this.grounds.standards.require(tx, assessment.standard, assessment.version);
    const faults = faultsOf(standard, answers);
    if (faults.length > 0) throw new ValidationFailedError(faults);
    const before = new Map(
      (await this.repository.listResults(tx, assessment.id)).map((result) => [result.item, result]),
    );
    const results = answers.map((answer) => ({ ...answer, id: before.get(answer.item)?.id ?? uuid() }));
    this.repository.saveResults(tx, assessment, results, this.grounds.clock.instant());
    for (const [index, { id, evidence }] of results.entries())
      if (evidence.length > 0)
        await this.evidence.attach(
          tx,
          { partner: assessment.partner, type: SUBJECT, id },
          evidence,
          `/items/${index}/evidence`,
        );
    this.grounds.audit.record(tx, {
      partner: assessment.partner,
      action: 'assessment.answer',
      entity: 'assessment',
      entityId: assessment.id,
      before: Object.fromEntries(answers.map(({ item }) => [item, shown(before.get(item))])),
      after: Object.fromEntries(results.map((result) => [result.item, shown(result)])),
    });
  }

  private async answered(tx: Transaction, assessment: Assessment): Promise<AnsweredAssessment> {
    const [standard, results] = await Promise.all([
      this.grounds.standards.require(tx, assessment.standard, assessment.version),
      this.repository.listResults(tx, assessment.id),
    ]);
    const proofs = await this.evidence.listOf(
      tx,
      SUBJECT,
      results.map(({ id }) => id),
    );
    return {
      assessment,
      standard,
      results: results.map((result) => ({
        ...result,
        evidence: proofs.filter(({ subjectId }) => subjectId === result.id),
      })),
      scores: scoreOf(standard.tree, new Map(results.map((result) => [result.item, result]))),
    };
  }
}

function withoutAnswers(answered: AnsweredAssessment): AnsweredAssessment {
  return { ...answered, results: [], scores: scoreOf(answered.standard.tree, new Map()) };
}

function shown(
  result: Pick<ItemResult, 'value' | 'naReason' | 'note'> | undefined,
): Pick<ItemResult, 'value' | 'naReason' | 'note'> | null {
  return result ? { value: result.value, naReason: result.naReason, note: result.note } : null;
}

function faultsOf({ tree }: StandardVersion, answers: readonly GivenAnswer[]): Fault[] {
  const items = new Map(itemsOf(tree).map((item) => [item.code, item]));
  const seen = new Set<string>();
  return answers.flatMap(({ item, value, naReason }, index): Fault[] => {
    const pointer = `/items/${index}`;
    const known = items.get(item);
    if (!known)
      return [{ pointer: `${pointer}/item`, code: 'unknown-item', message: `No sub-criterion ${item}.` }];
    if (seen.has(item))
      return [{ pointer: `${pointer}/item`, code: 'duplicate-item', message: `${item} is answered twice.` }];
    seen.add(item);
    if ((value === null) === (naReason === null))
      return [
        { pointer, code: 'out-of-scale', message: 'Either a value or a reason why it does not apply.' },
      ];
    if (value !== null && value > known.max)
      return [
        {
          pointer: `${pointer}/value`,
          code: 'out-of-scale',
          message: `${item} is answered from 0 to ${known.max}.`,
        },
      ];
    return [];
  });
}
