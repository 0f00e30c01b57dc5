import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Erratum } from './release.js';

type ErratumRow = Omit<Erratum, 'recordedAt'> & { recordedAt: Date };

@Injectable()
export class ErrataRepository {
  /** Nobody changes or removes an erratum: the run-time roles have no such right. */
  async insert(tx: Transaction, erratum: Erratum): Promise<void> {
    const { id, partner, releaseId, unit, indicator, period, alignedTo, reasonKind, reason } = erratum;
    await tx.manager.query(
      `insert into app.release_erratum (id, partner, release_id, unit, indicator, period_id, aligned_to, old_kind, old_value,
                                        new_kind, new_value, reason_kind, reason, submission_id, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        id,
        partner,
        releaseId,
        unit,
        indicator,
        period,
        alignedTo,
        erratum.oldKind,
        erratum.oldValue,
        erratum.newKind,
        erratum.newValue,
        reasonKind,
        reason,
        erratum.submissionId,
        erratum.recordedAt,
      ],
    );
  }

  /** Of a release, oldest first; ids grow with time. `after` is the id of the row before. */
  async list(tx: Transaction, releaseId: string, after: string | null, limit: number): Promise<Erratum[]> {
    const rows = (await tx.manager.query(
      `select e.id, e.partner, e.release_id as "releaseId", e.unit, e.indicator, e.period_id as period, e.aligned_to as "alignedTo",
              e.old_kind as "oldKind", e.old_value::text as "oldValue", e.new_kind as "newKind", e.new_value::text as "newValue",
              e.reason_kind as "reasonKind", e.reason, e.submission_id as "submissionId", e.recorded_at as "recordedAt"
         from app.release_erratum e
        where e.partner = any ($1) and ($2::text[] is null or e.unit = any ($2)) and e.release_id = $3
          and ($4::uuid is null or e.id > $4)
        order by e.id limit $5`,
      [tx.scopes, tx.units, releaseId, after, limit],
    )) as ErratumRow[];
    return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
  }
}
