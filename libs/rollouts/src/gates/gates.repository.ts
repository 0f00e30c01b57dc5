import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Gate, TemplateCriterion } from '../templates/template.js';
import type { CriterionState, GateCondition, GateReview, RolloutCriterion } from './gate.js';

const CRITERION = `
  select c.id, c.partner, c.rollout_id as "rolloutId", c.gate, c.code, c.title, c.must, c.state, c.reason,
         c.judged_by_name as "judgedByName", c.judged_at as "judgedAt", c.rev
    from app.rollout_criterion c
   where c.partner = any ($1)`;

const REVIEW = `
  select v.id, v.partner, v.rollout_id as "rolloutId", v.gate, v.recommendation, v.summary,
         v.prepared_by as "preparedBy", v.prepared_by_name as "preparedByName", v.prepared_at as "preparedAt",
         v.decision, v.reason, v.to_stage as "toStage", v.review_on as "reviewOn", v.legal_basis as "legalBasis",
         v.decided_by_name as "decidedByName", v.decided_at as "decidedAt"
    from app.gate_review v
   where v.partner = any ($1)`;

const CONDITION = `
  select d.id, d.partner, d.rollout_id as "rolloutId", d.gate, d.body, d.due_on as "dueOn", d.met_at as "metAt", d.rev
    from app.gate_condition d
   where d.partner = any ($1)`;

interface OfRollout {
  id: string;
  partner: string;
}

@Injectable()
export class GatesRepository {
  async insertCriteria(
    tx: Transaction,
    { id, partner }: OfRollout,
    criteria: readonly (TemplateCriterion & { id: string; gate: Gate })[],
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.rollout_criterion (id, partner, rollout_id, gate, code, title, must)
       select c.id, $1, $2, c.gate, c.code, c.title, c.must
         from jsonb_to_recordset($3) as c (id uuid, gate text, code text, title text, must boolean)`,
      [partner, id, JSON.stringify(criteria)],
    );
  }

  async criteriaOf(tx: Transaction, rolloutId: string): Promise<RolloutCriterion[]> {
    return (await tx.manager.query(`${CRITERION} and c.rollout_id = $2 order by c.gate, c.id`, [
      tx.scopes,
      rolloutId,
    ])) as RolloutCriterion[];
  }

  async findCriterion(tx: Transaction, id: string): Promise<RolloutCriterion | null> {
    const rows = (await tx.manager.query(`${CRITERION} and c.id = $2`, [
      tx.scopes,
      id,
    ])) as RolloutCriterion[];
    return rows[0] ?? null;
  }

  /** Judges a criterion that still has this revision; answers whether it had. */
  async judge(
    tx: Transaction,
    { id, rev }: { id: string; rev: number },
    { state, reason, at }: { state: CriterionState; reason: string | null; at: string },
  ): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      `update app.rollout_criterion set state = $3, reason = $4, judged_by = $5, judged_by_name = $6, judged_at = $7,
          rev = rev + 1
        where id = $1 and rev = $2 and partner = any ($8)`,
      [id, rev, state, reason, tx.actor.id, tx.actor.name, at, tx.scopes],
    )) as [unknown[], number];
    return count === 1;
  }

  /** After a recycling the criteria of the gates from here on are judged anew; their proofs stay. */
  reopenFrom(tx: Transaction, rolloutId: string, gate: Gate): void {
    tx.send(
      `update app.rollout_criterion set state = 'OPEN', reason = null, judged_by = null, judged_by_name = null,
          judged_at = null, rev = rev + 1
        where rollout_id = $1 and gate >= $2 and state <> 'OPEN' and partner = any ($3)`,
      [rolloutId, gate, tx.scopes],
    );
  }

  async reviewsOf(tx: Transaction, rolloutId: string): Promise<GateReview[]> {
    return (await tx.manager.query(`${REVIEW} and v.rollout_id = $2 order by v.id`, [
      tx.scopes,
      rolloutId,
    ])) as GateReview[];
  }

  async findUndecided(tx: Transaction, rolloutId: string): Promise<GateReview | null> {
    const rows = (await tx.manager.query(`${REVIEW} and v.rollout_id = $2 and v.decision is null`, [
      tx.scopes,
      rolloutId,
    ])) as GateReview[];
    return rows[0] ?? null;
  }

  /** Prepares a gate; an undecided preparation of it is replaced, since only the last word is decided on. */
  async prepare(
    tx: Transaction,
    id: string,
    review: Pick<GateReview, 'partner' | 'rolloutId' | 'gate' | 'recommendation' | 'summary' | 'preparedAt'>,
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.gate_review (id, partner, rollout_id, gate, recommendation, summary, prepared_by, prepared_by_name,
          prepared_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (partner, rollout_id) where decision is null do update set gate = excluded.gate,
          recommendation = excluded.recommendation, summary = excluded.summary, prepared_by = excluded.prepared_by,
          prepared_by_name = excluded.prepared_by_name, prepared_at = excluded.prepared_at`,
      [
        id,
        review.partner,
        review.rolloutId,
        review.gate,
        review.recommendation,
        review.summary,
        tx.actor.id,
        tx.actor.name,
        review.preparedAt,
      ],
    );
  }

  decide(tx: Transaction, id: string, decided: Partial<GateReview>): void {
    tx.send(
      `update app.gate_review set decision = $2, reason = $3, to_stage = $4, review_on = $5, legal_basis = $6,
          decided_by = $7, decided_by_name = $8, decided_at = $9
        where id = $1 and partner = any ($10)`,
      [
        id,
        decided.decision,
        decided.reason,
        decided.toStage,
        decided.reviewOn,
        decided.legalBasis ? JSON.stringify(decided.legalBasis) : null,
        tx.actor.id,
        tx.actor.name,
        decided.decidedAt,
        tx.scopes,
      ],
    );
  }

  addConditions(
    tx: Transaction,
    review: GateReview,
    conditions: readonly { id: string; body: string; dueOn: string }[],
  ): void {
    if (conditions.length === 0) return;
    tx.send(
      `insert into app.gate_condition (id, partner, rollout_id, review_id, gate, body, due_on)
       select c.id, $1, $2, $3, $4, c.body, c."dueOn"
         from jsonb_to_recordset($5) as c (id uuid, body text, "dueOn" date)`,
      [review.partner, review.rolloutId, review.id, review.gate, JSON.stringify(conditions)],
    );
  }

  async conditionsOf(tx: Transaction, rolloutId: string): Promise<GateCondition[]> {
    return (await tx.manager.query(`${CONDITION} and d.rollout_id = $2 order by d.due_on, d.id`, [
      tx.scopes,
      rolloutId,
    ])) as GateCondition[];
  }

  async findCondition(tx: Transaction, id: string): Promise<GateCondition | null> {
    const rows = (await tx.manager.query(`${CONDITION} and d.id = $2`, [tx.scopes, id])) as GateCondition[];
    return rows[0] ?? null;
  }

  /** Marks a condition as met that still has this revision and is not met; answers whether it was so. */
  async meetCondition(
    tx: Transaction,
    { id, rev }: { id: string; rev: number },
    metAt: string,
  ): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      `update app.gate_condition set met_at = $3, met_by = $4, rev = rev + 1
        where id = $1 and rev = $2 and met_at is null and partner = any ($5)`,
      [id, rev, metAt, tx.actor.id, tx.scopes],
    )) as [unknown[], number];
    return count === 1;
  }
}
