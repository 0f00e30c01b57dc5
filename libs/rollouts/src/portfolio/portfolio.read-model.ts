import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { PortfolioRow } from './portfolio.js';

/** How many of the next critical tasks are shown of one rollout. */
const CRITICAL_DATES = 5;

/**
 * One statement for the whole portfolio: $2 is the day, $3 a partner or null. Each part is read once for all
 * rollouts, so that a further rollout costs rows and no further statement.
 */
const PORTFOLIO = `
  with chosen as (
    select * from app.rollout where partner = any ($1) and ($3::text is null or partner = $3)
  ), tasks as (
    select t.rollout_id, count(*) filter (where t.state = 'OPEN')::integer as open,
           count(*) filter (where t.state = 'DONE')::integer as done,
           count(*) filter (where t.state = 'OPEN' and t.critical and t.due_on < $2::date)::integer as overdue
      from app.rollout_task t where t.partner = any ($1) group by t.rollout_id
  ), next_tasks as (
    select t.*, row_number() over (partition by t.rollout_id order by t.due_on, t.id) as place
      from app.rollout_task t
     where t.partner = any ($1) and t.state = 'OPEN' and t.critical and t.due_on is not null
  ), critical as (
    select n.rollout_id, jsonb_agg(jsonb_build_object('task', n.code, 'title', n.title, 'dueOn', n.due_on,
                                                      'ownerSide', n.owner_side) order by n.place) as dates
      from next_tasks n where n.place <= ${CRITICAL_DATES} group by n.rollout_id
  ), conditions as (
    select d.rollout_id, count(*)::integer as overdue from app.gate_condition d
     where d.partner = any ($1) and d.met_at is null and d.due_on < $2::date group by d.rollout_id
  ), turns as (
    select i.rollout_id, u.owner_side, i.blocking, i.state, u.from_on, u.until_on,
           greatest(0, coalesce(u.until_on, $2::date) - u.from_on) as days
      from app.rollout_issue i join app.rollout_issue_turn u on u.partner = i.partner and u.issue_id = i.id
     where i.partner = any ($1) and u.partner = any ($1)
  ), waiting as (
    select w.rollout_id, sum(w.days) filter (where w.owner_side = 'HQ')::integer as hq,
           sum(w.days) filter (where w.owner_side = 'PARTNER')::integer as partner,
           sum(w.days) filter (where w.owner_side = 'THIRD_PARTY')::integer as third_party,
           count(*) filter (where w.blocking and w.state = 'OPEN' and w.until_on is null)::integer as blockers,
           (array_agg(w.owner_side order by w.blocking desc, w.from_on) filter (where w.until_on is null))[1] as side,
           (array_agg(w.from_on order by w.blocking desc, w.from_on) filter (where w.until_on is null))[1] as since
      from turns w group by w.rollout_id
  ), replans as (
    select p.rollout_id, count(*)::integer as count from app.rollout_replan p
     where p.partner = any ($1) and p.after_baseline group by p.rollout_id
  )
  select r.id, r.partner, r.title, r.template_code as "templateCode", r.status, r.stage,
         r.planned_opening as "plannedOpening", r.forecast_opening as "forecastOpening",
         r.baseline_opening as "baselineOpening",
         jsonb_build_object('earliest', r.opened_earliest, 'latest', r.opened_latest,
                            'precision', r.opened_precision, 'text', r.opened_text) as opened,
         r.baselines, coalesce(p.count, 0) as replans, coalesce(t.open, 0) as "tasksOpen",
         coalesce(t.done, 0) as "tasksDone", coalesce(t.overdue, 0) as "overdueCritical",
         coalesce(d.overdue, 0) as "overdueConditions", coalesce(w.blockers, 0) as "openBlockers",
         w.side as "waitingSide", w.since as "waitingSince", coalesce(w.hq, 0) as "waitedHq",
         coalesce(w.partner, 0) as "waitedPartner", coalesce(w.third_party, 0) as "waitedThirdParty",
         coalesce(c.dates, '[]') as "criticalDates", r.synthetic, r.rev
    from chosen r
    left join tasks t on t.rollout_id = r.id
    left join critical c on c.rollout_id = r.id
    left join conditions d on d.rollout_id = r.id
    left join waiting w on w.rollout_id = r.id
    left join replans p on p.rollout_id = r.id
   order by r.partner, r.id`;

@Injectable()
export class PortfolioReadModel {
  /** Every rollout in the scope, by partner; one statement, however many there are. */
  async list(tx: Transaction, today: string, partner: string | null): Promise<PortfolioRow[]> {
    return (await tx.manager.query(PORTFOLIO, [tx.scopes, today, partner])) as PortfolioRow[];
  }
}
