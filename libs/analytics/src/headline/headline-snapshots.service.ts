import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import { programmeDay } from '#partnerships';
import {
  Clock,
  Cursors,
  HQ_SCOPE,
  InvalidValueError,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Page,
} from '#platform';
import {
  compareFigures,
  type FigureComparison,
  type HeadlineSnapshot,
  type SnapshotContent,
} from './headline-snapshot.js';
import { HeadlineService } from './headline.service.js';
import { HeadlineSnapshotsRepository, type StoredSnapshot } from './headline-snapshots.repository.js';

/** A snapshot with what it froze, held against the register of today. */
export interface ComparedSnapshot {
  snapshot: HeadlineSnapshot;
  content: SnapshotContent;
  comparison: FigureComparison[];
}

/** Headline figures that can be cited: what was said once stays as it was, and its difference from today is shown. */
@Injectable()
export class HeadlineSnapshotsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: HeadlineSnapshotsRepository,
    private readonly headline: HeadlineService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Freezes the figures of a day as the register gives them now. Where the same is frozen already, that one is
   * answered and nothing is added.
   *
   * @throws ForbiddenError for a caller without the headquarters' scope, InvalidValueError `rule-violated` for a day
   * that has not come.
   */
  async freeze(ctx: OperationContext, asOf: string): Promise<ComparedSnapshot> {
    if (asOf > programmeDay(this.clock)) {
      throw new InvalidValueError('rule-violated', '/asOf', 'A day that has not come cannot be frozen.');
    }
    const now = await this.headline.onDay(ctx, asOf);
    const content = JSON.stringify({ asOf: now.asOf, figures: now.figures });
    const contentHash = createHash('sha256').update(content).digest('hex');
    const stored = await this.transactions.run(ctx, async (tx) => {
      const id = uuid();
      const snapshot = { id, asOf, content, contentHash, takenAt: this.clock.instant() };
      if (await this.repository.insert(tx, snapshot)) {
        const record = { partner: HQ_SCOPE, action: 'headline.freeze', entity: 'headline-snapshot' };
        this.audit.record(tx, { ...record, entityId: id, after: { asOf, contentHash } });
      }
      return this.repository.findByContent(tx, asOf, contentHash);
    });
    return compared(stored, now);
  }

  /** @throws NotFoundError when unknown or outside the scope. */
  async get(ctx: OperationContext, id: string): Promise<ComparedSnapshot> {
    const stored = await this.transactions.read(ctx, (tx) => this.repository.find(tx, id));
    if (!stored) throw new NotFoundError('snapshot');
    return compared(stored, await this.headline.onDay(ctx, stored.asOf));
  }

  /** @throws InvalidCursorError for a cursor of another list. */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    { asOf, limit, cursor }: { asOf?: string; limit: number; cursor?: string },
  ): Promise<Page<HeadlineSnapshot>> {
    const question = { list: 'headline-snapshots', asOf };
    const [after = null] = cursors.read(ctx, question, cursor) ?? [];
    const rows = await this.transactions.read(ctx, (tx) =>
      this.repository.list(tx, asOf ?? null, after, limit + 1),
    );
    return cursors.page(
      ctx,
      question,
      limit,
      rows,
      (row) => [row.id],
      (row) => row,
    );
  }
}

function compared(stored: StoredSnapshot | null, now: SnapshotContent): ComparedSnapshot {
  if (!stored) throw new NotFoundError('snapshot');
  const { content: text, ...snapshot } = stored;
  const content = JSON.parse(text) as SnapshotContent;
  return { snapshot, content, comparison: compareFigures(content, now) };
}
