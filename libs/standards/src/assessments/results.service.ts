import { Injectable } from '@nestjs/common';
import {
  Cursors,
  InvalidParameterError,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Page,
} from '#platform';
import type { Assessment } from './assessment.js';
import { AssessmentsRepository } from './assessments.repository.js';
import { isSealedFor } from './assessments.service.js';
import { gapBetween, type NodeGap } from './gap.js';
import { ResultsReadModel, type ResultRow, type ResultsFilter } from './results.read-model.js';

/** Rows of one table: a round over 100 centres with both kinds of assessment. */
const MAX_TABLE_ROWS = 30_000;

/** A centre's own view beside the agency's, by the newest final assessment of each. */
export interface AssessmentGap {
  self: Assessment | null;
  agency: Assessment | null;
  total: NodeGap;
  nodes: NodeGap[];
}

/** What assessments came to, for readers of many. */
@Injectable()
export class ResultsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly results: ResultsReadModel,
    private readonly assessments: AssessmentsRepository,
  ) {}

  /** Answers as rows. @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    { limit, cursor, ...given }: ResultsFilter & { limit: number; cursor?: string },
  ): Promise<Page<ResultRow>> {
    const { campaign, partner, unit } = given;
    if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const filter = { campaign, partner, unit };
    const question = { list: 'assessment-results', ...filter };
    const after = cursors.read(ctx, question, cursor);
    const rows = await this.transactions.read(ctx, (tx) => this.results.list(tx, filter, after, limit + 1));
    return cursors.page(
      ctx,
      question,
      limit,
      rows,
      ({ assessment, item }) => [assessment, item],
      (row) => row,
    );
  }

  /** Every row at once, for a table. @throws InvalidParameterError `range-too-large`, NotFoundError. */
  async all(ctx: OperationContext, { campaign, partner, unit }: ResultsFilter): Promise<ResultRow[]> {
    if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const rows = await this.transactions.read(ctx, (tx) =>
      this.results.list(tx, { campaign, partner, unit }, null, MAX_TABLE_ROWS + 1),
    );
    if (rows.length <= MAX_TABLE_ROWS) return rows;
    const message = `At most ${MAX_TABLE_ROWS} rows; ask by campaign, partner or unit.`;
    throw new InvalidParameterError(
      [{ pointer: 'campaign', code: 'range-too-large', message }],
      'range-too-large',
    );
  }

  /** Beside the assessment itself stands the newest final one of the other side. @throws NotFoundError */
  async gap(ctx: OperationContext, id: string): Promise<AssessmentGap> {
    return this.transactions.read(ctx, async (tx) => {
      const found = await this.assessments.find(tx, id);
      if (!found) throw new NotFoundError('assessment');
      const isSelf = found.kind === 'SELF';
      const one = isSealedFor(ctx, found) ? null : found;
      const other = await this.assessments.latestFinal(tx, found, isSelf ? ['SITE', 'DESK'] : ['SELF']);
      const [self, agency] = isSelf ? [one, other] : [other, one];
      return { self, agency, ...gapBetween(self, agency) };
    });
  }
}
