import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';

/** Imports that take the file of an earlier one. */
@Injectable()
export class RepeatedImportsRepository {
  /** Takes the file of an import in once more under another id; answers whether there was such an import. */
  async insertAgain(
    tx: Transaction,
    formerId: string,
    again: { id: string; createdAt: string },
  ): Promise<boolean> {
    const rows = (await tx.manager.query(
      `insert into app.import (id, partner, channel, profile, profile_version, mode, atomicity, expected_period, state, file_id,
                               created_by_kind, created_by, created_by_name, created_at)
       select $1, partner, channel, profile, profile_version, mode, atomicity, expected_period, 'UPLOADED', file_id, $2, $3, $4, $5
         from app.import where id = $6 and partner = any ($7) returning id`,
      [again.id, tx.actor.kind, tx.actor.id, tx.actor.name, again.createdAt, formerId, tx.scopes],
    )) as unknown[];
    return rows.length === 1;
  }
}
