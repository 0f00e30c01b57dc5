import { Injectable } from '@nestjs/common';
import type { Period } from '#calendars';
import type { Transaction } from '#platform';
import type { Slot } from './slot.js';

/** What a slot row is read as, wherever it is read. */
export const SLOT_COLUMNS = `
  s.id, s.partner, s.unit, s.form_code as "formCode", s.form_version_id as "formVersionId",
  jsonb_build_object('id', p.id, 'scheme', p.scheme, 'start', p.start_date, 'end', p.end_date, 'days', p.days,
                     'localLabel', p.local_label, 'alignedTo', p.aligned_to) as period,
  s.opens_at as "opensAt", s.due_at as "dueAt", s.due_explanation as "dueExplanation", s.lock_at as "lockAt",
  s.extended_due_at as "extendedDueAt", s.reopened_until as "reopenedUntil",
  s.waived_at as "waivedAt", s.waived_by as "waivedBy", s.waiver_code as "waiverCode", s.waiver_reason as "waiverReason",
  s.cancelled_at as "cancelledAt", s.cancel_reason as "cancelReason",
  s.first_submitted_at as "firstSubmittedAt", s.synthetic, s.rev`;

const INSTANTS = [
  'opensAt',
  'dueAt',
  'extendedDueAt',
  'lockAt',
  'reopenedUntil',
  'waivedAt',
  'cancelledAt',
  'firstSubmittedAt',
] as const;

/** What people may change about an expected report; undefined leaves a term as it is. */
export type SlotTerms = Partial<
  Pick<
    Slot,
    'extendedDueAt' | 'lockAt' | 'reopenedUntil' | 'waivedAt' | 'waivedBy' | 'waiverCode' | 'waiverReason'
  >
>;

const TERM_COLUMNS: Record<keyof SlotTerms, string> = {
  extendedDueAt: 'extended_due_at',
  lockAt: 'lock_at',
  reopenedUntil: 'reopened_until',
  waivedAt: 'waived_at',
  waivedBy: 'waived_by',
  waiverCode: 'waiver_code',
  waiverReason: 'waiver_reason',
};

type SlotRow = Omit<Slot, (typeof INSTANTS)[number]> & Record<(typeof INSTANTS)[number], Date | null>;

/** A unit that reports on a form for a time. */
export interface Assignment {
  id: string;
  partner: string;
  unit: string;
  formCode: string;
  validFrom: string;
  validUntil: string | null;
  sumsToParent: boolean;
  synthetic: boolean;
}

export interface NewSlot {
  id: string;
  assignment: Assignment;
  formVersionId: string;
  period: Period;
  opensAt: string;
  dueAt: string;
  dueExplanation: object;
  lockAt: string;
}

@Injectable()
export class SlotsRepository {
  async listAssignments(tx: Transaction, partner: string): Promise<Assignment[]> {
    return (await tx.manager.query(
      `select id, partner, unit, form_code as "formCode", valid_from as "validFrom", valid_until as "validUntil",
              sums_to_parent as "sumsToParent", synthetic
         from app.assignment where partner = $1 and partner = any ($2) order by unit`,
      [partner, tx.scopes],
    )) as Assignment[];
  }

  async insertAssignment(tx: Transaction, assignment: Assignment): Promise<void> {
    const { id, partner, unit, formCode, validFrom, validUntil, sumsToParent, synthetic } = assignment;
    await tx.manager.query(
      `insert into app.assignment (id, partner, unit, form_code, valid_from, valid_until, sums_to_parent, synthetic)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (partner, unit, form_code, valid_from) do nothing`,
      [id, partner, unit, formCode, validFrom, validUntil, sumsToParent, synthetic],
    );
  }

  /** Adds an expected report; answers false when it was expected already. */
  async insert(tx: Transaction, slot: NewSlot): Promise<boolean> {
    const { assignment, period } = slot;
    const rows = (await tx.manager.query(
      `insert into app.report_slot (id, partner, unit, assignment_id, form_code, form_version_id, period_id, aligned_to, opens_at,
                                    due_at, due_explanation, lock_at, synthetic)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (partner, unit, form_code, period_id) do nothing returning id`,
      [
        slot.id,
        assignment.partner,
        assignment.unit,
        assignment.id,
        assignment.formCode,
        slot.formVersionId,
        period.id,
        period.alignedTo,
        slot.opensAt,
        slot.dueAt,
        JSON.stringify(slot.dueExplanation),
        slot.lockAt,
        assignment.synthetic,
      ],
    )) as unknown[];
    return rows.length === 1;
  }

  async find(tx: Transaction, id: string): Promise<Slot | null> {
    return this.one(tx, 's.id = $3', id, '');
  }

  /** Locks the slot's row: fixed order slot before submission keeps transitions free of deadlocks. */
  async lock(tx: Transaction, id: string): Promise<Slot | null> {
    return this.one(tx, 's.id = $3', id, 'for update of s');
  }

  /** The same for the slot of a submission. */
  async lockOf(tx: Transaction, submissionId: string): Promise<Slot | null> {
    const condition = 's.id = (select slot_id from app.submission where partner = any ($1) and id = $3)';
    return this.one(tx, condition, submissionId, 'for update of s');
  }

  async findByUnitAndPeriod(tx: Transaction, unit: string, periodId: string): Promise<Slot | null> {
    const rows = (await tx.manager.query(
      `select ${SLOT_COLUMNS} from app.report_slot s join app.period p on p.id = s.period_id
        where s.partner = any ($1) and ($2::text[] is null or s.unit = any ($2)) and s.unit = $3 and s.period_id = $4`,
      [tx.scopes, tx.units, unit, periodId],
    )) as SlotRow[];
    return rows[0] ? slotFromRow(rows[0]) : null;
  }

  markFirstSubmitted(tx: Transaction, id: string, at: string): void {
    tx.send(
      'update app.report_slot set first_submitted_at = coalesce(first_submitted_at, $2), rev = rev + 1 where id = $1 and partner = any ($3)',
      [id, at, tx.scopes],
    );
  }

  /** Changes terms of a locked slot; without terms only its revision counter moves. */
  async changeTerms(tx: Transaction, id: string, terms: SlotTerms): Promise<void> {
    const names = Object.keys(terms) as Array<keyof SlotTerms>;
    const changes = names.map((name, index) => `${TERM_COLUMNS[name]} = $${index + 3}, `);
    await tx.manager.query(
      `update app.report_slot set ${changes.join('')}rev = rev + 1 where id = $1 and partner = any ($2)`,
      [id, tx.scopes, ...names.map((name) => terms[name])],
    );
  }

  private async one(tx: Transaction, condition: string, value: string, lock: string): Promise<Slot | null> {
    const rows = (await tx.manager.query(
      `select ${SLOT_COLUMNS} from app.report_slot s join app.period p on p.id = s.period_id
        where s.partner = any ($1) and ($2::text[] is null or s.unit = any ($2)) and ${condition} ${lock}`,
      [tx.scopes, tx.units, value],
    )) as SlotRow[];
    return rows[0] ? slotFromRow(rows[0]) : null;
  }
}

/** Instants leave the repository as text, as they leave the API. */
export function slotFromRow(row: SlotRow): Slot {
  const instants = Object.fromEntries(INSTANTS.map((name) => [name, row[name]?.toISOString() ?? null]));
  return { ...row, ...instants } as unknown as Slot;
}
