import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import type { Exemption, ExemptionState } from './exemption.js';

const COLUMNS = `id, partner, unit, rule, until, reason, state, requested_by as "requestedBy", requested_at as "requestedAt",
  decided_by as "decidedBy", decided_at as "decidedAt", decision_reason as "decisionReason", rev`;

export interface ExemptionsFilter {
  partner?: string;
  unit?: string;
  state?: ExemptionState;
}

@Injectable()
export class ExemptionsRepository {
  /** Codes of the rules that are switched off for a slot's report. */
  async rulesExempt(tx: Transaction, slot: Slot): Promise<ReadonlySet<string>> {
    const rows = (await tx.manager.query(
      `select distinct rule from app.rule_exemption
        where partner = $1 and partner = any ($2) and unit = $3 and state = 'GRANTED' and until > $4::date`,
      [slot.partner, tx.scopes, slot.unit, slot.period.start],
    )) as Array<{ rule: string }>;
    return new Set(rows.map((row) => row.rule));
  }

  /** The partner of a unit that the caller may speak for; null for an unknown one. */
  async partnerOfUnit(tx: Transaction, unit: string): Promise<string | null> {
    const rows = (await tx.manager.query(
      'select partner from app.unit where partner = any ($1) and code = $2 and ($3::text[] is null or code = any ($3))',
      [tx.scopes, unit, tx.units],
    )) as Array<{ partner: string }>;
    return rows[0]?.partner ?? null;
  }

  async insert(
    tx: Transaction,
    row: Pick<Exemption, 'id' | 'partner' | 'unit' | 'rule' | 'until' | 'reason'>,
    at: string,
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.rule_exemption (id, partner, unit, rule, until, reason, requested_by, requested_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [row.id, row.partner, row.unit, row.rule, row.until, row.reason, tx.actor.id, at],
    );
  }

  async lock(tx: Transaction, id: string): Promise<Exemption | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.rule_exemption
        where partner = any ($1) and id = $2 and ($3::text[] is null or unit = any ($3)) for update`,
      [tx.scopes, id, tx.units],
    )) as Exemption[];
    return rows[0] ?? null;
  }

  async list(tx: Transaction, filter: ExemptionsFilter, limit: number): Promise<Exemption[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.rule_exemption
        where partner = any ($1) and ($2::text[] is null or unit = any ($2))
          and ($3::text is null or partner = $3) and ($4::text is null or unit = $4) and ($5::text is null or state = $5)
        order by requested_at desc, id desc limit $6`,
      [tx.scopes, tx.units, filter.partner ?? null, filter.unit ?? null, filter.state ?? null, limit],
    )) as Exemption[];
  }

  async decide(
    tx: Transaction,
    id: string,
    { to, reason, at }: { to: ExemptionState; reason: string | null; at: string },
  ): Promise<void> {
    await tx.manager.query(
      `update app.rule_exemption set state = $3, decided_by = $4, decided_at = $5, decision_reason = $6, rev = rev + 1
        where id = $1 and partner = any ($2)`,
      [id, tx.scopes, to, tx.actor.id, at, reason],
    );
  }
}
