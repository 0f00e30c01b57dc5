import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { ConfigurationState } from '../configuration/configuration.lifecycle.js';
import type { RuleVersion } from './rule-version.js';

const COLUMNS = `code, version, state, document, draft_rev as "draftRev", authors, created_by_name as "createdByName",
  created_at as "createdAt", published_by as "publishedBy", published_at as "publishedAt", retired_at as "retiredAt", rev`;

export type NewRuleVersion = Pick<
  RuleVersion,
  'code' | 'version' | 'state' | 'document' | 'authors' | 'createdByName' | 'publishedBy'
>;

@Injectable()
export class RuleVersionsRepository {
  async listPublished(tx: Transaction): Promise<RuleVersion[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.rule_version where state = 'PUBLISHED' order by code`,
    )) as RuleVersion[];
  }

  async listAll(tx: Transaction): Promise<RuleVersion[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.rule_version order by code, version`,
    )) as RuleVersion[];
  }

  async listByCode(tx: Transaction, code: string): Promise<RuleVersion[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.rule_version where code = $1 order by version`,
      [code],
    )) as RuleVersion[];
  }

  /** Keeps two writers of one code apart, also before its first row exists. */
  async lockCode(tx: Transaction, code: string): Promise<void> {
    await tx.manager.query("select pg_advisory_xact_lock(hashtext('rule ' || $1))", [code]);
  }

  /** Adds a version; answers false when it is there already. */
  async insert(tx: Transaction, input: NewRuleVersion, at: string): Promise<boolean> {
    const rows = (await tx.manager.query(
      `insert into app.rule_version (code, version, state, document, authors, created_by_name, created_at, published_by, published_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, case when $8::text is null then null else $7::timestamptz end)
       on conflict do nothing returning version`,
      [
        input.code,
        input.version,
        input.state,
        JSON.stringify(input.document),
        input.authors,
        input.createdByName,
        at,
        input.publishedBy,
      ],
    )) as unknown[];
    return rows.length > 0;
  }

  /** Writes a draft anew; whoever did so is one of its authors. */
  async edit(
    tx: Transaction,
    { code, version }: Pick<RuleVersion, 'code' | 'version'>,
    document: object,
  ): Promise<void> {
    await tx.manager.query(
      `update app.rule_version
          set document = $3, draft_rev = draft_rev + 1, rev = rev + 1,
              authors = case when $4 = any (authors) then authors else authors || $4 end
        where code = $1 and version = $2`,
      [code, version, JSON.stringify(document), tx.actor.id],
    );
  }

  async setState(
    tx: Transaction,
    { code, version }: Pick<RuleVersion, 'code' | 'version'>,
    state: ConfigurationState,
    at: string,
  ): Promise<void> {
    await tx.manager.query(
      `update app.rule_version
          set state = $3, rev = rev + 1,
              published_by = case when $3 = 'PUBLISHED' then $4 else published_by end,
              published_at = case when $3 = 'PUBLISHED' then $5::timestamptz else published_at end,
              retired_at = case when $3 = 'RETIRED' then $5::timestamptz else retired_at end
        where code = $1 and version = $2`,
      [code, version, state, tx.actor.id, at],
    );
  }
}
