import { documentedDate } from '#calendars';
import { anAct, anInstrument, onDay, signatures } from '../../../../test/support/agreements.js';
import type { Instrument } from '../instruments/instrument.js';
import { noticeDeadlines } from './notice-deadlines.js';
import { UNKNOWN_TERMS, type InstrumentTerms } from './instrument-terms.js';

const TODAY = '2026-11-22';

const renewing = (end: string, more: Partial<InstrumentTerms> = {}, other: Partial<Instrument> = {}) =>
  onDay(
    anInstrument({
      acts: signatures('2020-01-01'),
      terms: {
        ...UNKNOWN_TERMS,
        until: documentedDate(end),
        renewalMode: 'AUTO',
        renewalPeriod: 'P5Y',
        noticePeriod: 'P3M',
        ...more,
      },
      ...other,
    }),
    TODAY,
  );

describe(noticeDeadlines.name, () => {
  it.each([
    ['2027-02-21', -1, 'PASSED'],
    ['2027-02-22', 0, 'WITHIN_30'],
    ['2027-03-22', 30, 'WITHIN_30'],
    ['2027-03-23', 31, 'WITHIN_90'],
    ['2027-05-21', 91, 'WITHIN_180'],
  ])('puts a term that ends on %s %i days ahead, in the band %s', (end, daysLeft, band) => {
    expect(noticeDeadlines([renewing(end)], TODAY, 'P180D')).toMatchObject([
      { daysLeft, band, atRisk: true },
    ]);
  });

  it('leaves out what lies beyond the asked time', () => {
    expect(noticeDeadlines([renewing('2027-03-22')], TODAY, 'P29D')).toEqual([]);
    expect(noticeDeadlines([renewing('2027-03-22')], TODAY, 'P30D')).toHaveLength(1);
  });

  it('acts by the first day of a deadline that is known to the month', () => {
    const [deadline] = noticeDeadlines([renewing('2027-04')], TODAY, 'P180D');
    expect(deadline).toMatchObject({
      actBy: '2027-01-01',
      deadline: { precision: 'MONTH', latest: '2027-01-31' },
    });
  });

  it('brings the earliest deadline first', () => {
    const [late, soon] = [renewing('2027-04-01'), renewing('2027-03-01')];
    expect(noticeDeadlines([late, soon], TODAY, 'P180D').map(({ actBy }) => actBy)).toEqual([
      '2026-12-01',
      '2027-01-01',
    ]);
  });

  it('names no risk where it does not renew itself', () => {
    const given = renewing('2027-03-01', { renewalMode: 'BY_NOTICE', renewalPeriod: null });
    expect(noticeDeadlines([given], TODAY, 'P180D')).toMatchObject([{ atRisk: false, decision: null }]);
  });

  it('takes a denunciation whose notice runs for a decision', () => {
    const denounced = renewing(
      '2027-03-01',
      {},
      { acts: [...signatures('2020-01-01'), anAct('DENOUNCED', 'PK', '2026-11-01')] },
    );
    expect(noticeDeadlines([denounced], TODAY, 'P180D')).toMatchObject([
      { atRisk: false, decision: { act: 'DENOUNCED' } },
    ]);
  });

  it('takes the instrument that follows for a decision', () => {
    const followed = renewing('2027-03-01', {}, { supersededBy: ['next'] });
    expect(noticeDeadlines([followed], TODAY, 'P180D')).toMatchObject([
      { atRisk: false, decision: { act: 'SUCCESSOR', id: 'next' } },
    ]);
  });

  it('does not take the renewal of a former term for a decision about this one', () => {
    const acts = [...signatures('2015-01-01'), anAct('RENEWED', 'HQ', '2021-01-01')];
    const given = renewing('2022-03-01', {}, { acts });
    expect(noticeDeadlines([given], TODAY, 'P180D')).toMatchObject([{ atRisk: true, decision: null }]);
  });

  it.each([
    ['ends on no documented day', {}, { terms: UNKNOWN_TERMS }],
    ['is a draft', {}, { acts: [] }],
    ['is terminated', {}, { acts: [...signatures('2020-01-01'), anAct('TERMINATED', 'PK', '2026-01-01')] }],
  ])('says nothing about an instrument that %s', (_what, terms, other) => {
    expect(noticeDeadlines([renewing('2027-03-01', terms, other)], TODAY, 'P180D')).toEqual([]);
  });
});
