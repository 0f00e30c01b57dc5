import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import type { CentreProgrammes, ProgrammeStep, VolunteerIntake } from './centre-programme.js';

interface CentrePlace {
  partner: string;
  unit: string;
}

/** Which programmes centres run; what was recorded is never rewritten. */
@Injectable()
export class ProgrammesRepository {
  async of(tx: Transaction, { partner, unit }: CentrePlace): Promise<CentreProgrammes> {
    const [row] = (await tx.manager.query(
      `select coalesce((select jsonb_agg(jsonb_build_object('programme', p.programme, 'stage', p.stage, 'since', p.since,
                                  'source', p.source, 'note', p.note)
                                  order by p.programme, p.since nulls first, p.id)
                from app.centre_programme p
               where p.partner = $1 and p.unit = $2 and p.partner = any ($3)), '[]') as programmes,
              coalesce((select jsonb_agg(jsonb_build_object('startsOn', i.starts_on, 'volunteers', i.volunteers,
                                  'hours', i.hours::text, 'source', i.source) order by i.starts_on)
                from app.volunteer_intake i
               where i.partner = $1 and i.unit = $2 and i.partner = any ($3)), '[]') as intakes`,
      [partner, unit, tx.scopes],
    )) as CentreProgrammes[];
    return row;
  }

  /** Inserts a stage unless it is recorded; answers whether it was new. */
  async addStep(
    tx: Transaction,
    { partner, unit }: CentrePlace,
    { programme, stage, since, source, note }: ProgrammeStep,
    recordedAt: string,
  ): Promise<boolean> {
    const rows = (await tx.manager.query(
      `insert into app.centre_programme (id, partner, unit, programme, stage, since, source, note, recorded_at)
       select $1, $2, $3, $4, $5, $6, $7, $8, $9 where $2 = any ($10)
       on conflict (partner, unit, programme, stage, since) do nothing returning id`,
      [uuid(), partner, unit, programme, stage, since, source, note, recordedAt, tx.scopes],
    )) as unknown[];
    return rows.length === 1;
  }

  /** Inserts an intake unless one of that day is recorded; answers whether it was new. */
  async addIntake(
    tx: Transaction,
    { partner, unit }: CentrePlace,
    { startsOn, volunteers, hours, source }: VolunteerIntake,
    recordedAt: string,
  ): Promise<boolean> {
    const rows = (await tx.manager.query(
      `insert into app.volunteer_intake (id, partner, unit, starts_on, volunteers, hours, source, recorded_at)
       select $1, $2, $3, $4, $5, $6, $7, $8 where $2 = any ($9)
       on conflict (partner, unit, starts_on) do nothing returning id`,
      [uuid(), partner, unit, startsOn, volunteers, hours, source, recordedAt, tx.scopes],
    )) as unknown[];
    return rows.length === 1;
  }
}
