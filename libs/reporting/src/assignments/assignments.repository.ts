import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Assignment } from '../slots/slots.repository.js';

/** An assignment with the counter that its changes are compared by. */
export interface RegisteredAssignment extends Assignment {
  rev: number;
}

const COLUMNS = `
  id, partner, unit, form_code as "formCode", valid_from as "validFrom", valid_until as "validUntil",
  sums_to_parent as "sumsToParent", synthetic, rev`;

const WITHIN = `from app.assignment where partner = any ($1) and ($2::text[] is null or unit = any ($2))`;

@Injectable()
export class AssignmentsRepository {
  /** In order of their making. */
  async list(
    tx: Transaction,
    { partner, after, limit }: { partner: string | null; after: string | null; limit: number },
  ): Promise<RegisteredAssignment[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} ${WITHIN} and ($3::text is null or partner = $3) and ($4::uuid is null or id > $4)
        order by id limit $5`,
      [tx.scopes, tx.units, partner, after, limit],
    )) as RegisteredAssignment[];
  }

  async find(tx: Transaction, id: string): Promise<RegisteredAssignment | null> {
    const rows = (await tx.manager.query(`select ${COLUMNS} ${WITHIN} and id = $3`, [
      tx.scopes,
      tx.units,
      id,
    ])) as RegisteredAssignment[];
    return rows[0] ?? null;
  }

  /** Everything that a unit was ever asked for on a form. */
  async listOfUnit(tx: Transaction, unit: string, formCode: string): Promise<RegisteredAssignment[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} ${WITHIN} and unit = $3 and form_code = $4 order by valid_from`,
      [tx.scopes, tx.units, unit, formCode],
    )) as RegisteredAssignment[];
  }

  /** Adds an assignment, or takes one up again that had been taken back before its first day. */
  async insert(tx: Transaction, assignment: Omit<Assignment, 'synthetic'>): Promise<RegisteredAssignment> {
    const { id, partner, unit, formCode, validFrom, validUntil, sumsToParent } = assignment;
    const rows = (await tx.manager.query(
      `insert into app.assignment (id, partner, unit, form_code, valid_from, valid_until, sums_to_parent)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (partner, unit, form_code, valid_from) do update
         set valid_until = excluded.valid_until, sums_to_parent = excluded.sums_to_parent, rev = assignment.rev + 1
         where assignment.partner = any ($8) and assignment.valid_until = assignment.valid_from
       returning ${COLUMNS}`,
      [id, partner, unit, formCode, validFrom, validUntil, sumsToParent, tx.scopes],
    )) as RegisteredAssignment[];
    return rows[0];
  }

  async end(tx: Transaction, id: string, until: string): Promise<RegisteredAssignment> {
    const [rows] = (await tx.manager.query(
      `update app.assignment set valid_until = $3, rev = rev + 1
        where id = $1 and partner = any ($2) returning ${COLUMNS}`,
      [id, tx.scopes, until],
    )) as [RegisteredAssignment[], number];
    return rows[0];
  }
}
