import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Certificate, CertificateActKind } from './certificate.js';

const CERTIFICATE = `c.id, c.partner, c.unit, u.name as "unitName", c.assessment_id as "assessmentId", c.code, c.standard, c.version,
  s.illustrative, c.grade, c.scope, c.valid_from as "validFrom", c.valid_until as "validUntil",
  coalesce((select jsonb_agg(jsonb_build_object('act', x.act, 'reason', x.reason, 'actedAt', x.acted_at) order by x.acted_at, x.id)
              from app.certificate_act x where x.partner = c.partner and x.certificate_id = c.id and x.partner = any ($1)), '[]') as acts`;
const FROM = `app.certificate c join app.unit u on u.partner = c.partner and u.code = c.unit
  join app.standard_version s on s.code = c.standard and s.version = c.version`;

type CertificateRow = Omit<Certificate, 'acts'> & {
  acts: Array<{ act: CertificateActKind; reason: string; actedAt: string }>;
};

@Injectable()
export class CertificatesRepository {
  insert(tx: Transaction, row: Omit<Certificate, 'unitName' | 'illustrative' | 'acts'>, at: string): void {
    tx.send(
      `insert into app.certificate (id, partner, unit, assessment_id, code, standard, version, grade, scope, valid_from, valid_until, issued_by, issued_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        row.id,
        row.partner,
        row.unit,
        row.assessmentId,
        row.code,
        row.standard,
        row.version,
        row.grade,
        row.scope,
        row.validFrom,
        row.validUntil,
        tx.actor.id,
        at,
      ],
    );
  }

  async find(tx: Transaction, id: string): Promise<Certificate | null> {
    return this.one(tx, 'c.id = $2 and ($3::text[] is null or c.unit = any ($3))', [id, tx.units], '');
  }

  async lock(tx: Transaction, id: string): Promise<Certificate | null> {
    const condition = 'c.id = $2 and ($3::text[] is null or c.unit = any ($3))';
    return this.one(tx, condition, [id, tx.units], 'for update of c');
  }

  async findByCode(tx: Transaction, code: string): Promise<Certificate | null> {
    return this.one(tx, 'c.code = $2', [code], '');
  }

  async findOfAssessment(tx: Transaction, assessmentId: string): Promise<Certificate | null> {
    return this.one(tx, 'c.assessment_id = $2', [assessmentId], '');
  }

  /** Newest first; `after` is the id of the last row of the page before. */
  async list(
    tx: Transaction,
    { partner, unit }: { partner?: string; unit?: string },
    after: string | null,
    limit: number,
  ): Promise<Certificate[]> {
    const rows = (await tx.manager.query(
      `select ${CERTIFICATE} from ${FROM}
        where c.partner = any ($1) and ($2::text[] is null or c.unit = any ($2)) and ($3::text is null or c.partner = $3)
          and ($4::text is null or c.unit = $4) and ($5::uuid is null or c.id < $5)
        order by c.id desc limit $6`,
      [tx.scopes, tx.units, partner ?? null, unit ?? null, after, limit],
    )) as CertificateRow[];
    return rows.map(certificateOf);
  }

  addAct(
    tx: Transaction,
    { partner, id }: Certificate,
    actId: string,
    { act, reason, at }: { act: CertificateActKind; reason: string; at: string },
  ): void {
    tx.send(
      'insert into app.certificate_act (id, partner, certificate_id, act, reason, acted_by, acted_at) values ($1, $2, $3, $4, $5, $6, $7)',
      [actId, partner, id, act, reason, tx.actor.id, at],
    );
  }

  private async one(
    tx: Transaction,
    condition: string,
    values: readonly unknown[],
    lock: string,
  ): Promise<Certificate | null> {
    const rows = (await tx.manager.query(
      `select ${CERTIFICATE} from ${FROM} where c.partner = any ($1) and ${condition} ${lock}`,
      [tx.scopes, ...values],
    )) as CertificateRow[];
    return rows[0] ? certificateOf(rows[0]) : null;
  }
}

function certificateOf({ acts, ...row }: CertificateRow): Certificate {
  return { ...row, acts: acts.map((act) => ({ ...act, actedAt: new Date(act.actedAt) })) };
}
