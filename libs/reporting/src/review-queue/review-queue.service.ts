import { Injectable } from '@nestjs/common';
import { Clock, Cursors, NotFoundError, Transactions, type OperationContext, type Page } from '#platform';
import { ReviewQueueReadModel, type QueuedReport, type QueueState } from './review-queue.read-model.js';

export interface QueueFilter {
  partner?: string;
  state?: QueueState;
  mine: boolean;
  overdue: boolean;
  limit: number;
  cursor?: string;
}

/** What waits for headquarters, in the order in which it is worth reading. */
@Injectable()
export class ReviewQueueService {
  constructor(
    private readonly transactions: Transactions,
    private readonly readModel: ReviewQueueReadModel,
    private readonly cursors: Cursors,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async list(ctx: OperationContext, filter: QueueFilter): Promise<Page<QueuedReport>> {
    const { partner, state = null, mine, overdue, limit, cursor } = filter;
    if (partner && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const question = { list: 'review-queue', partner: partner ?? null, state, mine, overdue };
    const after = this.cursors.read(ctx, question, cursor);
    const all = await this.transactions.read(ctx, (tx) =>
      this.readModel.list(tx, {
        partners: partner ? [partner] : ctx.scopes,
        state,
        holder: mine ? ctx.actor.id : null,
        overdue,
        now: this.clock.instant(),
      }),
    );
    const rows = after ? all.filter((report) => comesAfter(report, after)) : all;
    return this.cursors.page(ctx, question, limit, rows, keyOf, (report) => report);
  }
}

function keyOf({ risk, reviewDueAt, submissionId }: QueuedReport): string[] {
  return [String(risk.score), String(reviewDueAt?.getTime() ?? Infinity), submissionId];
}

function comesAfter(report: QueuedReport, [score, due, id]: string[]): boolean {
  const [ownScore, ownDue] = [report.risk.score, report.reviewDueAt?.getTime() ?? Infinity];
  if (ownScore !== Number(score)) return ownScore < Number(score);
  return ownDue === Number(due) ? report.submissionId > id : ownDue > Number(due);
}
