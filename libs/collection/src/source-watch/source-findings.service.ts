import { Injectable } from '@nestjs/common';
import { Cursors, Transactions, type OperationContext, type Page } from '#platform';
import type { SourceFinding } from './source-finding.js';
import { SourceFindingsRepository } from './source-findings.repository.js';

@Injectable()
export class SourceFindingsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly findings: SourceFindingsRepository,
  ) {}

  /** @throws InvalidCursorError */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    question: { partner?: string; open: boolean; limit: number; cursor?: string },
  ): Promise<Page<SourceFinding>> {
    const { limit, cursor, partner = null, open } = question;
    const asked = { partner, open };
    const after = cursors.read(ctx, asked, cursor);
    const rows = await this.transactions.read(ctx, (tx) =>
      this.findings.list(tx, { ...asked, limit: limit + 1, after }),
    );
    const key = ({ openedAt, id }: SourceFinding) => [openedAt.toISOString(), id];
    return cursors.page(ctx, asked, limit, rows, key, (finding) => finding);
  }
}
