import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Evidence, EvidenceKind, EvidenceSubject, NewEvidence } from './evidence-link.js';

@Injectable()
export class EvidenceLinksRepository {
  async insert(
    tx: Transaction,
    id: string,
    subject: EvidenceSubject,
    evidence: NewEvidence,
    addedAt: string,
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.evidence (id, partner, subject_type, subject_id, kind, reference, note, added_by, added_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (partner, subject_type, subject_id, kind, reference) do nothing`,
      [
        id,
        subject.partner,
        subject.type,
        subject.id,
        evidence.kind,
        evidence.reference,
        evidence.note,
        tx.actor.id,
        addedAt,
      ],
    );
  }

  async listOf(tx: Transaction, type: string, ids: readonly string[]): Promise<Evidence[]> {
    return (await tx.manager.query(
      `select id, subject_type as "subjectType", subject_id as "subjectId", kind, reference, note, added_by as "addedBy", added_at as "addedAt"
         from app.evidence
        where subject_type = $2 and subject_id = any ($3) and partner = any ($1)
        order by id`,
      [tx.scopes, type, ids],
    )) as Evidence[];
  }

  /** The links to things of one kind, whatever they prove. */
  async listByReference(
    tx: Transaction,
    kind: EvidenceKind,
    references: readonly string[],
  ): Promise<Evidence[]> {
    return (await tx.manager.query(
      `select id, subject_type as "subjectType", subject_id as "subjectId", kind, reference, note,
              added_by as "addedBy", added_at as "addedAt"
         from app.evidence
        where kind = $2 and reference = any ($3) and partner = any ($1)
        order by id`,
      [tx.scopes, kind, references],
    )) as Evidence[];
  }

  async hasClaim(tx: Transaction, partner: string, id: string): Promise<boolean> {
    const rows = (await tx.manager.query(
      'select 1 from app.claim where id::text = $2 and partner = $3 and partner = any ($1)',
      [tx.scopes, id, partner],
    )) as unknown[];
    return rows.length === 1;
  }
}
