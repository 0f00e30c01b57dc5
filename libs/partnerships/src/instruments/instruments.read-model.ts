import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Instrument } from './instrument.js';

const INSTRUMENT = `
  select i.id, i.partner, i.code, i.kind, i.class, i.documented_type as "documentedType", i.title, i.place,
         i.hq_party as "hqParty", i.counterpart, i.covers, i.relation_kind as "relationKind",
         i.entry_into_force_rule as "entryIntoForceRule", i.entry_into_force_on as "entryIntoForceOn",
         i.ratifications_needed as "ratificationsNeeded", i.supersedes, i.note, i.rev,
         array(select p.partner from app.instrument_party p
                where p.instrument_id = i.id and p.partner = any ($1) order by p.partner) as parties,
         coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'act', a.act, 'party', a.party,
             'date', jsonb_build_object('earliest', a.date_earliest, 'latest', a.date_latest,
                                        'precision', a.date_precision, 'text', a.date_text),
             'future', a.future, 'knownBy', a.known_by, 'note', a.note, 'recordedAt', a.recorded_at,
             'voidedAt', a.voided_at, 'voidReason', a.void_reason) order by a.id)
           from app.instrument_act a where a.instrument_id = i.id and a.partner = any ($1)), '[]') as acts
    from app.instrument i
   where i.partner = any ($1)`;

/** Instruments with their parties and acts. The register holds hundreds, so lists are read whole. */
@Injectable()
export class InstrumentsReadModel {
  async find(tx: Transaction, id: string): Promise<Instrument | null> {
    const rows = (await tx.manager.query(`${INSTRUMENT} and i.id = $2`, [tx.scopes, id])) as Instrument[];
    return rows[0] ?? null;
  }

  async findByCode(tx: Transaction, code: string): Promise<Instrument | null> {
    const rows = (await tx.manager.query(`${INSTRUMENT} and i.code = $2`, [tx.scopes, code])) as Instrument[];
    return rows[0] ?? null;
  }

  /** In the order of codes; with a partner, only the instruments to which it is a party. */
  async list(tx: Transaction, partner: string | null): Promise<Instrument[]> {
    return (await tx.manager.query(
      `${INSTRUMENT}
         and ($2::text is null or exists (select 1 from app.instrument_party p
              where p.instrument_id = i.id and p.partner = $2 and p.partner = any ($1)))
       order by i.code collate "C", i.id`,
      [tx.scopes, partner],
    )) as Instrument[];
  }
}
