import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { StandardState, StandardVersion } from './standard.js';

const COLUMNS = `code, version, state, titles, illustrative, source, tree, authors, created_at as "createdAt",
  published_by as "publishedBy", published_at as "publishedAt", rev`;

/** What an author writes. */
export type StandardContent = Pick<StandardVersion, 'titles' | 'illustrative' | 'source' | 'tree'>;

@Injectable()
export class StandardsRepository {
  /** Every version, newest first within its code. */
  async list(tx: Transaction, code: string | null): Promise<StandardVersion[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.standard_version where $1::text is null or code = $1 order by code, version desc`,
      [code],
    )) as StandardVersion[];
  }

  async find(tx: Transaction, code: string, version: number): Promise<StandardVersion | null> {
    return this.one(tx, code, version, '');
  }

  async lock(tx: Transaction, code: string, version: number): Promise<StandardVersion | null> {
    return this.one(tx, code, version, 'for update');
  }

  /** Keeps two writers of one code apart, also before its first row exists. */
  async lockCode(tx: Transaction, code: string): Promise<void> {
    await tx.manager.query("select pg_advisory_xact_lock(hashtext('standard ' || $1))", [code]);
  }

  insert(
    tx: Transaction,
    row: StandardContent & Pick<StandardVersion, 'code' | 'version' | 'state'>,
    at: string,
    publishedBy: string | null = null,
  ): void {
    tx.send(
      `insert into app.standard_version (code, version, state, titles, illustrative, source, tree, authors, created_at, published_by, published_at)
       values ($1, $2, $3, $4, $5, $6, $7, array[$8], $9, $10, case when $10::text is null then null else $9::timestamptz end)`,
      [
        row.code,
        row.version,
        row.state,
        JSON.stringify(row.titles),
        row.illustrative,
        row.source,
        JSON.stringify(row.tree),
        tx.actor.id,
        at,
        publishedBy,
      ],
    );
  }

  /** Writes a draft anew and remembers whoever did. */
  replace(tx: Transaction, { code, version }: StandardVersion, content: StandardContent): void {
    tx.send(
      `update app.standard_version set titles = $3, illustrative = $4, source = $5, tree = $6, rev = rev + 1,
              authors = case when $7 = any (authors) then authors else authors || $7 end
        where code = $1 and version = $2`,
      [
        code,
        version,
        JSON.stringify(content.titles),
        content.illustrative,
        content.source,
        JSON.stringify(content.tree),
        tx.actor.id,
      ],
    );
  }

  publish(tx: Transaction, { code, version }: StandardVersion, at: string): void {
    tx.send(
      `update app.standard_version set state = 'PUBLISHED', published_by = $3, published_at = $4, rev = rev + 1
        where code = $1 and version = $2`,
      [code, version, tx.actor.id, at],
    );
  }

  /** Takes versions out of use; `below` those that a newer one replaces. */
  retire(tx: Transaction, code: string, { version, below }: { version?: number; below?: number }): void {
    const state: StandardState = 'PUBLISHED';
    tx.send(
      `update app.standard_version set state = 'RETIRED', rev = rev + 1
        where code = $1 and ((version = $2) or (version < $3 and state = $4))`,
      [code, version ?? null, below ?? null, state],
    );
  }

  private async one(
    tx: Transaction,
    code: string,
    version: number,
    lock: string,
  ): Promise<StandardVersion | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.standard_version where code = $1 and version = $2 ${lock}`,
      [code, version],
    )) as StandardVersion[];
    return rows[0] ?? null;
  }
}
