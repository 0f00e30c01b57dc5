import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { TemplateTask } from '../templates/template.js';
import type { MovedTask, Replan, RolloutTask } from './rollout-task.js';

const TASK = `
  select t.id, t.partner, t.rollout_id as "rolloutId", t.code, t.title, t.stage, t.owner_side as "ownerSide", t.anchor,
         t.anchor_task as "anchorTask", t.days, t.critical, t.mandatory, t.state, t.due_on as "dueOn",
         t.baseline_due_on as "baselineDueOn", t.done_on as "doneOn", t.reason, t.rev
    from app.rollout_task t
   where t.partner = any ($1)`;

@Injectable()
export class TasksRepository {
  async insertAll(
    tx: Transaction,
    { id, partner }: { id: string; partner: string },
    tasks: readonly (TemplateTask & { id: string; dueOn: string | null })[],
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.rollout_task (id, partner, rollout_id, code, title, stage, owner_side, anchor, anchor_task, days,
          critical, mandatory, due_on)
       select t.id, $1, $2, t.code, t.title, t.stage, t."ownerSide", t.anchor, t."anchorTask", t.days, t.critical,
              t.mandatory, t."dueOn"
         from jsonb_to_recordset($3) as t (id uuid, code text, title text, stage text, "ownerSide" text, anchor text,
              "anchorTask" text, days integer, critical boolean, mandatory boolean, "dueOn" date)`,
      [partner, id, JSON.stringify(tasks)],
    );
  }

  /** By day; what has none comes last. */
  async listOf(tx: Transaction, rolloutId: string): Promise<RolloutTask[]> {
    return (await tx.manager.query(`${TASK} and t.rollout_id = $2 order by t.due_on nulls last, t.id`, [
      tx.scopes,
      rolloutId,
    ])) as RolloutTask[];
  }

  async find(tx: Transaction, id: string): Promise<RolloutTask | null> {
    const rows = (await tx.manager.query(`${TASK} and t.id = $2`, [tx.scopes, id])) as RolloutTask[];
    return rows[0] ?? null;
  }

  /** Takes a step of a task that still has this revision; answers whether it had. */
  async takeStep(
    tx: Transaction,
    { id, rev }: { id: string; rev: number },
    { state, doneOn, reason }: Pick<RolloutTask, 'state' | 'doneOn' | 'reason'>,
  ): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      `update app.rollout_task set state = $3, done_on = $4, reason = $5, rev = rev + 1
        where id = $1 and rev = $2 and partner = any ($6)`,
      [id, rev, state, doneOn, reason, tx.scopes],
    )) as [unknown[], number];
    return count === 1;
  }

  /** Gives tasks the days of a new plan; the rollout is held, so that none of them is completed meanwhile. */
  move(tx: Transaction, rolloutId: string, moved: readonly MovedTask[]): void {
    if (moved.length === 0) return;
    tx.send(
      `update app.rollout_task t set due_on = m.after, rev = t.rev + 1
         from jsonb_to_recordset($2) as m (id uuid, after date)
        where t.id = m.id and t.rollout_id = $1 and t.partner = any ($3)`,
      [rolloutId, JSON.stringify(moved), tx.scopes],
    );
  }

  /** The baseline of every task is its day of now. */
  freeze(tx: Transaction, rolloutId: string): void {
    tx.send(
      `update app.rollout_task set baseline_due_on = due_on where rollout_id = $1 and partner = any ($2)`,
      [rolloutId, tx.scopes],
    );
  }

  remember(
    tx: Transaction,
    { id: rolloutId, partner }: { id: string; partner: string },
    replan: Omit<Replan, 'recordedByName'>,
  ): void {
    tx.send(
      `insert into app.rollout_replan (id, partner, rollout_id, reason_code, note, before, after, moved, after_baseline,
          recorded_at, recorded_by, recorded_by_name)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        replan.id,
        partner,
        rolloutId,
        replan.reasonCode,
        replan.note,
        JSON.stringify(replan.before),
        JSON.stringify(replan.after),
        JSON.stringify(replan.moved),
        replan.afterBaseline,
        replan.recordedAt,
        tx.actor.id,
        tx.actor.name,
      ],
    );
  }

  /** Oldest first. */
  async replansOf(tx: Transaction, rolloutId: string): Promise<Replan[]> {
    return (await tx.manager.query(
      `select id, reason_code as "reasonCode", note, before, after, moved, after_baseline as "afterBaseline",
              recorded_at as "recordedAt", recorded_by_name as "recordedByName"
         from app.rollout_replan
        where partner = any ($1) and rollout_id = $2
        order by id`,
      [tx.scopes, rolloutId],
    )) as Replan[];
  }
}
