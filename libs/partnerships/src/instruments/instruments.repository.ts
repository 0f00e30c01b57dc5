import { Injectable } from '@nestjs/common';
import type { DocumentedDate } from '#calendars';
import { HQ_SCOPE, type Transaction } from '#platform';
import { classOf, type NewAct, type NewInstrument, type PartyDetail } from './instrument.js';

/** Columns that describe an instrument, in the order of `descriptionValues`. */
const DESCRIPTION = [
  'title',
  'titles',
  'place',
  'depositary',
  'hq_party',
  'counterpart',
  'covers',
  'entry_into_force_rule',
  'entry_into_force_on',
  'ratifications_needed',
  'entry_into_force_days',
  'supersedes',
  'amends',
  'note',
  'renewal_mode',
  'renewal_period',
  'notice_period',
  ...documentedColumns('term_from'),
  ...documentedColumns('term_until'),
  'hq_role',
  'hq_capacity',
  'hq_signatories',
];

@Injectable()
export class InstrumentsRepository {
  /** Inserts an instrument unless its code is registered; answers whether it was new. */
  async insert(tx: Transaction, id: string, instrument: NewInstrument): Promise<boolean> {
    const { partner, code, kind, documentedType, relationKind } = instrument;
    const first = [id, partner, code, kind, classOf(kind), documentedType, relationKind];
    const values = [...first, ...descriptionValues(instrument)];
    const rows = (await tx.manager.query(
      `insert into app.instrument (id, partner, code, kind, class, documented_type, relation_kind, ${DESCRIPTION.join(', ')})
       values (${values.map((_, index) => `$${index + 1}`).join(', ')})
       on conflict (partner, code) do nothing returning id`,
      values,
    )) as unknown[];
    return rows.length === 1;
  }

  /** Replaces everything that describes an instrument. */
  async describe(tx: Transaction, id: string, instrument: NewInstrument): Promise<void> {
    await tx.manager.query(
      `update app.instrument set ${DESCRIPTION.map((column, index) => `${column} = $${index + 3}`).join(', ')}
        where id = $1 and partner = any ($2)`,
      [id, tx.scopes, ...descriptionValues(instrument)],
    );
  }

  async insertParty(
    tx: Transaction,
    instrumentId: string,
    instrument: NewInstrument,
    party: string,
  ): Promise<void> {
    const { role, capacity, signatories } = detailOf(instrument, party);
    await tx.manager.query(
      `insert into app.instrument_party (partner, instrument_id, role, capacity, signatories)
       values ($1, $2, $3, $4, $5)`,
      [party, instrumentId, role, capacity, JSON.stringify(signatories)],
    );
  }

  async describeParty(
    tx: Transaction,
    instrumentId: string,
    instrument: NewInstrument,
    party: string,
  ): Promise<void> {
    const { role, capacity, signatories } = detailOf(instrument, party);
    await tx.manager.query(
      `update app.instrument_party set role = $3, capacity = $4, signatories = $5
        where partner = $1 and instrument_id = $2 and partner = any ($6)`,
      [party, instrumentId, role, capacity, JSON.stringify(signatories), tx.scopes],
    );
  }

  /** A partner that joins by accession; one that joined before, and whose accession was voided, is there already. */
  async insertAccession(tx: Transaction, instrumentId: string, partner: string): Promise<void> {
    await tx.manager.query(
      `insert into app.instrument_party (partner, instrument_id, acceded) values ($1, $2, true)
       on conflict (partner, instrument_id) do nothing`,
      [partner, instrumentId],
    );
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
          date_text, future, known_by, note, recorded_at, recorded_by, reservation, new_until_earliest,
          new_until_latest, new_until_precision, new_until_text)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
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
        act.reservation,
        ...documentedValues(act.newUntil),
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

function descriptionValues(instrument: NewInstrument): unknown[] {
  const { terms } = instrument;
  const hq = detailOf(instrument, HQ_SCOPE);
  return [
    instrument.title,
    JSON.stringify(instrument.titles),
    instrument.place,
    instrument.depositary,
    instrument.hqParty,
    instrument.counterpart,
    instrument.covers,
    instrument.entryIntoForceRule,
    instrument.entryIntoForceOn,
    instrument.ratificationsNeeded,
    instrument.entryIntoForceDays,
    instrument.supersedes,
    instrument.amends,
    instrument.note,
    terms.renewalMode,
    terms.renewalPeriod,
    terms.noticePeriod,
    ...documentedValues(terms.from),
    ...documentedValues(terms.until),
    hq.role,
    hq.capacity,
    JSON.stringify(hq.signatories),
  ];
}

function detailOf(instrument: NewInstrument, party: string): PartyDetail {
  const detail = instrument.partyDetails.find((each) => each.party === party);
  return detail ?? { party, role: null, capacity: null, signatories: [] };
}

function documentedColumns(name: string): string[] {
  return ['earliest', 'latest', 'precision', 'text'].map((part) => `${name}_${part}`);
}

function documentedValues({ earliest, latest, precision, text }: DocumentedDate): unknown[] {
  return [earliest, latest, precision, text];
}
