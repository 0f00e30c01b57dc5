import { Injectable } from '@nestjs/common';
import { OccurrencesService, type Occurrence } from '#partnerships';
import { Clock, Cursors, Transactions, type OperationContext } from '#platform';
import { byDue, MAX_WORK, type WorkItem, type WorkKind } from './work-item.js';
import { WorkReadModel } from './work.read-model.js';

const MAX_OBLIGATIONS = 100;
/** Who has to act for a side while an obligation is not fulfilled, and who accepts what that side did. */
const RIGHT_OF: Readonly<Record<'HQ' | 'PARTNER', string>> = {
  HQ: 'obligations:act-for-hq',
  PARTNER: 'obligations:act-for-partner',
};

/** Everything that waits for the caller, over all that the product does. */
@Injectable()
export class WorkService {
  constructor(
    private readonly transactions: Transactions,
    private readonly readModel: WorkReadModel,
    private readonly occurrences: OccurrencesService,
    private readonly cursors: Cursors,
    private readonly clock: Clock,
  ) {}

  /** What is due first, at most MAX_WORK; `hasMore` says that there is more. */
  async list(ctx: OperationContext): Promise<{ items: WorkItem[]; hasMore: boolean }> {
    const now = this.clock.instant();
    const reports = await this.transactions.read(ctx, (tx) => this.readModel.list(tx, now, MAX_WORK + 1));
    const all = [...reports, ...(await this.obligations(ctx))].toSorted(byDue);
    return { items: all.slice(0, MAX_WORK), hasMore: all.length > MAX_WORK };
  }

  private async obligations(ctx: OperationContext): Promise<WorkItem[]> {
    const sides = Object.values(RIGHT_OF).filter((right) => ctx.grants.has(right));
    if (sides.length === 0) return [];
    const found: WorkItem[] = [];
    for (const state of ['OVERDUE', 'OPEN', 'SUBMITTED_FOR_ACCEPTANCE'] as const) {
      const page = await this.occurrences.page(ctx, this.cursors, { state, limit: MAX_OBLIGATIONS });
      found.push(...page.data.flatMap((occurrence) => workOn(ctx, occurrence)));
    }
    return found;
  }
}

/** The obliged side fulfils, the other side accepts; whoever may do neither has nothing to do here. */
function workOn(ctx: OperationContext, occurrence: Occurrence): WorkItem[] {
  const { id, partner, obligedSide, state, dueOn } = occurrence;
  const isHandedIn = state === 'SUBMITTED_FOR_ACCEPTANCE';
  const other = obligedSide === 'HQ' ? 'PARTNER' : 'HQ';
  const side = isHandedIn ? other : obligedSide;
  if (!ctx.grants.get(RIGHT_OF[side])?.includes(partner)) return [];
  const kind: WorkKind = isHandedIn ? 'ACCEPT_OBLIGATION' : 'FULFIL_OBLIGATION';
  const link = `/api/v1/obligation-occurrences/${id}`;
  // A day without a time is over when it is over everywhere that matters here: at its end by the world's clock.
  return [{ kind, id, link, partner, unit: null, period: null, dueAt: `${dueOn}T23:59:59.000Z` }];
}
