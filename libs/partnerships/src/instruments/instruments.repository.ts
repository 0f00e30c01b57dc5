import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { classOf, type NewAct, type NewInstrument } from './instrument.js';

@Injectable()
export class InstrumentsRepository {
  /** Inserts an instrument unless its code is registered; answers whether it was new. */
  async insert(tx: Transaction, id: string, instrument: NewInstrument): Promise<boolean> {
    const rows = (await tx.manager.query(
      `insert into app.instrument (id, partner, code, kind, class, documented_type, title, place, hq_party, counterpart,
          covers, relation_kind, entry_into_force_rule, entry_into_force_on, ratifications_needed, supersedes, note)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
       on conflict (partner, code) do nothing returning id`,
      [
        id,
        instrument.partner,
        instrument.code,
        instrument.kind,
        classOf(instrument.kind),
        instrument.documentedType,
        instrument.title,
        instrument.place,
        instrument.hqParty,
        instrument.counterpart,
        instrument.covers,
        instrument.relationKind,
        instrument.entryIntoForceRule,
        instrument.entryIntoForceOn,
        instrument.ratificationsNeeded,
        instrument.supersedes,
        instrument.note,
      ],
    )) as unknown[];
    return rows.length === 1;
  }

  async insertParty(tx: Transaction, instrumentId: string, partner: string): Promise<void> {
    await tx.manager.query('insert into app.instrument_party (partner, instrument_id) values ($1, $2)', [
      partner,
      instrumentId,
    ]);
  }

  async insertAct(
    tx: Transaction,
    id: string,
    { partner, instrumentId }: { partner: string; instrumentId: string },
    act: NewAct,
    recordedAt: string,
  ): Promise<void> {
    const { date } = act;
    await tx.manager.query(
      `insert into app.instrument_act (id, partner, instrument_id, act, party, date_earliest, date_latest, date_precision,
          date_text, future, known_by, note, recorded_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        id,
        partner,
        instrumentId,
        act.act,
        act.party,
        date.earliest,
        date.latest,
        date.precision,
        date.text,
        act.future,
        act.knownBy,
        act.note,
        recordedAt,
        tx.actor.id,
      ],
    );
  }

  /** Takes the next revision if the instrument still has this one; answers whether it had. */
  async advance(tx: Transaction, id: string, rev: number): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      'update app.instrument set rev = rev + 1 where id = $1 and rev = $2 and partner = any ($3)',
      [id, rev, tx.scopes],
    )) as [unknown[], number];
    return count === 1;
  }

  async voidAct(tx: Transaction, actId: string, at: string, reason: string): Promise<void> {
    await tx.manager.query(
      `update app.instrument_act set voided_at = $2, voided_by = $3, void_reason = $4
        where id = $1 and voided_at is null and partner = any ($5)`,
      [actId, at, tx.actor.id, reason, tx.scopes],
    );
  }
}
