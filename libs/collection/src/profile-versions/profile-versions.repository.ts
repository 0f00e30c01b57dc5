import { Injectable } from '@nestjs/common';
import { HQ_SCOPE, type Transaction } from '#platform';
import type { ProfileVersion } from './profile-version.js';
import type { ProfileState } from './profile-version.lifecycle.js';

const COLUMNS = `partner, code, version, state, document, created_by as "createdBy", created_by_name as "createdByName",
  created_at as "createdAt", published_by as "publishedBy", published_at as "publishedAt", retired_at as "retiredAt", rev`;

/** Layouts of headquarters are open to every partner; everything else is its partner's own. */
const READABLE = `(partner = any ($1) or partner = '${HQ_SCOPE}')`;

export type NewProfileVersion = Pick<
  ProfileVersion,
  'partner' | 'code' | 'version' | 'state' | 'document' | 'createdBy' | 'createdByName'
>;

@Injectable()
export class ProfileVersionsRepository {
  /** Every version of every layout that these partners may use, oldest version first. */
  async listReadable(tx: Transaction, partners: readonly string[]): Promise<ProfileVersion[]> {
    const visible = partners.filter((partner) => tx.scopes.includes(partner));
    return (await tx.manager.query(
      `select ${COLUMNS} from app.source_profile_version where ${READABLE} order by code, version`,
      [visible],
    )) as ProfileVersion[];
  }

  async listByCode(tx: Transaction, code: string): Promise<ProfileVersion[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.source_profile_version where ${READABLE} and code = $2 order by version`,
      [tx.scopes, code],
    )) as ProfileVersion[];
  }

  /** Keeps two writers of one code apart, also before its first row exists. */
  async lockCode(tx: Transaction, code: string): Promise<void> {
    await tx.manager.query("select pg_advisory_xact_lock(hashtext('source-profile ' || $1))", [code]);
  }

  /** A version that the caller may change: one of the caller's own scopes. */
  async lock(tx: Transaction, code: string, version: number): Promise<ProfileVersion | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.source_profile_version
        where partner = any ($1) and code = $2 and version = $3 for update`,
      [tx.scopes, code, version],
    )) as ProfileVersion[];
    return rows[0] ?? null;
  }

  /** Adds a version; answers false when it is there already. */
  async insert(tx: Transaction, input: NewProfileVersion, at: string): Promise<boolean> {
    const isPublished = input.state === 'PUBLISHED';
    const rows = (await tx.manager.query(
      `insert into app.source_profile_version (partner, code, version, state, document, created_by, created_by_name, created_at,
                                              published_by, published_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning version`,
      [
        input.partner,
        input.code,
        input.version,
        input.state,
        JSON.stringify(input.document),
        input.createdBy,
        input.createdByName,
        at,
        isPublished ? input.createdBy : null,
        isPublished ? at : null,
      ],
    )) as unknown[];
    return rows.length > 0;
  }

  async setState(
    tx: Transaction,
    { partner, code, version }: ProfileVersion,
    state: ProfileState,
    at: string,
  ): Promise<void> {
    await tx.manager.query(
      `update app.source_profile_version
          set state = $5, rev = rev + 1,
              published_by = case when $5 = 'PUBLISHED' then $6 else published_by end,
              published_at = case when $5 = 'PUBLISHED' then $7::timestamptz else published_at end,
              retired_at = case when $5 = 'RETIRED' then $7::timestamptz else retired_at end
        where partner = $1 and partner = any ($2) and code = $3 and version = $4`,
      [partner, tx.scopes, code, version, state, tx.actor.id, at],
    );
  }
}
