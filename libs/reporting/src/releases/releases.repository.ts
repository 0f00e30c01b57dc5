import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Release, ReleasedFigure, ReleaseScope } from './release.js';

/** Shared with the ledger, which takes it for reading whenever it writes. */
const LEDGER_LOCK = 'official-figures';

/** What a release is read as: one row for each of its partners that the reader sees, as one release. */
const RELEASE = `
  select r.id, array_agg(r.partner order by r.partner) as partners, r.partner_count as "partnerCount", r.name, r.title,
         r.month_from as "from", r.month_to as "to", r.indicators, r.watermark, r.figures, r.checksum,
         r.published_at as "publishedAt", r.published_by as "publishedBy", r.published_by_name as "publishedByName"
    from app.release r where r.partner = any ($1)`;
const AS_ONE = `group by r.id, r.partner_count, r.name, r.title, r.month_from, r.month_to, r.indicators, r.watermark, r.figures,
  r.checksum, r.published_at, r.published_by, r.published_by_name`;

export const RELEASED_FIGURE = `f.partner, f.unit, f.indicator, f.indicator_version as "indicatorVersion", f.period_id as period,
  f.aligned_to as "alignedTo", f.kind, f.value::text as value, f.synthetic`;

/** Of the ledger `o`: what belongs to a scope in $1 to $4; $1 is what the caller may see of its partners. */
const WITHIN = `o.partner = any ($1) and o.aligned_to between $2 and $3 and ($4::text[] is null or o.indicator = any ($4))`;

type ReleaseRow = Omit<Release, 'watermark' | 'publishedAt'> & { watermark: Date; publishedAt: Date };

@Injectable()
export class ReleasesRepository {
  /** Waits until no acceptance is half written and lets none begin, so that the watermark leaves nothing out. */
  async lockLedger(tx: Transaction): Promise<void> {
    await tx.manager.query('select pg_advisory_xact_lock(hashtext($1))', [LEDGER_LOCK]);
  }

  /** The last change of the ledger within a scope, RFC 3339; null when it holds nothing of it. */
  async watermarkOf(tx: Transaction, scope: ReleaseScope): Promise<string | null> {
    const [{ watermark }] = (await tx.manager.query(
      `select greatest(max(o.known_from), max(o.known_to)) as watermark from app.observation o where ${WITHIN}`,
      this.parametersOf(tx, scope),
    )) as [{ watermark: Date | null }];
    return watermark?.toISOString() ?? null;
  }

  /** What was official within a scope at an instant. */
  async officialAt(tx: Transaction, scope: ReleaseScope, instant: string): Promise<ReleasedFigure[]> {
    return (await tx.manager.query(
      `select o.partner, o.unit, o.cell as indicator, v.version as "indicatorVersion", o.period_id as period, o.aligned_to as "alignedTo",
              o.kind, o.value::text as value, o.synthetic
         from app.observation o join app.indicator_version v on v.id = o.indicator_version_id
        where ${WITHIN} and o.known_from <= $5 and (o.known_to is null or o.known_to > $5)`,
      [...this.parametersOf(tx, scope), instant],
    )) as ReleasedFigure[];
  }

  async insert(tx: Transaction, release: Release): Promise<void> {
    const { id, name, title, from, to, indicators, partners, watermark, figures, checksum } = release;
    await tx.manager.query(
      `insert into app.release (partner, id, partner_count, name, title, month_from, month_to, indicators, watermark, figures, checksum,
                                published_at, published_by, published_by_name)
       select p.partner, $2, cardinality($1::text[]), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 from unnest($1::text[]) as p (partner)`,
      [
        partners,
        id,
        name,
        title,
        from,
        to,
        indicators,
        watermark,
        figures,
        checksum,
        release.publishedAt,
        release.publishedBy,
        release.publishedByName,
      ],
    );
  }

  /** Keeps the figures themselves, so that what was released can be shown whatever becomes of the ledger. */
  async insertFigures(tx: Transaction, { id, watermark, ...scope }: Release): Promise<void> {
    await tx.manager.query(
      `insert into app.release_figure (partner, release_id, unit, indicator, indicator_version, period_id, aligned_to, kind, value, synthetic)
       select o.partner, $6, o.unit, o.cell, v.version, o.period_id, o.aligned_to, o.kind, o.value, o.synthetic
         from app.observation o join app.indicator_version v on v.id = o.indicator_version_id
        where ${WITHIN} and o.known_from <= $5 and (o.known_to is null or o.known_to > $5)`,
      [...this.parametersOf(tx, scope), watermark, id],
    );
  }

  async find(tx: Transaction, id: string): Promise<Release | null> {
    const rows = (await tx.manager.query(`${RELEASE} and r.id = $2 ${AS_ONE}`, [
      tx.scopes,
      id,
    ])) as ReleaseRow[];
    return rows[0] ? releaseFromRow(rows[0]) : null;
  }

  async isNameTaken(tx: Transaction, name: string): Promise<boolean> {
    const rows = (await tx.manager.query(
      'select 1 from app.release r where r.partner = any ($1) and r.name = $2 limit 1',
      [tx.scopes, name],
    )) as unknown[];
    return rows.length > 0;
  }

  /** Newest first; ids grow with time. `after` is the id of the row before. */
  async list(tx: Transaction, after: string | null, limit: number): Promise<Release[]> {
    const rows = (await tx.manager.query(
      `${RELEASE} and ($2::uuid is null or r.id < $2) ${AS_ONE} order by r.id desc limit $3`,
      [tx.scopes, after, limit],
    )) as ReleaseRow[];
    return rows.map(releaseFromRow);
  }

  /** Releases that a partner's month belongs to, each with the indicators it is limited to. */
  async listCovering(
    tx: Transaction,
    partner: string,
    month: string,
  ): Promise<Array<Pick<Release, 'id' | 'name' | 'indicators'>>> {
    return (await tx.manager.query(
      `select r.id, r.name, r.indicators from app.release r
        where r.partner = any ($1) and r.partner = $2 and $3 between r.month_from and r.month_to order by r.id`,
      [tx.scopes, partner, month],
    )) as Array<Pick<Release, 'id' | 'name' | 'indicators'>>;
  }

  /** Codes among these that no indicator has. */
  async unknownIndicators(tx: Transaction, codes: readonly string[]): Promise<string[]> {
    const rows = (await tx.manager.query(
      `select c.code from unnest($1::text[]) as c (code)
        where not exists (select 1 from app.indicator_version v where v.code = c.code)`,
      [codes],
    )) as Array<{ code: string }>;
    return rows.map(({ code }) => code);
  }

  private parametersOf(tx: Transaction, { partners, from, to, indicators }: ReleaseScope): unknown[] {
    return [partners.filter((partner) => tx.scopes.includes(partner)), from, to, indicators];
  }
}

function releaseFromRow(row: ReleaseRow): Release {
  return { ...row, watermark: row.watermark.toISOString(), publishedAt: row.publishedAt.toISOString() };
}
