import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { ApprovedTarget, Target, TargetState } from './target.js';

const COLUMNS = `id, partner, unit, indicator, indicator_version as "indicatorVersion", period, value::text as value,
  upper::text as upper, baseline::text as baseline, state, proposed_by as "proposedBy", proposed_at as "proposedAt",
  decided_by as "decidedBy", decided_at as "decidedAt", decision_reason as "decisionReason", rev`;

export type NewTarget = Pick<
  Target,
  'id' | 'partner' | 'unit' | 'indicator' | 'indicatorVersion' | 'period' | 'value' | 'upper' | 'baseline'
>;

export interface TargetsFilter {
  partner?: string;
  unit?: string;
  indicator?: string;
  period?: string;
  state?: TargetState;
}

@Injectable()
export class TargetsRepository {
  /** The partner of each unit that the caller may speak for. */
  async partnersOfUnits(tx: Transaction, units: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = (await tx.manager.query(
      `select code, partner from app.unit
        where partner = any ($1) and ($2::text[] is null or code = any ($2)) and code = any ($3)`,
      [tx.scopes, tx.units, units],
    )) as Array<{ code: string; partner: string }>;
    return new Map(rows.map(({ code, partner }) => [code, partner]));
  }

  async insert(tx: Transaction, targets: readonly NewTarget[], at: string): Promise<void> {
    await tx.manager.query(
      `insert into app.indicator_target (id, partner, unit, indicator, indicator_version, period, value, upper, baseline, proposed_by, proposed_at)
       select t.id, t.partner, t.unit, t.indicator, t."indicatorVersion", t.period, t.value, t.upper, t.baseline, $2, $3
         from jsonb_to_recordset($1) as t (id uuid, partner text, unit text, indicator text, "indicatorVersion" integer,
                                           period text, value numeric, upper numeric, baseline numeric)`,
      [JSON.stringify(targets), tx.actor.id, at],
    );
  }

  async list(tx: Transaction, filter: TargetsFilter, limit: number): Promise<Target[]> {
    const { partner = null, unit = null, indicator = null, period = null, state = null } = filter;
    return (await tx.manager.query(
      `select ${COLUMNS} from app.indicator_target
        where partner = any ($1) and ($2::text[] is null or unit = any ($2))
          and ($3::text is null or partner = $3) and ($4::text is null or unit = $4) and ($5::text is null or indicator = $5)
          and ($6::text is null or period = $6) and ($7::text is null or state = $7)
        order by period desc, partner, unit, indicator, id desc limit $8`,
      [tx.scopes, tx.units, partner, unit, indicator, period, state, limit],
    )) as Target[];
  }

  async listByIds(tx: Transaction, ids: readonly string[]): Promise<Target[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.indicator_target where partner = any ($1) and id = any ($2) order by id`,
      [tx.scopes, ids],
    )) as Target[];
  }

  async lock(tx: Transaction, id: string): Promise<Target | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.indicator_target
        where partner = any ($1) and ($2::text[] is null or unit = any ($2)) and id = $3 for update`,
      [tx.scopes, tx.units, id],
    )) as Target[];
    return rows[0] ?? null;
  }

  async decide(
    tx: Transaction,
    id: string,
    { to, reason, at }: { to: TargetState; reason: string | null; at: string },
  ): Promise<void> {
    await tx.manager.query(
      `update app.indicator_target set state = $3, decided_by = $4, decided_at = $5, decision_reason = $6, rev = rev + 1
        where id = $1 and partner = any ($2)`,
      [id, tx.scopes, to, tx.actor.id, at, reason],
    );
  }

  /** Lets the target that held for the same figure go; answers its id. */
  async supersede(tx: Transaction, { partner, unit, indicator, period }: Target): Promise<string | null> {
    const [rows] = (await tx.manager.query(
      `update app.indicator_target set state = 'SUPERSEDED', rev = rev + 1
        where partner = $1 and partner = any ($5) and unit = $2 and indicator = $3 and period = $4 and state = 'APPROVED'
        returning id`,
      [partner, unit, indicator, period, tx.scopes],
    )) as [Array<{ id: string }>, number];
    return rows[0]?.id ?? null;
  }

  /** What a unit's report of a month is measured by. */
  async listApproved(
    tx: Transaction,
    { partner, unit, period }: Pick<Target, 'partner' | 'unit' | 'period'>,
  ): Promise<ApprovedTarget[]> {
    return (await tx.manager.query(
      `select indicator, value::text as value, upper::text as upper, baseline::text as baseline from app.indicator_target
        where partner = $1 and partner = any ($4) and unit = $2 and period = $3 and state = 'APPROVED' order by indicator`,
      [partner, unit, period, tx.scopes],
    )) as ApprovedTarget[];
  }

  /** How many targets of an indicator are proposed or hold, over everything that the caller sees. */
  async countOpen(tx: Transaction, indicator: string): Promise<number> {
    const [row] = (await tx.manager.query(
      `select count(*)::int as n from app.indicator_target
        where partner = any ($1) and indicator = $2 and state in ('PROPOSED', 'APPROVED')`,
      [tx.scopes, indicator],
    )) as Array<{ n: number }>;
    return row.n;
  }
}
