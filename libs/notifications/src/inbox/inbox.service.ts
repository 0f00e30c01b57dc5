import { Injectable } from '@nestjs/common';
import { Clock, Cursors, NotFoundError, Transactions, type OperationContext, type Page } from '#platform';
import { InboxRepository, type InboxEntry } from './inbox.repository.js';

export interface InboxFilter {
  unread: boolean | null;
  limit: number;
  cursor?: string;
}

/** What somebody was told, with or without a mail. */
@Injectable()
export class InboxService {
  constructor(
    private readonly transactions: Transactions,
    private readonly inbox: InboxRepository,
    private readonly cursors: Cursors,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidCursorError */
  async list(ctx: OperationContext, { unread, limit, cursor }: InboxFilter): Promise<Page<InboxEntry>> {
    const question = { list: 'inbox', unread };
    const after = this.cursors.read(ctx, question, cursor);
    const rows = await this.transactions.read(ctx, (tx) =>
      this.inbox.list(tx, { unread, limit: limit + 1, after }),
    );
    return this.cursors.page(
      ctx,
      question,
      limit,
      rows,
      (row) => [row.createdAt, row.id],
      (row) => row,
    );
  }

  /** Marks a notice as read; doing it again changes nothing. @throws NotFoundError */
  async markRead(ctx: OperationContext, id: string): Promise<void> {
    const known = await this.transactions.run(ctx, (tx) => this.inbox.markRead(tx, id, this.clock.instant()));
    if (!known) throw new NotFoundError('notification');
  }
}
