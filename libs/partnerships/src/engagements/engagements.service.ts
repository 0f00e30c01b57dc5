import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import {
  Clock,
  Cursors,
  InvalidValueError,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Page,
  type Transaction,
} from '#platform';
import { programmeDay } from '../programme-day.js';
import type { Engagement, EngagementFilter, NewEngagement } from './engagement.js';
import { EngagementsRepository } from './engagements.repository.js';

/** What has no day stands behind everything that has one, here as in the statement that sorts. */
const NO_DAY = '0001-01-01';

/** Visits, ceremonies, delegations and presentations: what took place, where, with whom and with what outcome. */
@Injectable()
export class EngagementsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: EngagementsRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    { limit, cursor, ...given }: EngagementFilter & { limit: number; cursor?: string },
  ): Promise<Page<Engagement>> {
    const { partner, kind, asOf } = given;
    if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const filter = { partner, kind, asOf };
    const question = { list: 'engagements', ...filter };
    const after = cursors.read(ctx, question, cursor);
    const rows = await this.transactions.read(ctx, (tx) =>
      this.repository.list(tx, filter, after, limit + 1),
    );
    return cursors.page(
      ctx,
      question,
      limit,
      rows,
      (row) => [row.date.latest ?? NO_DAY, row.id],
      (row) => row,
    );
  }

  /**
   * The newest ones that certainly took place by the day; `total` also counts what the limit leaves out.
   *
   * @throws NotFoundError for a partner out of scope.
   */
  async latestOf(
    ctx: OperationContext,
    partner: string,
    asOf: string,
    limit: number,
  ): Promise<{ items: Engagement[]; total: number }> {
    if (!ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    return this.transactions.read(ctx, async (tx) => ({
      items: await this.repository.list(tx, { partner, asOf }, null, limit),
      total: await this.repository.count(tx, partner, asOf),
    }));
  }

  /** @throws NotFoundError when unknown or outside the scope. */
  async get(ctx: OperationContext, id: string): Promise<Engagement> {
    return this.transactions.read(ctx, (tx) => this.require(tx, id));
  }

  /** @throws NotFoundError for a partner out of scope, InvalidValueError `rule-violated` for impossible days. */
  async add(ctx: OperationContext, engagement: NewEngagement): Promise<Engagement> {
    refuseImpossibleDays(engagement, programmeDay(this.clock));
    return this.transactions.run(ctx, async (tx) => {
      if (!tx.scopes.includes(engagement.partner)) throw new NotFoundError('partner');
      const id = uuid();
      await this.insert(tx, id, engagement);
      return this.require(tx, id);
    });
  }

  /** Records a documented engagement in the caller's transaction; answers whether its origin was new. */
  async record(tx: Transaction, engagement: NewEngagement): Promise<boolean> {
    return this.insert(tx, uuid(), engagement);
  }

  private async insert(tx: Transaction, id: string, engagement: NewEngagement): Promise<boolean> {
    if (!(await this.repository.insert(tx, id, engagement, this.clock.instant()))) return false;
    const { partner } = engagement;
    const record = { partner, action: 'engagement.record', entity: 'engagement', entityId: id };
    this.audit.record(tx, { ...record, after: engagement });
    return true;
  }

  private async require(tx: Transaction, id: string): Promise<Engagement> {
    const engagement = await this.repository.find(tx, id);
    if (!engagement) throw new NotFoundError('engagement');
    return engagement;
  }
}

/** What is on the register took place: a plan is none, and nothing ends before it begins. */
function refuseImpossibleDays({ date, until }: NewEngagement, today: string): void {
  if (date.earliest !== null && date.earliest > today) {
    throw new InvalidValueError('rule-violated', '/date', 'An engagement is recorded once it took place.');
  }
  if (until.earliest !== null && until.earliest > today) {
    throw new InvalidValueError('rule-violated', '/until', 'An engagement is recorded once it took place.');
  }
  if (date.earliest !== null && until.latest !== null && until.latest < date.earliest) {
    throw new InvalidValueError('rule-violated', '/until', 'The last day lies before the first.');
  }
}
