import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { programmeDay } from '#partnerships';
import {
  Clock,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  ValidationFailedError,
  type OperationContext,
  type Transaction,
} from '#platform';
import { refuseFuture } from '../rollouts/plan-day.js';
import { CLOSED_STATUSES } from '../rollouts/rollout.js';
import { RolloutRecords } from '../rollouts/rollout-records.js';
import { PartStepError } from '../rollouts/rollouts.errors.js';
import type { OwnerSide } from '../templates/template.js';
import { ISSUE_ENTITY, type Issue, type IssueStep, type NewIssue } from './issue.js';
import { IssuesRepository, type IssueChange } from './issues.repository.js';
import { waitingDays, type WaitingDays } from './waiting-days.js';

export interface IssueCommand {
  name: IssueStep;
  /** With handOver: whom everybody waits for from now on. */
  ownerSide: OwnerSide | null;
  reason: string | null;
}

/** What is in the way of a rollout, and for whom it is waited. Both sides see the same days. */
@Injectable()
export class IssuesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly rollouts: RolloutRecords,
    private readonly issues: IssuesRepository,
    private readonly clock: Clock,
  ) {}

  /** The issues of a rollout with the days that each side was waited for. @throws NotFoundError */
  async listOf(
    ctx: OperationContext,
    rolloutId: string,
  ): Promise<{ issues: Issue[]; waiting: WaitingDays; today: string }> {
    return this.transactions.read(ctx, async (tx) => {
      await this.rollouts.require(tx, rolloutId);
      const issues = await this.issues.listOf(tx, rolloutId);
      const today = programmeDay(this.clock);
      return {
        issues,
        today,
        waiting: waitingDays(
          issues.flatMap(({ turns }) => turns),
          today,
        ),
      };
    });
  }

  /** @throws NotFoundError, PartStepError (409) when the rollout is over, InvalidValueError `date-out-of-range`. */
  async report(ctx: OperationContext, rolloutId: string, issue: NewIssue): Promise<Issue> {
    refuseFuture(issue.openedOn, programmeDay(this.clock), '/openedOn');
    return this.transactions.run(ctx, async (tx) => {
      const { partner, status } = await this.rollouts.hold(tx, rolloutId);
      if (CLOSED_STATUSES.includes(status)) throw new PartStepError('rollout', 'report', status);
      const id = uuid();
      await this.issues.insert(tx, id, { ...issue, partner, rolloutId }, this.clock.instant());
      this.issues.beginTurn(tx, { id, partner }, 1, issue.ownerSide, issue.openedOn);
      this.rollouts.remember(tx, { id, partner }, 'report', issue, null, ISSUE_ENTITY);
      return this.require(tx, id);
    });
  }

  /**
   * Hands an issue over to another side, resolves it or opens it again.
   *
   * @throws NotFoundError, PreconditionFailedError, PartStepError (409), ValidationFailedError `guard-failed`.
   */
  async take(ctx: OperationContext, id: string, rev: number, command: IssueCommand): Promise<Issue> {
    return this.transactions.run(ctx, async (tx) => {
      const before = await this.require(tx, id);
      if (before.rev !== rev) throw new PreconditionFailedError(before.rev);
      if ((before.state === 'OPEN') !== (command.name !== 'reopen'))
        throw new PartStepError('issue', command.name, before.state);
      refuseUnready(before, command);
      const today = programmeDay(this.clock);
      const change = changeOf(before, command, today);
      if (!(await this.issues.change(tx, before, change))) throw new PreconditionFailedError();
      if (command.name !== 'reopen') this.issues.endTurn(tx, before, today);
      if (change.state === 'OPEN')
        this.issues.beginTurn(tx, before, before.turns.length + 1, change.ownerSide, today);
      const { ownerSide, state } = before;
      const after = { ...change, reason: command.reason };
      this.rollouts.remember(tx, before, command.name, after, { ownerSide, state }, ISSUE_ENTITY);
      return this.require(tx, id);
    });
  }

  private async require(tx: Transaction, id: string): Promise<Issue> {
    const issue = await this.issues.find(tx, id);
    if (!issue) throw new NotFoundError('issue');
    return issue;
  }
}

function changeOf(before: Issue, { name, ownerSide, reason }: IssueCommand, today: string): IssueChange {
  const open = { ownerSide: before.ownerSide, state: 'OPEN', resolvedOn: null, resolution: null } as const;
  switch (name) {
    case 'handOver':
      return { ...open, ownerSide: ownerSide ?? before.ownerSide };
    case 'resolve':
      return { ...open, state: 'RESOLVED', resolvedOn: today, resolution: reason };
    case 'reopen':
      return open;
  }
}

function refuseUnready(before: Issue, { name, ownerSide, reason }: IssueCommand): void {
  const faults = [
    ...(name === 'handOver' && (ownerSide === null || ownerSide === before.ownerSide)
      ? [{ code: 'side-missing', pointer: '/ownerSide', message: 'Name another side.' }]
      : []),
    ...(reason === null ? [{ code: 'reason-missing', pointer: '/reason', message: 'Say why.' }] : []),
  ];
  if (faults.length > 0) throw new ValidationFailedError(faults, 'guard-failed');
}
