import { Injectable } from '@nestjs/common';
import { Clock, Cursors, NotFoundError, Transactions, type OperationContext, type Page } from '#platform';
import { DeadlineTexts } from '../deadlines/deadline-texts.service.js';
import type { SlotState } from './slot.js';
import { SlotsReadModel, type DueFilter, type ListedSlot } from './slots.read-model.js';
import type { PeriodFilter } from './period-parameter.js';

export interface SlotsFilter {
  partner?: string;
  period?: PeriodFilter;
  state?: SlotState;
  unit?: string;
  due?: DueFilter;
  limit: number;
  cursor?: string;
}

/** Which reports are expected, and how they stand. */
@Injectable()
export class SlotsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly readModel: SlotsReadModel,
    private readonly cursors: Cursors,
    private readonly clock: Clock,
    private readonly texts: DeadlineTexts,
  ) {}

  /** @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async list(ctx: OperationContext, filter: SlotsFilter): Promise<Page<ListedSlot>> {
    const { limit, cursor, ...question } = filter;
    if (filter.partner && !ctx.scopes.includes(filter.partner)) throw new NotFoundError('partner');
    const after = this.cursors.read(ctx, question, cursor);
    const rows = await this.transactions.read(ctx, (tx) =>
      this.readModel.list(tx, {
        partners: filter.partner ? [filter.partner] : ctx.scopes,
        months: filter.period?.months ?? null,
        periodId: filter.period?.periodId ?? null,
        state: filter.state ?? null,
        unit: filter.unit ?? null,
        due: filter.due ?? null,
        now: this.clock.instant(),
        limit: limit + 1,
        after,
      }),
    );
    return this.cursors.page(
      ctx,
      question,
      limit,
      rows,
      (slot) => [slot.period.alignedTo, slot.partner, slot.unit],
      (slot) => this.explained(slot, ctx.locale),
    );
  }

  /** @throws NotFoundError */
  async get(ctx: OperationContext, id: string): Promise<ListedSlot> {
    const slot = await this.transactions.read(ctx, (tx) => this.readModel.find(tx, id));
    if (!slot) throw new NotFoundError('report slot');
    return this.explained(slot, ctx.locale);
  }

  private explained(slot: ListedSlot, locale: string): ListedSlot {
    return { ...slot, dueExplanation: this.texts.inLanguage(slot.dueExplanation, locale) };
  }
}
