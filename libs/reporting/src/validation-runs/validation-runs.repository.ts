import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { JudgedFinding } from './finding-state.js';
import type { OpenFinding, ValidationRun } from './validation-run.js';

const RUN = `id, partner, slot_id as "slotId", submission_id as "submissionId", submission_rev as "submissionRev", trigger, snapshot,
  snapshot_hash as "snapshotHash", findings, exempted, announced, run_by as "runBy", run_at as "runAt"`;
const FINDING = `rule, cell, finding_id as "findingId", severity, state, explanation, announced_at as "announcedAt",
  changed_at as "changedAt"`;

export type NewRun = Omit<ValidationRun, 'runBy' | 'runAt'>;

@Injectable()
export class ValidationRunsRepository {
  insert(tx: Transaction, run: NewRun, at: string): void {
    tx.send(
      `insert into app.validation_run (id, partner, slot_id, submission_id, submission_rev, trigger, snapshot, snapshot_hash, findings,
                                       exempted, announced, run_by, run_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        run.id,
        run.partner,
        run.slotId,
        run.submissionId,
        run.submissionRev,
        run.trigger,
        JSON.stringify(run.snapshot),
        run.snapshotHash,
        JSON.stringify(run.findings),
        JSON.stringify(run.exempted),
        run.announced,
        tx.actor.id,
        at,
      ],
    );
  }

  async findLast(tx: Transaction, submissionId: string): Promise<ValidationRun | null> {
    const rows = (await tx.manager.query(
      `select ${RUN} from app.validation_run where partner = any ($1) and submission_id = $2 order by run_at desc, id desc limit 1`,
      [tx.scopes, submissionId],
    )) as ValidationRun[];
    return rows[0] ?? null;
  }

  /** The last run of a revision with one trigger. */
  async findLastBy(
    tx: Transaction,
    submissionId: string,
    trigger: ValidationRun['trigger'],
  ): Promise<Pick<ValidationRun, 'snapshotHash' | 'findings'> | null> {
    const rows = (await tx.manager.query(
      `select snapshot_hash as "snapshotHash", findings from app.validation_run
        where partner = any ($1) and submission_id = $2 and trigger = $3 order by run_at desc, id desc limit 1`,
      [tx.scopes, submissionId, trigger],
    )) as Array<Pick<ValidationRun, 'snapshotHash' | 'findings'>>;
    return rows[0] ?? null;
  }

  async listFindings(tx: Transaction, slotId: string): Promise<OpenFinding[]> {
    return (await tx.manager.query(
      `select ${FINDING} from app.open_finding where partner = any ($1) and slot_id = $2 order by rule, cell`,
      [tx.scopes, slotId],
    )) as OpenFinding[];
  }

  /** Keeps how each violation stands; the instant of the announcement moves only with news. */
  async saveFindings(
    tx: Transaction,
    { partner, slotId }: Pick<ValidationRun, 'partner' | 'slotId'>,
    judged: readonly JudgedFinding[],
    at: string,
  ): Promise<void> {
    if (judged.length === 0) return;
    await tx.manager.query(
      `insert into app.open_finding as o (partner, slot_id, rule, cell, finding_id, severity, state, explanation, announced_at, changed_at)
       select $1, $2, rule, cell, id, severity, state, explanation, $3, $3
         from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[]) as f (rule, cell, id, severity, state, explanation)
       on conflict (partner, slot_id, rule, cell) do update
          set finding_id = excluded.finding_id, severity = excluded.severity, state = excluded.state, explanation = excluded.explanation,
              announced_at = case when o.state = 'FIXED' then excluded.announced_at else o.announced_at end,
              changed_at = case when o.state = excluded.state then o.changed_at else excluded.changed_at end`,
      [
        partner,
        slotId,
        at,
        judged.map(({ finding }) => finding.rule),
        judged.map(({ finding }) => finding.cell),
        judged.map(({ finding }) => finding.id),
        judged.map(({ finding }) => finding.severity),
        judged.map(({ state }) => state),
        judged.map(({ explanation }) => explanation),
      ],
    );
  }

  async markFixed(
    tx: Transaction,
    slotId: string,
    fixed: ReadonlyArray<Pick<OpenFinding, 'rule' | 'cell'>>,
    at: string,
  ): Promise<void> {
    if (fixed.length === 0) return;
    await tx.manager.query(
      `update app.open_finding o set state = 'FIXED', changed_at = $3
         from unnest($4::text[], $5::text[]) as f (rule, cell)
        where o.partner = any ($1) and o.slot_id = $2 and o.rule = f.rule and o.cell = f.cell`,
      [tx.scopes, slotId, at, fixed.map(({ rule }) => rule), fixed.map(({ cell }) => cell)],
    );
  }
}
