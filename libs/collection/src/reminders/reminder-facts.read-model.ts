import { Injectable } from '@nestjs/common';
import type { PeriodScheme } from '#calendars';
import type { Transaction } from '#platform';
import type { ReminderEventKind } from './reminder-policy.js';

/** A report that somebody may have to be told about. */
export interface ReportFact {
  slotId: string;
  form: string;
  unit: string;
  scheme: PeriodScheme;
  period: Record<string, string>;
  opensAt: string;
  dueAt: string;
}

export interface EventFact extends ReportFact {
  key: string;
  kind: ReminderEventKind;
}

type InstantsAsDates<Row> = Omit<Row, 'opensAt' | 'dueAt'> & { opensAt: Date; dueAt: Date };

const REPORT = `s.id as "slotId", s.form_code as form, s.unit, p.scheme, p.local_label as period, s.opens_at as "opensAt",
  greatest(s.due_at, s.extended_due_at) as "dueAt"`;
const FROM = 'from app.report_slot s join app.period p on p.id = s.period_id';
const EXPECTED = 's.partner = $1 and s.partner = any ($2) and s.waived_at is null and s.cancelled_at is null';
/** States that only a report can have that was handed in and not taken back. */
const HANDED_IN = "('SUBMITTED', 'IN_REVIEW', 'IN_DIRECTOR_REVIEW', 'RETURNED', 'ACCEPTED', 'SUPERSEDED')";
const AWAITED = `s.opens_at <= $3 and greatest(s.lock_at, s.reopened_until) > $3 and not exists (
  select 1 from app.submission b where b.partner = s.partner and b.slot_id = s.id and b.state in ${HANDED_IN})`;

const EVENTS = `
  select 'returned:' || b.id as key, 'RETURNED' as kind, ${REPORT}
    ${FROM} join app.submission b on b.partner = s.partner and b.slot_id = s.id
   where ${EXPECTED} and b.state = 'RETURNED' and b.decided_at > $4 and not exists (
     select 1 from app.submission later where later.partner = b.partner and later.slot_id = b.slot_id
        and later.revision_no > b.revision_no and later.state in ${HANDED_IN})
  union all
  select 'corrected:' || b.id, 'CORRECTED', ${REPORT}
    ${FROM} join app.submission b on b.partner = s.partner and b.slot_id = s.id
   where ${EXPECTED} and b.state = 'ACCEPTED' and b.correction_of is not null and b.decided_at > $4
  union all
  select 'moved:' || s.id || ':' || extract(epoch from greatest(s.due_at, s.extended_due_at))::bigint, 'DEADLINE_MOVED', ${REPORT}
    ${FROM}
   where ${EXPECTED} and ${AWAITED} and (s.extended_due_at > s.due_at or exists (
     select 1 from app.deadline_proposal m where m.partner = s.partner and m.slot_id = s.id
        and m.state = 'APPLIED' and m.decided_at > $4))`;

/** What a round has to know about reports, each list in one statement however many there are. */
@Injectable()
export class ReminderFactsReadModel {
  /** Reports of a partner that are open and not handed in. */
  async listAwaited(tx: Transaction, partner: string, now: string): Promise<ReportFact[]> {
    const rows = (await tx.manager.query(
      `select ${REPORT} ${FROM} where ${EXPECTED} and ${AWAITED} order by "dueAt", s.unit`,
      [partner, tx.scopes, now],
    )) as InstantsAsDates<ReportFact>[];
    return rows.map(withInstants);
  }

  /** What happened to reports of a partner since an instant and still calls for somebody. */
  async listEvents(tx: Transaction, partner: string, now: string, since: string): Promise<EventFact[]> {
    const rows = (await tx.manager.query(EVENTS, [
      partner,
      tx.scopes,
      now,
      since,
    ])) as InstantsAsDates<EventFact>[];
    return rows.map(withInstants);
  }

  /** Of these reports, the ones that are still awaited, and those that are returned and not handed in again. */
  async stillOpen(
    tx: Transaction,
    slots: readonly string[],
  ): Promise<{ slotId: string; isAwaited: boolean; isReturned: boolean }[]> {
    return (await tx.manager.query(
      `select s.id as "slotId", coalesce(b.state, 'DRAFT') not in ${HANDED_IN} and not b.was_returned as "isAwaited",
              b.state in ('DRAFT', 'READY', 'RETURNED') and b.was_returned as "isReturned"
         from app.report_slot s
         left join lateral (
           select (array_agg(b.state order by b.revision_no desc))[1] as state, coalesce(bool_or(b.state = 'RETURNED'), false) as was_returned
             from app.submission b where b.partner = s.partner and b.slot_id = s.id and b.state <> 'VOIDED') b on true
        where s.partner = any ($1) and s.id = any ($2::uuid[]) and s.waived_at is null and s.cancelled_at is null`,
      [tx.scopes, slots],
    )) as { slotId: string; isAwaited: boolean; isReturned: boolean }[];
  }
}

function withInstants<Row extends { opensAt: Date; dueAt: Date }>(
  row: Row,
): Omit<Row, 'opensAt' | 'dueAt'> & { opensAt: string; dueAt: string } {
  return { ...row, opensAt: row.opensAt.toISOString(), dueAt: row.dueAt.toISOString() };
}
