import { Injectable } from '@nestjs/common';
import { WorkingDays } from '#centres';
import {
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { scoreOf, type TreeScore } from '../trees/scores.js';
import type { Assessment } from './assessment.js';
import {
  isOwnFinding,
  stepFrom,
  unmetGuards,
  type AssessmentStep,
  type StepFacts,
} from './assessment.lifecycle.js';
import { AssessmentGuardsError, AssessmentStepError, OwnAssessmentError } from './assessments.errors.js';
import { AssessmentsRepository, type AssessmentChange } from './assessments.repository.js';
import { AssessmentGrounds, assertMayAssess, assertSpeaksForCountry } from './assessments.service.js';

/** The country answers a draft report within these many of its own working days (features SA-05). */
const RESPONSE_WORKING_DAYS = 10;
const DATE_LENGTH = 10;

export interface StepCommand {
  name: AssessmentStep;
  statement: string | null;
}

/** Moves an assessment on: each step is one transaction. */
@Injectable()
export class AssessmentSteps {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: AssessmentsRepository,
    private readonly grounds: AssessmentGrounds,
    private readonly workingDays: WorkingDays,
  ) {}

  /**
   * @throws NotFoundError, PreconditionFailedError, AssessmentStepError, NotYourAssessmentError, OwnAssessmentError,
   *   AssessmentGuardsError with everything that is missing.
   */
  async take(ctx: OperationContext, id: string, rev: number, command: StepCommand): Promise<Assessment> {
    return this.transactions.run(ctx, async (tx) => {
      const assessment = await this.repository.lock(tx, id);
      if (!assessment) throw new NotFoundError('assessment');
      if (assessment.rev !== rev) throw new PreconditionFailedError(assessment.rev);
      const step = stepFrom(assessment, command.name);
      if (!step) throw new AssessmentStepError(assessment, command.name);
      if (step.side === 'COUNTRY') assertSpeaksForCountry(tx, 'assessments:respond', assessment.partner);
      else assertMayAssess(tx, assessment);
      const scores = await this.scores(tx, assessment);
      this.assertPossible(tx, assessment, command, scores);
      await this.apply(tx, assessment, command, scores);
      return (await this.repository.find(tx, id)) as Assessment;
    });
  }

  private assertPossible(
    tx: Transaction,
    assessment: Assessment,
    { name, statement }: StepCommand,
    { unanswered }: TreeScore,
  ): void {
    const today = this.grounds.clock.instant().slice(0, DATE_LENGTH);
    const facts: StepFacts = { actorId: tx.actor.id, today, unanswered, statement };
    if (name === 'finalise' && isOwnFinding(assessment, tx.actor.id)) throw new OwnAssessmentError();
    const unmet = unmetGuards(name, assessment, facts);
    if (unmet.length > 0) throw new AssessmentGuardsError(unmet);
  }

  private async apply(
    tx: Transaction,
    assessment: Assessment,
    { name, statement }: StepCommand,
    scores: TreeScore,
  ): Promise<void> {
    const change = await this.change(tx, assessment, name, statement);
    if (name === 'complete') this.repository.keepScore(tx, assessment.id, scores);
    this.repository.change(tx, assessment, change);
    if (name === 'finalise' && assessment.supersedes !== null)
      await this.supersede(tx, assessment.supersedes);
    this.grounds.audit.record(tx, {
      partner: assessment.partner,
      action: `assessment.${name}`,
      entity: 'assessment',
      entityId: assessment.id,
      before: { state: assessment.state, rev: assessment.rev },
      after: { ...change, ...(name === 'complete' ? { score: scores.score, grade: scores.grade } : {}) },
    });
  }

  private async change(
    tx: Transaction,
    { partner, unit }: Assessment,
    name: AssessmentStep,
    statement: string | null,
  ): Promise<AssessmentChange> {
    const at = this.grounds.clock.instant();
    const { id, name: actor } = tx.actor;
    switch (name) {
      case 'start':
        return { state: 'IN_PROGRESS', leadId: id, leadName: actor, startedAt: at };
      case 'complete':
        return { state: 'DRAFT_REPORT', completedAt: at };
      case 'reopen':
        return { state: 'IN_PROGRESS', completedAt: null };
      case 'share': {
        const count = await this.workingDays.countIn(tx, { partner, unit });
        const responseDueOn = count(at.slice(0, DATE_LENGTH), RESPONSE_WORKING_DAYS);
        return { state: 'COUNTRY_RESPONSE', sharedAt: at, responseDueOn };
      }
      case 'respond':
        return { response: statement, respondedBy: id, respondedAt: at };
      case 'finalise':
        return { state: 'FINAL', finalisedBy: id, finalisedAt: at };
    }
  }

  /** Its results stay readable; certificates and gaps look at the newer one. */
  private async supersede(tx: Transaction, id: string): Promise<void> {
    const replaced = await this.repository.lock(tx, id);
    if (replaced?.state === 'FINAL') this.repository.change(tx, replaced, { state: 'SUPERSEDED' });
  }

  private async scores(tx: Transaction, assessment: Assessment): Promise<TreeScore> {
    const [standard, results] = await Promise.all([
      this.grounds.standards.require(tx, assessment.standard, assessment.version),
      this.repository.listResults(tx, assessment.id),
    ]);
    return scoreOf(standard.tree, new Map(results.map((result) => [result.item, result])));
  }
}
