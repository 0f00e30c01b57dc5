import { Injectable } from '@nestjs/common';
import { Cursors, NotFoundError, Transactions, type OperationContext, type Page } from '#platform';
import { canonicalCsv } from './canonical-csv.js';
import { ErrataRepository } from './errata.repository.js';
import { ReleaseFiguresReadModel } from './release-figures.read-model.js';
import type { Erratum, Release, ReleasedFigure } from './release.js';
import { ReleasesRepository } from './releases.repository.js';

export interface PageWish {
  limit: number;
  cursor?: string;
}

/** What was released, as it was released, and what was found wrong with it since. */
@Injectable()
export class ReleaseList {
  constructor(
    private readonly transactions: Transactions,
    private readonly releases: ReleasesRepository,
    private readonly released: ReleaseFiguresReadModel,
    private readonly erratumRows: ErrataRepository,
    private readonly cursors: Cursors,
  ) {}

  /** @throws InvalidCursorError */
  async list(ctx: OperationContext, { limit, cursor }: PageWish): Promise<Page<Release>> {
    const question = { list: 'releases' };
    const [after = null] = this.cursors.read(ctx, question, cursor) ?? [];
    const rows = await this.transactions.read(ctx, (tx) => this.releases.list(tx, after, limit + 1));
    return this.cursors.page(ctx, question, limit, rows, ({ id }) => [id], itself);
  }

  /** @throws NotFoundError when unknown or about other partners only. */
  async get(ctx: OperationContext, id: string): Promise<Release> {
    const release = await this.transactions.read(ctx, (tx) => this.releases.find(tx, id));
    if (!release) throw new NotFoundError('release');
    return release;
  }

  /** @throws NotFoundError, InvalidCursorError. */
  async figures(
    ctx: OperationContext,
    id: string,
    { limit, cursor }: PageWish,
  ): Promise<Page<ReleasedFigure>> {
    const question = { list: 'release-figures', id };
    const after = this.cursors.read(ctx, question, cursor);
    await this.get(ctx, id);
    const rows = await this.transactions.read(ctx, (tx) => this.released.page(tx, id, after, limit + 1));
    return this.cursors.page(ctx, question, limit, rows, keyOf, itself);
  }

  /** Everything of a release that the caller sees, as one file: for all of its partners, the bytes of its checksum. */
  async csv(ctx: OperationContext, id: string): Promise<string> {
    await this.get(ctx, id);
    return canonicalCsv(await this.transactions.read(ctx, (tx) => this.released.listAll(tx, id)));
  }

  /** @throws NotFoundError, InvalidCursorError. */
  async errata(ctx: OperationContext, id: string, { limit, cursor }: PageWish): Promise<Page<Erratum>> {
    const question = { list: 'errata', id };
    const [after = null] = this.cursors.read(ctx, question, cursor) ?? [];
    await this.get(ctx, id);
    const rows = await this.transactions.read(ctx, (tx) => this.erratumRows.list(tx, id, after, limit + 1));
    return this.cursors.page(ctx, question, limit, rows, (row) => [row.id], itself);
  }
}

function keyOf({ partner, unit, indicator, alignedTo, period }: ReleasedFigure): string[] {
  return [partner, unit, indicator, alignedTo, period];
}

function itself<T>(row: T): T {
  return row;
}
