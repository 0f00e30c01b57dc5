import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { CountryWorkbook } from './country-workbook-row.js';

const COLUMNS = `id, partner, period_id as "periodId", language, job_id as "jobId", name, sha256, size, created_by as "createdBy",
  created_at as "createdAt", finished_at as "finishedAt", rev`;

@Injectable()
export class CountryWorkbooksRepository {
  async insert(
    tx: Transaction,
    workbook: Pick<CountryWorkbook, 'id' | 'partner' | 'periodId' | 'language'>,
    createdAt: string,
  ): Promise<void> {
    const { id, partner, periodId, language } = workbook;
    await tx.manager.query(
      'insert into app.workbook (id, partner, period_id, language, created_by, created_at) values ($1, $2, $3, $4, $5, $6)',
      [id, partner, periodId, language, tx.actor.id, createdAt],
    );
  }

  async setJob(tx: Transaction, id: string, jobId: string): Promise<void> {
    await tx.manager.query('update app.workbook set job_id = $2 where id = $1 and partner = any ($3)', [
      id,
      jobId,
      tx.scopes,
    ]);
  }

  async find(tx: Transaction, id: string): Promise<CountryWorkbook | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.workbook where id = $1 and partner = any ($2)`,
      [id, tx.scopes],
    )) as CountryWorkbook[];
    return rows[0] ?? null;
  }

  /** The file, once it is there. */
  async content(tx: Transaction, id: string): Promise<{ name: string; content: Buffer } | null> {
    const rows = (await tx.manager.query(
      'select name, content from app.workbook where id = $1 and partner = any ($2) and finished_at is not null',
      [id, tx.scopes],
    )) as Array<{ name: string; content: Buffer }>;
    return rows[0] ?? null;
  }

  /** Stores the file unless there is one already: made twice, the first one stays. */
  async finish(
    tx: Transaction,
    id: string,
    file: { name: string; sha256: string; content: Buffer; at: string },
  ): Promise<boolean> {
    const [, changed] = (await tx.manager.query(
      `update app.workbook set name = $3, sha256 = $4, size = $5, content = $6, finished_at = $7, rev = rev + 1
        where id = $1 and partner = any ($2) and finished_at is null returning id`,
      [id, tx.scopes, file.name, file.sha256, file.content.length, file.content, file.at],
    )) as [unknown[], number];
    return changed === 1;
  }
}
