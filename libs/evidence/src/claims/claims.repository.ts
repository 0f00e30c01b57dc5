import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Claim, ClaimStatus, NewClaim, PublicSource } from './claim.js';

/** Writes claims and their sources; what a source said is inserted once and never changed. */
@Injectable()
export class ClaimsRepository {
  /** Inserts a claim unless its origin is recorded already; answers whether it was new. */
  async insert(tx: Transaction, id: string, claim: NewClaim): Promise<boolean> {
    const { asOf } = claim;
    const inserted = (await tx.manager.query(
      `insert into app.claim (id, partner, origin, subject_type, subject_code, property, value, value_text, unit,
          as_of_earliest, as_of_latest, as_of_precision, as_of_text, note, status, conflict_group)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
       on conflict (partner, origin) do nothing returning id`,
      [
        id,
        claim.partner,
        claim.origin,
        claim.subjectType,
        claim.subjectCode,
        claim.property,
        claim.value === null ? null : JSON.stringify(claim.value),
        claim.valueText,
        claim.unit,
        asOf.earliest,
        asOf.latest,
        asOf.precision,
        asOf.text,
        claim.note,
        claim.status,
        claim.conflictGroup,
      ],
    )) as unknown[];
    return inserted.length === 1;
  }

  async addSource(tx: Transaction, partner: string, claimId: string, source: PublicSource): Promise<void> {
    await tx.manager.query(
      `insert into app.public_source (partner, url, title, publisher, published_on) values ($1, $2, $3, $4, $5)
       on conflict (partner, url) do nothing`,
      [partner, source.url, source.title, source.publisher, source.publishedOn],
    );
    await tx.manager.query(
      'insert into app.claim_source (partner, claim_id, url) values ($1, $2, $3) on conflict do nothing',
      [partner, claimId, source.url],
    );
  }

  /** Locks the accepted claim that competes with the given one, if there is one. */
  async lockAcceptedRival(tx: Transaction, claim: Claim): Promise<{ id: string; rev: number } | null> {
    const rows = (await tx.manager.query(
      `select id, rev from app.claim
        where partner = $1 and partner = any ($2) and subject_type = $3 and subject_code = $4 and property = $5
          and coalesce(conflict_group, '') = coalesce($6, '') and status = 'ACCEPTED' and id <> $7
        for update`,
      [
        claim.partner,
        tx.scopes,
        claim.subjectType,
        claim.subjectCode,
        claim.property,
        claim.conflictGroup,
        claim.id,
      ],
    )) as { id: string; rev: number }[];
    return rows[0] ?? null;
  }

  /** Moves a claim to a status if it still has the revision; answers whether it had. */
  async setStatus(tx: Transaction, id: string, rev: number, status: ClaimStatus): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      'update app.claim set status = $3, rev = rev + 1 where id = $1 and rev = $2 and partner = any ($4)',
      [id, rev, status, tx.scopes],
    )) as [unknown[], number];
    return count === 1;
  }
}
