import { Injectable } from '@nestjs/common';
import {
  ForbiddenError,
  holds,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { assertMayRemark } from '../review/ask-query.js';
import { ReviewNews } from '../review-news/review-news.js';
import { ReportLocks } from '../submissions/report-locks.js';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { SuggestedEntry } from './suggested-entry.js';
import type { NewSuggestion, Suggestion, SuggestionDecision, SuggestionState } from './suggestion.js';
import { SuggestionExistsError, SuggestionSettledError } from './suggestions.errors.js';

const LEADS_TO: Readonly<Record<SuggestionDecision['step'], SuggestionState>> = {
  accept: 'ACCEPTED',
  decline: 'DECLINED',
  withdraw: 'WITHDRAWN',
};

/** Values that reviewers offer and partners take over or not. */
@Injectable()
export class SuggestionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly reports: ReportLocks,
    private readonly entry: SuggestedEntry,
    private readonly news: ReviewNews,
    private readonly records: SubmissionRecords,
  ) {}

  /** @throws NotFoundError */
  async list(ctx: OperationContext, submissionId: string): Promise<Suggestion[]> {
    return this.transactions.read(ctx, (tx) => this.entry.list(tx, submissionId));
  }

  /**
   * @throws NotFoundError, InvalidTransitionError when nobody reviews the report, GuardFailedError when somebody else
   *   holds it, ValidationFailedError for an unknown cell, SuggestionExistsError.
   */
  async suggest(ctx: OperationContext, submissionId: string, offer: NewSuggestion): Promise<Suggestion> {
    return this.transactions.run(ctx, async (tx) => {
      const { slot, submission } = await this.reports.lock(tx, submissionId);
      assertMayRemark(tx, submission, 'suggest');
      await this.reports.checks.assertKnown(tx, slot, [{ cell: offer.cell }]);
      const id = await this.entry.suggestions.insert(tx, submission, offer, this.records.clock.instant());
      if (id === null) throw new SuggestionExistsError(offer.cell);
      const event = `suggested:${id}`;
      await this.news.promise(tx, submission, { kind: 'SUGGESTION', event, to: 'COORDINATORS' });
      return this.recorded(tx, id, 'suggestion.make', null, { ...offer, submission: submission.id });
    });
  }

  /**
   * The partner takes a value over into the open draft, or says why not; the reviewer may withdraw it.
   *
   * @throws NotFoundError, ForbiddenError, PreconditionFailedError, SuggestionSettledError, and whatever refuses an
   *   entry: without an open draft SubmissionLockedError.
   */
  async decide(
    ctx: OperationContext,
    id: string,
    rev: number,
    decision: SuggestionDecision,
  ): Promise<Suggestion> {
    return this.transactions.run(ctx, async (tx) => {
      const slot = await this.entry.lockSlotOf(tx, id);
      const suggestion = slot && (await this.entry.suggestions.lock(tx, id));
      if (!suggestion) throw new NotFoundError('suggestion');
      assertMay(tx, suggestion, decision);
      if (suggestion.rev !== rev) throw new PreconditionFailedError(suggestion.rev);
      if (suggestion.state !== 'OPEN') throw new SuggestionSettledError(suggestion, decision.step);
      if (decision.step === 'accept') await this.entry.enter(tx, slot, suggestion);
      const to = LEADS_TO[decision.step];
      await this.entry.suggestions.decide(tx, id, to, decision.reason, this.records.clock.instant());
      const before = { state: suggestion.state };
      return this.recorded(tx, id, `suggestion.${decision.step}`, before, { state: to });
    });
  }

  private async recorded(
    tx: Transaction,
    id: string,
    action: string,
    before: object | null,
    after: object,
  ): Promise<Suggestion> {
    const suggestion = (await this.entry.suggestions.find(tx, id)) as Suggestion;
    const { partner } = suggestion;
    this.records.audit.record(tx, {
      partner,
      action,
      entity: 'suggestion',
      entityId: id,
      before,
      after,
    });
    return suggestion;
  }
}

/** Partners own their numbers: they alone take over or decline, and nobody withdraws another's offer. */
function assertMay(
  tx: Transaction,
  { partner, suggestedBy }: Suggestion,
  { step }: SuggestionDecision,
): void {
  const may = step === 'withdraw' ? suggestedBy === tx.actor.id : holds(tx, 'suggestions:decide', partner);
  if (!may) throw new ForbiddenError(`“${step}” is not among your rights.`);
}
