import { Injectable } from '@nestjs/common';
import { EvidenceLinks } from '#evidence';
import {
  Clock,
  Cursors,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Page,
  type Transaction,
} from '#platform';
import { programmeDay } from '../programme-day.js';
import type { Occurrence, OccurrenceWithEvidence } from './obligation.js';
import {
  OccurrencesReadModel,
  type OccurrenceFilter,
  type OpenOccurrencesQuestion,
} from './occurrences.read-model.js';

/** Name of occurrences where proofs are tied to them. */
export const OCCURRENCE_ENTITY = 'obligation-occurrence';

/** What is due, by whom, and how it stands today. */
@Injectable()
export class OccurrencesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly readModel: OccurrencesReadModel,
    private readonly evidence: EvidenceLinks,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    { limit, cursor, ...given }: OccurrenceFilter & { limit: number; cursor?: string },
  ): Promise<Page<Occurrence>> {
    const { state, partner, instrument, dueFrom, dueUntil } = given;
    if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const filter = { state, partner, instrument, dueFrom, dueUntil };
    const question = { list: 'obligation-occurrences', ...filter };
    const after = cursors.read(ctx, question, cursor);
    const today = programmeDay(this.clock);
    const rows = await this.transactions.read(ctx, (tx) =>
      this.readModel.list(tx, today, filter, after, limit + 1),
    );
    return cursors.page(
      ctx,
      question,
      limit,
      rows,
      (row) => [row.dueOn, row.id],
      (row) => row,
    );
  }

  /** @throws NotFoundError when unknown or outside the scope. */
  async get(ctx: OperationContext, id: string): Promise<OccurrenceWithEvidence> {
    return this.transactions.read(ctx, (tx) => this.require(tx, id));
  }

  /**
   * What was still to be done on a day by either side, as known at its end, what is due first.
   *
   * @throws NotFoundError for a partner out of scope.
   */
  async openOn(
    ctx: OperationContext,
    question: OpenOccurrencesQuestion,
  ): Promise<{ items: Occurrence[]; total: number }> {
    if (!ctx.scopes.includes(question.partner)) throw new NotFoundError('partner');
    const rows = await this.transactions.read(ctx, (tx) => this.readModel.listOpenOn(tx, question));
    return { items: rows, total: rows[0]?.total ?? 0 };
  }

  /** As `get`, in the caller's transaction. */
  async require(tx: Transaction, id: string): Promise<OccurrenceWithEvidence> {
    const occurrence = await this.readModel.find(tx, id, programmeDay(this.clock));
    if (!occurrence) throw new NotFoundError('occurrence');
    return { ...occurrence, evidence: await this.evidence.listOf(tx, OCCURRENCE_ENTITY, [id]) };
  }
}
