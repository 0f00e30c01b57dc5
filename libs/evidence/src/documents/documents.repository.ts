import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { clearanceOf } from './classification.js';
import type { Classification, DocumentKind, NewDocument, StoredDocument } from './document.js';

export interface DocumentFilter {
  partner?: string;
  kind?: DocumentKind;
  classification?: Classification;
}

export interface DocumentChange {
  title: string;
  note: string | null;
  classification: Classification;
}

type DocumentRow = Omit<StoredDocument, 'createdAt'> & { createdAt: Date };

/**
 * Whose document it is, and who may know of it: $1 the scopes, $2 the reader, $3 and $4 the scopes in which the reader is
 * cleared for internal and for restricted documents. Expects the table as `d`.
 */
export const READABLE = `d.partner = any ($1) and (d.classification in ('PUBLIC','PARTNER_SHARED') or d.created_by = $2
       or (d.classification = 'INTERNAL' and d.partner = any ($3))
       or (d.classification = 'RESTRICTED' and d.partner = any ($4)))`;

/** The parameters of READABLE. */
export function readableTo(tx: Transaction): unknown[] {
  const { reader, internal, restricted } = clearanceOf(tx);
  return [tx.scopes, reader, internal, restricted];
}

const DOCUMENT = `
  select d.id, d.partner, d.kind, d.title, d.note, d.classification, d.created_by as "createdBy",
         d.created_at as "createdAt", d.rev
    from app.document d where ${READABLE}`;

@Injectable()
export class DocumentsRepository {
  async find(tx: Transaction, id: string): Promise<StoredDocument | null> {
    const [row] = await this.rows(tx, `${DOCUMENT} and d.id = $5`, [id]);
    return row ?? null;
  }

  /** The document, held until the transaction ends, so that its versions get their numbers one after the other. */
  async lock(tx: Transaction, id: string): Promise<StoredDocument | null> {
    const [row] = await this.rows(tx, `${DOCUMENT} and d.id = $5 for update`, [id]);
    return row ?? null;
  }

  /** Newest first, after the given id. */
  async list(
    tx: Transaction,
    { partner, kind, classification }: DocumentFilter,
    after: string | null,
    limit: number,
  ): Promise<StoredDocument[]> {
    return this.rows(
      tx,
      `${DOCUMENT} and ($5::text is null or d.partner = $5) and ($6::text is null or d.kind = $6)
         and ($7::text is null or d.classification = $7) and ($8::uuid is null or d.id < $8)
       order by d.id desc limit $9`,
      [partner ?? null, kind ?? null, classification ?? null, after, limit],
    );
  }

  async insert(
    tx: Transaction,
    document: NewDocument & { id: string; classification: Classification },
    at: string,
  ): Promise<void> {
    const { id, partner, kind, title, note, classification } = document;
    await tx.manager.query(
      `insert into app.document (id, partner, kind, title, note, classification, created_by, created_at)
       select $1, $2, $3, $4, $5, $6, $7, $8 where $2 = any ($9)`,
      [id, partner, kind, title, note, classification, tx.actor.id, at, tx.scopes],
    );
  }

  /** False when the revision is no longer the one that was read. */
  async change(tx: Transaction, id: string, rev: number, change: DocumentChange): Promise<boolean> {
    const { title, note, classification } = change;
    const [, count] = (await tx.manager.query(
      `update app.document set title = $4, note = $5, classification = $6, rev = rev + 1
        where id = $2 and rev = $3 and partner = any ($1)`,
      [tx.scopes, id, rev, title, note, classification],
    )) as [unknown[], number];
    return count === 1;
  }

  private async rows(tx: Transaction, sql: string, more: unknown[]): Promise<StoredDocument[]> {
    const rows = (await tx.manager.query(sql, [...readableTo(tx), ...more])) as DocumentRow[];
    return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  }
}
