import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { EvidenceLinks, type NewEvidence } from '#evidence';
import {
  ForbiddenError,
  holds,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { AssessmentGrounds, assertSpeaksForCountry } from '../assessments/assessments.service.js';
import type { CorrectiveAction, Finding } from './finding.js';
import { findingStepFrom, isOwnWork, unmetConditions, type FindingStep } from './finding.lifecycle.js';
import { FindingConditionsError, FindingStepError, OwnWorkError } from './findings.errors.js';
import { FindingsRepository, type FindingChange } from './findings.repository.js';

const DATE_LENGTH = 10;
/** The entity name under which proofs of an action are kept. */
const SUBJECT = 'corrective-action';

export type PlannedAction = Pick<CorrectiveAction, 'kind' | 'what' | 'owner' | 'dueOn'>;

export interface FindingCommand {
  name: FindingStep;
  /** Root cause, reason or note on the effect, as the step asks. */
  text: string | null;
  actions: readonly PlannedAction[];
}

/** Moves a finding on, from its cause to the proof that it is gone. */
@Injectable()
export class FindingSteps {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: FindingsRepository,
    private readonly grounds: AssessmentGrounds,
    private readonly evidence: EvidenceLinks,
  ) {}

  /**
   * @throws NotFoundError, PreconditionFailedError, FindingStepError, ForbiddenError for the other side's step,
   *   OwnWorkError, FindingConditionsError with everything that is missing.
   */
  async take(ctx: OperationContext, id: string, rev: number, command: FindingCommand): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      const finding = await this.repository.lock(tx, id);
      if (!finding) throw new NotFoundError('finding');
      if (finding.rev !== rev) throw new PreconditionFailedError(finding.rev);
      const step = findingStepFrom(finding.state, command.name);
      if (!step) throw new FindingStepError(finding, command.name);
      assertSide(tx, step.side, finding);
      const actions = await this.repository.listActions(tx, [id]);
      if (step.side === 'AGENCY' && isOwnWork(finding, actions, tx.actor.id)) throw new OwnWorkError();
      const unmet = unmetConditions(command.name, finding, { ...command, planned: command.actions, actions });
      if (unmet.length > 0) throw new FindingConditionsError(unmet);
      this.apply(tx, finding, command, { state: step.to, ...this.change(tx, command) });
    });
  }

  /**
   * Says that one action is done, with proofs of it.
   *
   * @throws NotFoundError, PreconditionFailedError, FindingStepError unless the plan is being carried out, ForbiddenError.
   */
  async finish(
    ctx: OperationContext,
    actionId: string,
    rev: number,
    { note, evidence }: { note: string | null; evidence: readonly NewEvidence[] },
  ): Promise<string> {
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.repository.lockAction(tx, actionId);
      if (!found) throw new NotFoundError('corrective action');
      const { finding, action } = found;
      assertSide(tx, 'COUNTRY', finding);
      if (action.rev !== rev) throw new PreconditionFailedError(action.rev);
      if (finding.state !== 'IN_PROGRESS' || action.state !== 'OPEN')
        throw new FindingStepError(finding, 'done');
      const { partner } = finding;
      await this.evidence.attach(tx, { partner, type: SUBJECT, id: actionId }, evidence, '/evidence');
      this.repository.finishAction(tx, actionId, note, this.grounds.clock.instant());
      const what = { action: 'corrective-action.done', entity: 'corrective_action', entityId: actionId };
      this.grounds.audit.record(tx, {
        partner,
        ...what,
        before: { state: 'OPEN' },
        after: { note, evidence },
      });
      return finding.id;
    });
  }

  private change(tx: Transaction, { name, text }: FindingCommand): FindingChange {
    const today = this.grounds.clock.instant().slice(0, DATE_LENGTH);
    switch (name) {
      case 'recordRootCause':
        return { rootCause: text };
      case 'submitPlan':
        return { plannedBy: tx.actor.id };
      case 'acceptPlan':
      case 'completeActions':
        return {};
      case 'sendBackPlan':
      case 'verifyIneffective':
        return { sentBack: text };
      case 'verifyEffective':
        return { effectiveness: text, verifiedBy: tx.actor.id, closedOn: today };
    }
  }

  private apply(tx: Transaction, finding: Finding, command: FindingCommand, change: FindingChange): void {
    const { id, partner } = finding;
    const planned = command.name === 'submitPlan' ? command.actions : [];
    for (const action of planned)
      this.repository.insertAction(tx, { ...action, id: uuid(), partner, findingId: id });
    if (command.name === 'sendBackPlan') this.repository.dropActions(tx, id);
    if (command.name === 'verifyIneffective') this.repository.reopenActions(tx, id);
    this.repository.change(tx, id, change);
    this.grounds.audit.record(tx, {
      partner,
      action: `finding.${command.name}`,
      entity: 'assessment_finding',
      entityId: id,
      before: { state: finding.state },
      after: planned.length > 0 ? { ...change, actions: planned } : change,
    });
  }
}

/** @throws ForbiddenError for whoever does not speak for the side. */
function assertSide(tx: OperationContext, side: 'COUNTRY' | 'AGENCY', { partner }: Finding): void {
  if (side === 'COUNTRY') return assertSpeaksForCountry(tx, 'findings:act', partner);
  if (!holds(tx, 'findings:judge', partner)) throw new ForbiddenError('This is for the agency to do.');
}
