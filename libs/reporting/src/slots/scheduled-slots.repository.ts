import { Injectable } from '@nestjs/common';
import type { Period } from '#calendars';
import type { Transaction } from '#platform';
import { PERIOD_JSON } from '../calendars/periods.repository.js';
import type { SlotTimes } from '../deadlines/slot-times.js';

/** A slot that exists, with what may change about it before it opens. */
export interface KnownSlot {
  id: string;
  unit: string;
  formCode: string;
  /** The frozen bounds. */
  period: Period;
  opensAt: Date;
  dueAt: Date;
  lockAt: Date;
  explanation: string;
  tentative: boolean;
  isCancelled: boolean;
  /** Cancelled before it opened, because the calendar changed. */
  isReplaced: boolean;
}

@Injectable()
export class ScheduledSlotsRepository {
  /** Every slot of a partner, in order of time. */
  async listKnown(tx: Transaction, partner: string): Promise<KnownSlot[]> {
    return (await tx.manager.query(
      `select s.id, s.unit, s.form_code as "formCode", ${PERIOD_JSON} as period, s.opens_at as "opensAt",
              s.due_at as "dueAt", s.lock_at as "lockAt", s.due_explanation ->> 'explanation' as explanation,
              coalesce((s.due_explanation ->> 'tentative')::boolean, false) as tentative,
              s.cancelled_at is not null as "isCancelled", s.replaced_at is not null as "isReplaced"
         from app.report_slot s join app.period p on p.id = s.period_id
        where s.partner = $1 and s.partner = any ($2) order by p.start_date`,
      [partner, tx.scopes],
    )) as KnownSlot[];
  }

  /**
   * Moves the times of a slot that has not opened yet; answers false when it opened meanwhile. Entry never ends before the
   * day that was granted for it.
   */
  async reschedule(tx: Transaction, id: string, times: SlotTimes, now: string): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      `update app.report_slot set opens_at = $3, due_at = $4, due_explanation = $5,
              lock_at = greatest($6::timestamptz, extended_due_at), rev = rev + 1
        where id = $1 and partner = any ($2) and opens_at > $7`,
      [id, tx.scopes, times.opensAt, times.dueAt, JSON.stringify(times.dueExplanation), times.lockAt, now],
    )) as [unknown, number];
    return count === 1;
  }

  /** Takes back a slot that has not opened, because its month does not exist in the calendar any more. */
  async replace(tx: Transaction, id: string, now: string): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      `update app.report_slot set cancelled_at = $3, replaced_at = $3, rev = rev + 1
        where id = $1 and partner = any ($2) and opens_at > $3 and cancelled_at is null`,
      [id, tx.scopes, now],
    )) as [unknown, number];
    return count === 1;
  }

  /** Expects a replaced slot again, because the change of calendar was taken back. */
  async reinstate(tx: Transaction, id: string): Promise<void> {
    await tx.manager.query(
      `update app.report_slot set cancelled_at = null, replaced_at = null, rev = rev + 1
        where id = $1 and partner = any ($2) and replaced_at is not null`,
      [id, tx.scopes],
    );
  }
}
