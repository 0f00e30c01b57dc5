import { anAct, anInstrument } from '../../../../test/support/agreements.js';
import { UNKNOWN_TERMS } from '../terms/instrument-terms.js';
import { statusOn } from './instrument.lifecycle.js';
import type { Instrument, InstrumentAct } from './instrument.js';
import { partyStandings } from './party-standing.js';

const PARTIES = ['AF', 'ID', 'UG'];
const signed = ['HQ', ...PARTIES].map((party) => anAct('SIGNED', party, '2019-06-24'));

const multilateral = (acts: InstrumentAct[], more: Partial<Instrument> = {}): Instrument =>
  anInstrument({
    partner: 'HQ',
    parties: PARTIES,
    entryIntoForceRule: 'NTH_RATIFICATION',
    ratificationsNeeded: 2,
    acts,
    ...more,
  });

const states = (instrument: Instrument, day: string): Record<string, string> =>
  Object.fromEntries(partyStandings(instrument, day).map(({ party, state }) => [party, state]));

describe(partyStandings.name, () => {
  it('shows each party with what it did, headquarters first', () => {
    const acts = [
      ...signed.slice(0, 3),
      anAct('RATIFIED', 'AF', '2020-02-01'),
      anAct('INITIALLED', 'UG', '2019-06-01'),
    ];
    expect(states(multilateral(acts), '2020-12-31')).toEqual({
      HQ: 'SIGNED',
      AF: 'CONSENTED',
      ID: 'SIGNED',
      UG: 'INITIALLED',
    });
  });

  it('is in force only for parties with their own consent, and since it', () => {
    const acts = [
      ...signed,
      anAct('RATIFIED', 'HQ', '2020-01-01'),
      anAct('RATIFIED', 'AF', '2020-02-01'),
      anAct('RATIFIED', 'UG', '2021-05-01'),
    ];
    const standings = partyStandings(multilateral(acts), '2022-01-01');
    expect(
      standings.map(({ party, state, inForceSince }) => [party, state, inForceSince?.latest ?? null]),
    ).toEqual([
      ['HQ', 'IN_FORCE', '2020-02-01'],
      ['AF', 'IN_FORCE', '2020-02-01'],
      ['ID', 'SIGNED', null],
      ['UG', 'IN_FORCE', '2021-05-01'],
    ]);
  });

  it('does not let a party that never signs keep the others waiting', () => {
    const acts = [
      ...signed.slice(0, 2),
      anAct('RATIFIED', 'HQ', '2020-01-01'),
      anAct('RATIFIED', 'AF', '2020-02-01'),
    ];
    expect(statusOn(multilateral(acts), '2020-02-01').status).toBe('IN_FORCE');
    expect(states(multilateral(acts), '2020-02-01').UG).toBe('NONE');
  });

  it('brings a party in by its accession and not before', () => {
    const acts = [...signed, anAct('ACCEDED', 'MY', '2024-03-01')];
    const instrument = multilateral(acts, {
      parties: [...PARTIES, 'MY'],
      acceded: ['MY'],
      entryIntoForceRule: 'ON_SIGNATURE',
      ratificationsNeeded: null,
    });
    expect([states(instrument, '2024-02-29').MY, states(instrument, '2024-03-01').MY]).toEqual([
      'NONE',
      'IN_FORCE',
    ]);
    expect(statusOn(instrument, '2024-02-29').status).toBe('IN_FORCE');
    expect(statusOn(instrument, '2024-03-01').entryIntoForce.date?.latest).toBe('2019-06-24');
  });

  it('lets a party go when its notice has passed, and keeps the others', () => {
    const acts = [...signed, anAct('DENOUNCED', 'ID', '2024-01-01')];
    const terms = { ...UNKNOWN_TERMS, noticePeriod: 'P1Y' };
    const instrument = multilateral(acts, {
      terms,
      entryIntoForceRule: 'ON_SIGNATURE',
      ratificationsNeeded: null,
    });
    expect([states(instrument, '2024-12-31').ID, states(instrument, '2025-01-01').ID]).toEqual([
      'IN_FORCE',
      'WITHDRAWN',
    ]);
    expect(statusOn(instrument, '2025-01-01').status).toBe('IN_FORCE');
    expect(partyStandings(instrument, '2024-06-01')[2].withdrawnOn?.latest).toBe('2025-01-01');
  });

  it('lists the words with which a party limited its consent', () => {
    const acts = [...signed, anAct('RATIFIED', 'AF', '2020-02-01', { reservation: 'Except article 4' })];
    expect(partyStandings(multilateral(acts), '2022-01-01')[1].reservations).toEqual(['Except article 4']);
  });

  it('takes an exchange of documents for the consent of whoever signed', () => {
    const acts = [
      anAct('SIGNED', 'HQ', '2025-01-01'),
      anAct('SIGNED', 'PK', '2025-01-01'),
      anAct('DOCUMENTS_EXCHANGED', 'HQ', '2025-02-01'),
    ];
    const instrument = anInstrument({ acts, entryIntoForceRule: 'ON_LAST_NOTIFICATION' });
    expect(states(instrument, '2025-02-01')).toEqual({ HQ: 'IN_FORCE', PK: 'IN_FORCE' });
  });

  it('leaves parties at their signature where no source says how it enters into force', () => {
    const instrument = multilateral(signed, { entryIntoForceRule: 'UNKNOWN', ratificationsNeeded: null });
    expect(new Set(Object.values(states(instrument, '2026-01-01')))).toEqual(new Set(['SIGNED']));
  });
});
