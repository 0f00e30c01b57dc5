import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { ReleasedFigure } from './release.js';
import { RELEASED_FIGURE } from './releases.repository.js';

const OF_RELEASE = `from app.release_figure f
  where f.partner = any ($1) and ($2::text[] is null or f.unit = any ($2)) and f.release_id = $3`;

/** The figures of a release as they were published, those of the reader's partners and units. */
@Injectable()
export class ReleaseFiguresReadModel {
  async listAll(tx: Transaction, releaseId: string): Promise<ReleasedFigure[]> {
    return (await tx.manager.query(`select ${RELEASED_FIGURE} ${OF_RELEASE}`, [
      tx.scopes,
      tx.units,
      releaseId,
    ])) as ReleasedFigure[];
  }

  /** @param after partner, unit, indicator, aligned month and period of the row before. */
  async page(
    tx: Transaction,
    releaseId: string,
    after: readonly string[] | null,
    limit: number,
  ): Promise<ReleasedFigure[]> {
    return (await tx.manager.query(
      `select ${RELEASED_FIGURE} ${OF_RELEASE}
          and ($4::text is null or (f.partner, f.unit, f.indicator, f.aligned_to, f.period_id) > ($4, $5, $6, $7, $8))
        order by f.partner, f.unit, f.indicator, f.aligned_to, f.period_id limit $9`,
      [tx.scopes, tx.units, releaseId, ...(after ?? [null, null, null, null, null]), limit],
    )) as ReleasedFigure[];
  }
}
