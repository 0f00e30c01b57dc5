import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Mission, MissionFilter, NewMission, NewTraining, Training } from './mission.js';

const MISSION = `
  select m.id, m.partner, m.rollout_id as "rolloutId", m.purpose, m.place, m.starts_on as "startsOn",
         m.returns_on as "returnsOn", m.team, m.report_days as "reportDays", m.report_due_on as "reportDueOn",
         m.reported_on as "reportedOn", m.report, m.recorded_at as "recordedAt", m.rev
    from app.mission m
   where m.partner = any ($1)`;

const TRAINING = `
  select g.id, g.partner, g.rollout_id as "rolloutId", g.title, g.place, g.starts_on as "startsOn",
         g.ends_on as "endsOn", g.hours, g.participants, g.passed, g.result, g.recorded_at as "recordedAt"
    from app.training_event g
   where g.partner = any ($1)`;

@Injectable()
export class MissionsRepository {
  async insertMission(
    tx: Transaction,
    id: string,
    mission: NewMission & { reportDueOn: string },
    recordedAt: string,
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.mission (id, partner, rollout_id, purpose, place, starts_on, returns_on, team, report_days,
          report_due_on, recorded_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        id,
        mission.partner,
        mission.rolloutId,
        mission.purpose,
        mission.place,
        mission.startsOn,
        mission.returnsOn,
        JSON.stringify(mission.team),
        mission.reportDays,
        mission.reportDueOn,
        recordedAt,
        tx.actor.id,
      ],
    );
  }

  async findMission(tx: Transaction, id: string): Promise<Mission | null> {
    const rows = (await tx.manager.query(`${MISSION} and m.id = $2`, [tx.scopes, id])) as Mission[];
    return rows[0] ?? null;
  }

  /** Newest first. */
  async listMissions(
    tx: Transaction,
    { partner, rollout }: MissionFilter,
    after: readonly string[] | null,
    limit: number,
  ): Promise<Mission[]> {
    const [afterDay = null, afterId = null] = after ?? [];
    return (await tx.manager.query(
      `${MISSION} and ($2::text is null or m.partner = $2) and ($3::uuid is null or m.rollout_id = $3)
         and ($4::date is null or (m.starts_on, m.id) < ($4, $5::uuid))
       order by m.starts_on desc, m.id desc limit $6`,
      [tx.scopes, partner ?? null, rollout ?? null, afterDay, afterId, limit],
    )) as Mission[];
  }

  /** Files the report of a mission that still has this revision and no report; answers whether it was so. */
  async report(
    tx: Transaction,
    { id, rev }: { id: string; rev: number },
    { report, reportedOn }: { report: string; reportedOn: string },
  ): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      `update app.mission set report = $3, reported_on = $4, rev = rev + 1
        where id = $1 and rev = $2 and report is null and partner = any ($5)`,
      [id, rev, report, reportedOn, tx.scopes],
    )) as [unknown[], number];
    return count === 1;
  }

  async insertTraining(
    tx: Transaction,
    id: string,
    training: NewTraining,
    recordedAt: string,
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.training_event (id, partner, rollout_id, title, place, starts_on, ends_on, hours, participants,
          passed, result, recorded_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        id,
        training.partner,
        training.rolloutId,
        training.title,
        training.place,
        training.startsOn,
        training.endsOn,
        training.hours,
        training.participants,
        training.passed,
        training.result,
        recordedAt,
        tx.actor.id,
      ],
    );
  }

  async findTraining(tx: Transaction, id: string): Promise<Training | null> {
    const rows = (await tx.manager.query(`${TRAINING} and g.id = $2`, [tx.scopes, id])) as Training[];
    return rows[0] ?? null;
  }

  /** Newest first. */
  async listTrainings(
    tx: Transaction,
    { partner, rollout }: MissionFilter,
    after: readonly string[] | null,
    limit: number,
  ): Promise<Training[]> {
    const [afterDay = null, afterId = null] = after ?? [];
    return (await tx.manager.query(
      `${TRAINING} and ($2::text is null or g.partner = $2) and ($3::uuid is null or g.rollout_id = $3)
         and ($4::date is null or (g.starts_on, g.id) < ($4, $5::uuid))
       order by g.starts_on desc, g.id desc limit $6`,
      [tx.scopes, partner ?? null, rollout ?? null, afterDay, afterId, limit],
    )) as Training[];
  }

  /** Whether a partner has a mission of this id, which may be any text. */
  async hasMission(tx: Transaction, partner: string, id: string): Promise<boolean> {
    const rows = (await tx.manager.query(
      'select 1 from app.mission where id::text = $2 and partner = $3 and partner = any ($1)',
      [tx.scopes, id, partner],
    )) as unknown[];
    return rows.length === 1;
  }

  /** Whether a partner has a training of this id, which may be any text. */
  async hasTraining(tx: Transaction, partner: string, id: string): Promise<boolean> {
    const rows = (await tx.manager.query(
      'select 1 from app.training_event where id::text = $2 and partner = $3 and partner = any ($1)',
      [tx.scopes, id, partner],
    )) as unknown[];
    return rows.length === 1;
  }
}
