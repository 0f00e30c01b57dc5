import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Correction, CorrectionState } from './correction.js';
import {
  CORRECTION_COLUMNS,
  correctionFromRow,
  CORRECTIONS_WITHIN,
  type CorrectionRow,
} from './corrections.repository.js';

export interface CorrectionsQuestion {
  partner: string | null;
  slot: string | null;
  state: CorrectionState | null;
  /** Id after which the page begins. */
  after: string | null;
  limit: number;
}

@Injectable()
export class CorrectionsReadModel {
  /** A page of requests, newest first: ids grow with time. */
  async list(
    tx: Transaction,
    { partner, slot, state, after, limit }: CorrectionsQuestion,
  ): Promise<Correction[]> {
    const rows = (await tx.manager.query(
      `select ${CORRECTION_COLUMNS} from ${CORRECTIONS_WITHIN}
          and ($3::text is null or c.partner = $3) and ($4::uuid is null or c.slot_id = $4)
          and ($5::text is null or c.state = $5) and ($6::uuid is null or c.id < $6)
        order by c.id desc limit $7`,
      [tx.scopes, tx.units, partner, slot, state, after, limit],
    )) as CorrectionRow[];
    return rows.map(correctionFromRow);
  }
}
