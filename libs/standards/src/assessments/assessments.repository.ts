import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { TreeScore } from '../trees/scores.js';
import type { Assessment, AssessmentKind, AssessmentState, ItemResult } from './assessment.js';

const COLUMNS = `a.id, a.partner, a.unit, a.kind, a.standard, a.version, a.campaign_id as "campaignId", a.supersedes, a.state,
  a.planned_on as "plannedOn", a.team, a.lead_id as "leadId", a.lead_name as "leadName", a.completed_at as "completedAt",
  a.shared_at as "sharedAt", a.response_due_on as "responseDueOn", a.response, a.responded_at as "respondedAt",
  a.finalised_at as "finalisedAt", a.score::text as score, a.grade, a.nodes, a.failed_critical as "failedCritical", a.rev`;

export interface AssessmentsFilter {
  partner?: string;
  unit?: string;
  kind?: AssessmentKind;
  state?: AssessmentState;
  campaign?: string;
}

export type NewAssessment = Pick<
  Assessment,
  | 'id'
  | 'partner'
  | 'unit'
  | 'kind'
  | 'standard'
  | 'version'
  | 'campaignId'
  | 'supersedes'
  | 'plannedOn'
  | 'team'
>;

/** Changes of a locked row; absent members stay as they are. */
export type AssessmentChange = Partial<Record<keyof typeof CHANGE_COLUMNS, unknown>>;

const CHANGE_COLUMNS = {
  state: 'state',
  leadId: 'lead_id',
  leadName: 'lead_name',
  startedAt: 'started_at',
  completedAt: 'completed_at',
  sharedAt: 'shared_at',
  responseDueOn: 'response_due_on',
  response: 'response',
  respondedBy: 'responded_by',
  respondedAt: 'responded_at',
  finalisedBy: 'finalised_by',
  finalisedAt: 'finalised_at',
} as const;

@Injectable()
export class AssessmentsRepository {
  insert(tx: Transaction, row: NewAssessment, at: string): void {
    tx.send(
      `insert into app.assessment (id, partner, unit, kind, standard, version, campaign_id, supersedes, planned_on, team, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        row.id,
        row.partner,
        row.unit,
        row.kind,
        row.standard,
        row.version,
        row.campaignId,
        row.supersedes,
        row.plannedOn,
        row.team,
        tx.actor.id,
        at,
      ],
    );
  }

  async find(tx: Transaction, id: string): Promise<Assessment | null> {
    return this.one(tx, id, '');
  }

  async lock(tx: Transaction, id: string): Promise<Assessment | null> {
    return this.one(tx, id, 'for update');
  }

  /** Newest first; `after` is the id of the last row of the page before. */
  async list(
    tx: Transaction,
    filter: AssessmentsFilter,
    after: string | null,
    limit: number,
  ): Promise<Assessment[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.assessment a
        where a.partner = any ($1) and ($2::text[] is null or a.unit = any ($2)) and ($3::text is null or a.partner = $3)
          and ($4::text is null or a.unit = $4) and ($5::text is null or a.kind = $5) and ($6::text is null or a.state = $6)
          and ($7::uuid is null or a.campaign_id = $7) and ($8::uuid is null or a.id < $8)
        order by a.id desc limit $9`,
      [
        tx.scopes,
        tx.units,
        filter.partner ?? null,
        filter.unit ?? null,
        filter.kind ?? null,
        filter.state ?? null,
        filter.campaign ?? null,
        after,
        limit,
      ],
    )) as Assessment[];
  }

  /** The newest final one of the other side, against which a gap is counted. */
  async latestFinal(
    tx: Transaction,
    { partner, unit, standard }: Pick<Assessment, 'partner' | 'unit' | 'standard'>,
    kinds: readonly AssessmentKind[],
  ): Promise<Assessment | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.assessment a
        where a.partner = $1 and a.partner = any ($2) and a.unit = $3 and a.standard = $4 and a.kind = any ($5) and a.state = 'FINAL'
        order by a.finalised_at desc limit 1`,
      [partner, tx.scopes, unit, standard, kinds],
    )) as Assessment[];
    return rows[0] ?? null;
  }

  /** Changes a locked row and counts its revision up; answers the new revision counter. */
  change(tx: Transaction, { id, rev }: Pick<Assessment, 'id' | 'rev'>, change: AssessmentChange): number {
    const entries = Object.entries(change) as Array<[keyof typeof CHANGE_COLUMNS, unknown]>;
    const sets = entries.map(([name], index) => `${CHANGE_COLUMNS[name]} = $${index + 3}`);
    tx.send(
      `update app.assessment set ${['rev = rev + 1', ...sets].join(', ')} where id = $1 and partner = any ($2)`,
      [id, tx.scopes, ...entries.map(([, value]) => value)],
    );
    return rev + 1;
  }

  /** Keeps what the answers add up to; the row's revision counter is moved by the step. */
  keepScore(tx: Transaction, id: string, { score, grade, nodes, failedCritical }: TreeScore): void {
    tx.send(
      `update app.assessment set score = $3, grade = $4, nodes = $5, failed_critical = $6 where id = $1 and partner = any ($2)`,
      [id, tx.scopes, score, grade, JSON.stringify(nodes), failedCritical],
    );
  }

  async listResults(tx: Transaction, assessmentId: string): Promise<ItemResult[]> {
    return (await tx.manager.query(
      `select id, item, value, na_reason as "naReason", note, answered_by as "answeredBy", answered_at as "answeredAt"
         from app.item_result where partner = any ($1) and assessment_id = $2 order by item`,
      [tx.scopes, assessmentId],
    )) as ItemResult[];
  }

  /** Writes many answers in one statement; one that is there is replaced and keeps its id. */
  saveResults(
    tx: Transaction,
    { id, partner }: Pick<Assessment, 'id' | 'partner'>,
    results: ReadonlyArray<Pick<ItemResult, 'id' | 'item' | 'value' | 'naReason' | 'note'>>,
    at: string,
  ): void {
    tx.send(
      `insert into app.item_result (id, partner, assessment_id, item, value, na_reason, note, answered_by, answered_at)
       select r.id, $1, $2, r.item, r.value, r.na_reason, r.note, $3, $4
         from unnest($5::uuid[], $6::text[], $7::integer[], $8::text[], $9::text[]) as r (id, item, value, na_reason, note)
       on conflict (partner, assessment_id, item) do update
          set value = excluded.value, na_reason = excluded.na_reason, note = excluded.note,
              answered_by = excluded.answered_by, answered_at = excluded.answered_at`,
      [
        partner,
        id,
        tx.actor.id,
        at,
        results.map((result) => result.id),
        results.map((result) => result.item),
        results.map((result) => result.value),
        results.map((result) => result.naReason),
        results.map((result) => result.note),
      ],
    );
  }

  private async one(tx: Transaction, id: string, lock: string): Promise<Assessment | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.assessment a
        where a.partner = any ($1) and a.id = $2 and ($3::text[] is null or a.unit = any ($3)) ${lock}`,
      [tx.scopes, id, tx.units],
    )) as Assessment[];
    return rows[0] ?? null;
  }
}
