import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { ConfigurationState } from '../configuration/configuration.lifecycle.js';
import type { DefinitionKey, DefinitionKind, DefinitionVersion } from './definition-version.js';

const COLUMNS = `kind, code, version, state, document, draft_rev as "draftRev", authors, created_by_name as "createdByName",
  created_at as "createdAt", examined_draft_rev as "examinedDraftRev", published_by as "publishedBy",
  published_at as "publishedAt", retired_at as "retiredAt", rev`;

export type NewDefinitionVersion = DefinitionKey &
  Pick<DefinitionVersion, 'state' | 'document' | 'authors' | 'createdByName' | 'publishedBy'>;

@Injectable()
export class DefinitionsRepository {
  async listAll(tx: Transaction, kind: DefinitionKind): Promise<DefinitionVersion[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.definition_version where kind = $1 order by code, version`,
      [kind],
    )) as DefinitionVersion[];
  }

  async listByCode(tx: Transaction, kind: DefinitionKind, code: string): Promise<DefinitionVersion[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.definition_version where kind = $1 and code = $2 order by version`,
      [kind, code],
    )) as DefinitionVersion[];
  }

  /** Keeps two writers of one code apart, also before its first row exists. */
  async lockCode(tx: Transaction, kind: DefinitionKind, code: string): Promise<void> {
    await tx.manager.query("select pg_advisory_xact_lock(hashtext('definition ' || $1 || ' ' || $2))", [
      kind,
      code,
    ]);
  }

  async insert(tx: Transaction, input: NewDefinitionVersion, at: string): Promise<void> {
    const { kind, code, version, state, document, authors, createdByName, publishedBy } = input;
    await tx.manager.query(
      `insert into app.definition_version (kind, code, version, state, document, authors, created_by_name, created_at, published_by, published_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $9::text is null then null else $8::timestamptz end)`,
      [kind, code, version, state, JSON.stringify(document), authors, createdByName, at, publishedBy],
    );
  }

  /** Writes a draft anew; whoever did so is one of its authors. */
  async edit(tx: Transaction, { kind, code, version }: DefinitionKey, document: object): Promise<void> {
    await tx.manager.query(
      `update app.definition_version
          set document = $4, draft_rev = draft_rev + 1, rev = rev + 1,
              authors = case when $5 = any (authors) then authors else authors || $5 end
        where kind = $1 and code = $2 and version = $3`,
      [kind, code, version, JSON.stringify(document), tx.actor.id],
    );
  }

  /** Remembers that the effects of the draft, as it stands, were looked at. */
  async markExamined(tx: Transaction, { kind, code, version }: DefinitionKey): Promise<void> {
    await tx.manager.query(
      'update app.definition_version set examined_draft_rev = draft_rev where kind = $1 and code = $2 and version = $3',
      [kind, code, version],
    );
  }

  async setState(
    tx: Transaction,
    { kind, code, version }: DefinitionKey,
    state: ConfigurationState,
    at: string,
  ): Promise<void> {
    await tx.manager.query(
      `update app.definition_version
          set state = $4, rev = rev + 1,
              published_by = case when $4 = 'PUBLISHED' then $5 else published_by end,
              published_at = case when $4 = 'PUBLISHED' then $6::timestamptz else published_at end,
              retired_at = case when $4 = 'RETIRED' then $6::timestamptz else retired_at end
        where kind = $1 and code = $2 and version = $3`,
      [kind, code, version, state, tx.actor.id, at],
    );
  }
}
