import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { RolloutTemplate } from '../templates/template.js';
import type { NewRollout, Rollout } from './rollout.js';

const ROLLOUT = `
  select r.id, r.partner, r.title, r.template_code as "templateCode", r.template_version as "templateVersion",
         r.component, r.unit, r.instrument_id as "instrumentId", r.desk, r.status, r.stage,
         r.agreement_in_force as "agreementInForce", r.planned_opening as "plannedOpening",
         r.forecast_opening as "forecastOpening", r.baseline_opening as "baselineOpening",
         r.baseline_set_at as "baselineSetAt", r.baselines,
         jsonb_build_object('earliest', r.opened_earliest, 'latest', r.opened_latest,
                            'precision', r.opened_precision, 'text', r.opened_text) as opened,
         r.reason, r.review_on as "reviewOn", r.synthetic, r.created_at as "createdAt", r.rev
    from app.rollout r
   where r.partner = any ($1)`;

/** What a step or a new plan changes of a rollout. */
export type RolloutChange = Pick<
  Rollout,
  | 'status'
  | 'stage'
  | 'agreementInForce'
  | 'plannedOpening'
  | 'forecastOpening'
  | 'baselineOpening'
  | 'baselineSetAt'
  | 'baselines'
  | 'opened'
  | 'reason'
  | 'reviewOn'
>;

/** What is asked of the list; absent members leave it open. */
export interface RolloutFilter {
  partner?: string;
  status?: string;
  template?: string;
}

@Injectable()
export class RolloutsRepository {
  async insert(
    tx: Transaction,
    id: string,
    rollout: NewRollout,
    { code, version }: RolloutTemplate,
    createdAt: string,
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.rollout (id, partner, title, template_code, template_version, component, unit, instrument_id, desk,
          status, stage, agreement_in_force, planned_opening, created_at, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'PROPOSED', 'S0', $10, $11, $12, $13)`,
      [
        id,
        rollout.partner,
        rollout.title,
        code,
        version,
        rollout.component,
        rollout.unit,
        rollout.instrumentId,
        rollout.desk,
        rollout.agreementInForce,
        rollout.plannedOpening,
        createdAt,
        tx.actor.id,
      ],
    );
  }

  async find(tx: Transaction, id: string): Promise<Rollout | null> {
    const rows = (await tx.manager.query(`${ROLLOUT} and r.id = $2`, [tx.scopes, id])) as Rollout[];
    return rows[0] ?? null;
  }

  /** Whoever changes a part of a rollout holds the rollout meanwhile, so that no gate opens under their hands. */
  async lockById(tx: Transaction, id: string): Promise<Rollout | null> {
    const rows = (await tx.manager.query(`${ROLLOUT} and r.id = $2 for update`, [
      tx.scopes,
      id,
    ])) as Rollout[];
    return rows[0] ?? null;
  }

  /** Newest first; `after` is the key of the row before. */
  async list(
    tx: Transaction,
    { partner, status, template }: RolloutFilter,
    after: readonly string[] | null,
    limit: number,
  ): Promise<Rollout[]> {
    const [afterId = null] = after ?? [];
    return (await tx.manager.query(
      `${ROLLOUT}
         and ($2::text is null or r.partner = $2)
         and ($3::text is null or r.status = $3)
         and ($4::text is null or r.template_code = $4)
         and ($5::uuid is null or r.id < $5)
       order by r.id desc limit $6`,
      [tx.scopes, partner ?? null, status ?? null, template ?? null, afterId, limit],
    )) as Rollout[];
  }

  /** Changes a rollout that the transaction holds; answers its new revision. */
  async change(tx: Transaction, id: string, change: RolloutChange): Promise<number> {
    const { opened } = change;
    const [rows] = (await tx.manager.query(
      `update app.rollout set status = $3, stage = $4, agreement_in_force = $5, planned_opening = $6,
          forecast_opening = $7, baseline_opening = $8, baseline_set_at = $9, baselines = $10, opened_earliest = $11,
          opened_latest = $12, opened_precision = $13, opened_text = $14, reason = $15, review_on = $16, rev = rev + 1
        where id = $1 and partner = any ($2) returning rev`,
      [
        id,
        tx.scopes,
        change.status,
        change.stage,
        change.agreementInForce,
        change.plannedOpening,
        change.forecastOpening,
        change.baselineOpening,
        change.baselineSetAt,
        change.baselines,
        opened.earliest,
        opened.latest,
        opened.precision,
        opened.text,
        change.reason,
        change.reviewOn,
      ],
    )) as [{ rev: number }[], number];
    return rows[0].rev;
  }
}
