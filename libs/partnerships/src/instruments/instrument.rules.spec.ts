import { documentedDate } from '#calendars';
import { anInstrument, signatures } from '../../../../test/support/agreements.js';
import { UNKNOWN_TERMS, type InstrumentTerms } from '../terms/instrument-terms.js';
import { instrumentFaults } from './instrument.rules.js';
import type { Instrument } from './instrument.js';

const codesOf = (more: Partial<Instrument>): string[] => {
  const instrument = anInstrument(more);
  return instrumentFaults(instrument, instrument.acts).map(({ code }) => code);
};
const terms = (more: Partial<InstrumentTerms>) => ({ terms: { ...UNKNOWN_TERMS, ...more } });
const title = (language: string, prevailing: boolean) => ({ language, title: 'Title', prevailing });
const detail = (party: string) => ({ party, role: null, capacity: null, signatories: [] });

describe(instrumentFaults.name, () => {
  it('finds nothing wrong with an instrument of which little is known', () => {
    expect(codesOf({})).toEqual([]);
  });

  it.each<[string, Partial<Instrument>]>([
    ['entry.rule-and-date-differ', { entryIntoForceRule: 'FIXED_DATE' }],
    ['entry.rule-and-date-differ', { entryIntoForceOn: '2026-01-01' }],
    ['entry.rule-and-number-differ', { entryIntoForceRule: 'NTH_RATIFICATION' }],
    ['entry.rule-and-number-differ', { ratificationsNeeded: 1 }],
    [
      'entry.more-ratifications-than-parties',
      { entryIntoForceRule: 'NTH_RATIFICATION', ratificationsNeeded: 3 },
    ],
    ['entry.days-without-act', { entryIntoForceRule: 'UNKNOWN', entryIntoForceDays: 30 }],
    [
      'entry.fixed-date-before-signature',
      { entryIntoForceRule: 'FIXED_DATE', entryIntoForceOn: '2025-12-31', acts: signatures('2026-01-01') },
    ],
    [
      'entry.fixed-date-after-term',
      {
        entryIntoForceRule: 'FIXED_DATE',
        entryIntoForceOn: '2027-01-01',
        ...terms({ until: documentedDate('2026') }),
      },
    ],
    ['term.ends-before-it-begins', terms({ from: documentedDate('2026'), until: documentedDate('2025-12') })],
    ['term.indefinite-with-end', terms({ renewalMode: 'INDEFINITE', until: documentedDate('2030') })],
    ['term.invalid-duration', terms({ noticePeriod: 'six months' })],
    ['term.invalid-duration', terms({ renewalMode: 'AUTO', renewalPeriod: 'P1D' })],
    ['term.period-without-automatic-renewal', terms({ renewalMode: 'BY_NOTICE', renewalPeriod: 'P1Y' })],
    [
      'term.notice-longer-than-term',
      terms({ from: documentedDate('2026-01-01'), until: documentedDate('2026-06-30'), noticePeriod: 'P1Y' }),
    ],
    ['titles.language-repeated', { titles: [title('az', true), title('AZ', false)] }],
    ['titles.one-must-prevail', { titles: [title('az', false), title('en', false)] }],
    ['titles.one-must-prevail', { titles: [title('az', true), title('en', true)] }],
    ['parties.not-a-party', { partyDetails: [detail('ET')] }],
    ['parties.repeated', { partyDetails: [detail('PK'), detail('PK')] }],
    ['kind.addendum-amends-nothing', { kind: 'ADDENDUM' }],
  ])('refuses %s', (code, more) => {
    expect(codesOf(more)).toEqual([code]);
  });

  it.each<[string, Partial<Instrument>]>([
    ['as many ratifications as parties', { entryIntoForceRule: 'NTH_RATIFICATION', ratificationsNeeded: 2 }],
    [
      'a fixed day within the month of a signature',
      { entryIntoForceRule: 'FIXED_DATE', entryIntoForceOn: '2026-01-15', acts: signatures('2026-01') },
    ],
    ['days after an act', { entryIntoForceRule: 'ON_LAST_NOTIFICATION', entryIntoForceDays: 30 }],
    ['two authentic texts of which one prevails', { titles: [title('az', true), title('en', false)] }],
    ['an addendum to something', { kind: 'ADDENDUM', amends: 'first' }],
  ])('takes %s', (_what, more) => {
    expect(codesOf(more)).toEqual([]);
  });
});
