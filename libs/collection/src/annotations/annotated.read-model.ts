import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Annotated, AnnotatedRow } from './annotation.js';

/** As many as an import lists. */
const MAX_ROWS = 1_000;

export interface AnnotatedImport extends Annotated {
  partner: string;
  profile: string;
  profileVersion: number;
  createdAt: Date;
  content: Buffer;
}

@Injectable()
export class AnnotatedReadModel {
  /** An import with its file and the values that have problems or remarks; null when it is not the caller's. */
  async find(tx: Transaction, id: string): Promise<AnnotatedImport | null> {
    const [found] = (await tx.manager.query(
      `select i.partner, i.profile, i.profile_version as "profileVersion", i.problem, i.problems_total as "problemsTotal",
              i.created_at as "createdAt", f.name, f.content
         from app.import i join app.import_file f on f.id = i.file_id and f.partner = i.partner
        where i.id = $1 and i.partner = any ($2)`,
      [id, tx.scopes],
    )) as Array<Omit<AnnotatedImport, 'rows'>>;
    return found ? { ...found, rows: await this.rows(tx, id) } : null;
  }

  private async rows(tx: Transaction, id: string): Promise<AnnotatedRow[]> {
    return (await tx.manager.query(
      `select row_no as "rowNo", unit, cell, given, at, outcome, problems from app.import_row
        where partner = any ($1) and import_id = $2 and jsonb_array_length(problems) > 0 order by row_no limit ${MAX_ROWS}`,
      [tx.scopes, id],
    )) as AnnotatedRow[];
  }
}
