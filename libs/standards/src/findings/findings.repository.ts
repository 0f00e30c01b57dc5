import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { CorrectiveAction, Finding, FindingState } from './finding.js';

const FINDING = `id, partner, assessment_id as "assessmentId", unit, standard, item, severity, state, text, due_on as "dueOn",
  root_cause as "rootCause", planned_by as "plannedBy", sent_back as "sentBack", effectiveness, verified_by as "verifiedBy",
  closed_on as "closedOn", repeat_of as "repeatOf", rev`;
const ACTION = `id, partner, finding_id as "findingId", kind, what, owner, due_on as "dueOn", state, done_by as "doneBy",
  done_at as "doneAt", note, rev`;
/** What the agency writes down is the country's to see once its report is shared; `$n` holds who sees drafts. */
const isShared = (seesDrafts: string) => `(partner = any (${seesDrafts}) or exists (
  select 1 from app.assessment a where a.partner = assessment_finding.partner and a.id = assessment_id and a.partner = any ($1)
     and (a.kind = 'SELF' or a.state in ('COUNTRY_RESPONSE', 'FINAL', 'SUPERSEDED'))))`;

export interface FindingsFilter {
  partner?: string;
  unit?: string;
  state?: FindingState;
  assessment?: string;
}

/** Changes of a locked finding; absent members stay as they are. */
export type FindingChange = Partial<Record<keyof typeof CHANGE_COLUMNS, unknown>>;

const CHANGE_COLUMNS = {
  state: 'state',
  rootCause: 'root_cause',
  plannedBy: 'planned_by',
  sentBack: 'sent_back',
  effectiveness: 'effectiveness',
  verifiedBy: 'verified_by',
  closedOn: 'closed_on',
} as const;

export type NewFinding = Pick<
  Finding,
  | 'id'
  | 'partner'
  | 'assessmentId'
  | 'unit'
  | 'standard'
  | 'item'
  | 'severity'
  | 'text'
  | 'dueOn'
  | 'repeatOf'
>;

@Injectable()
export class FindingsRepository {
  insert(tx: Transaction, row: NewFinding, at: string): void {
    tx.send(
      `insert into app.assessment_finding (id, partner, assessment_id, unit, standard, item, severity, text, due_on, repeat_of, recorded_by, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        row.id,
        row.partner,
        row.assessmentId,
        row.unit,
        row.standard,
        row.item,
        row.severity,
        row.text,
        row.dueOn,
        row.repeatOf,
        tx.actor.id,
        at,
      ],
    );
  }

  async find(tx: Transaction, id: string): Promise<Finding | null> {
    return this.one(tx, id, '');
  }

  async lock(tx: Transaction, id: string): Promise<Finding | null> {
    return this.one(tx, id, 'for update');
  }

  /** Newest first; `after` is the id of the last row of the page before. */
  async list(
    tx: Transaction,
    filter: FindingsFilter,
    after: string | null,
    limit: number,
  ): Promise<Finding[]> {
    return (await tx.manager.query(
      `select ${FINDING} from app.assessment_finding
        where partner = any ($1) and ($2::text[] is null or unit = any ($2)) and ($3::text is null or partner = $3)
          and ($4::text is null or unit = $4) and ($5::text is null or state = $5)
          and ($6::uuid is null or assessment_id = $6) and ($7::uuid is null or id < $7) and ${isShared('$9')}
        order by id desc limit $8`,
      [
        tx.scopes,
        tx.units,
        filter.partner ?? null,
        filter.unit ?? null,
        filter.state ?? null,
        filter.assessment ?? null,
        after,
        limit,
        draftsSeenBy(tx),
      ],
    )) as Finding[];
  }

  /** Closed ones about the same of the same centre; `items` are the codes that it has had. */
  async listClosed(
    tx: Transaction,
    { partner, unit, standard }: Pick<Finding, 'partner' | 'unit' | 'standard'>,
    items: readonly string[],
  ): Promise<Finding[]> {
    return (await tx.manager.query(
      `select ${FINDING} from app.assessment_finding
        where partner = $1 and partner = any ($2) and unit = $3 and standard = $4 and item = any ($5) and state = 'CLOSED' for update`,
      [partner, tx.scopes, unit, standard, items],
    )) as Finding[];
  }

  /** Changes a locked row and counts its revision up. */
  change(tx: Transaction, id: string, change: FindingChange): void {
    const entries = Object.entries(change) as Array<[keyof typeof CHANGE_COLUMNS, unknown]>;
    const sets = entries.map(([name], index) => `${CHANGE_COLUMNS[name]} = $${index + 3}`);
    tx.send(
      `update app.assessment_finding set ${['rev = rev + 1', ...sets].join(', ')} where id = $1 and partner = any ($2)`,
      [id, tx.scopes, ...entries.map(([, value]) => value)],
    );
  }

  async listActions(tx: Transaction, findingIds: readonly string[]): Promise<CorrectiveAction[]> {
    return (await tx.manager.query(
      `select ${ACTION} from app.corrective_action where partner = any ($1) and finding_id = any ($2) order by id`,
      [tx.scopes, findingIds],
    )) as CorrectiveAction[];
  }

  insertAction(
    tx: Transaction,
    row: Pick<CorrectiveAction, 'id' | 'partner' | 'findingId' | 'kind' | 'what' | 'owner' | 'dueOn'>,
  ): void {
    tx.send(
      'insert into app.corrective_action (id, partner, finding_id, kind, what, owner, due_on) values ($1, $2, $3, $4, $5, $6, $7)',
      [row.id, row.partner, row.findingId, row.kind, row.what, row.owner, row.dueOn],
    );
  }

  /** What a plan that came back held is not done any more. */
  dropActions(tx: Transaction, findingId: string): void {
    tx.send(
      "update app.corrective_action set state = 'DROPPED', rev = rev + 1 where finding_id = $1 and partner = any ($2) and state = 'OPEN'",
      [findingId, tx.scopes],
    );
  }

  /** Opens what was done again, because it did not help. */
  reopenActions(tx: Transaction, findingId: string): void {
    tx.send(
      `update app.corrective_action set state = 'OPEN', done_by = null, done_at = null, rev = rev + 1
        where finding_id = $1 and partner = any ($2) and state = 'DONE'`,
      [findingId, tx.scopes],
    );
  }

  /** The finding of an action and the action itself, the finding locked first. */
  async lockAction(
    tx: Transaction,
    id: string,
  ): Promise<{ finding: Finding; action: CorrectiveAction } | null> {
    const [row] = (await tx.manager.query(
      `select ${ACTION} from app.corrective_action where partner = any ($1) and id = $2`,
      [tx.scopes, id],
    )) as CorrectiveAction[];
    const finding = row && (await this.lock(tx, row.findingId));
    if (!finding) return null;
    const [action] = (await tx.manager.query(
      `select ${ACTION} from app.corrective_action where partner = any ($1) and id = $2 for update`,
      [tx.scopes, id],
    )) as [CorrectiveAction];
    return { finding, action };
  }

  finishAction(tx: Transaction, id: string, note: string | null, at: string): void {
    tx.send(
      `update app.corrective_action set state = 'DONE', done_by = $3, done_at = $4, note = $5, rev = rev + 1
        where id = $1 and partner = any ($2)`,
      [id, tx.scopes, tx.actor.id, at, note],
    );
  }

  private async one(tx: Transaction, id: string, lock: string): Promise<Finding | null> {
    const rows = (await tx.manager.query(
      `select ${FINDING} from app.assessment_finding
        where partner = any ($1) and id = $2 and ($3::text[] is null or unit = any ($3)) and ${isShared('$4')} ${lock}`,
      [tx.scopes, id, tx.units, draftsSeenBy(tx)],
    )) as Finding[];
    return rows[0] ?? null;
  }
}

/** Partners whose drafts the caller may read. */
function draftsSeenBy(tx: Transaction): readonly string[] {
  return tx.grants.get('assessments:read-drafts') ?? [];
}
