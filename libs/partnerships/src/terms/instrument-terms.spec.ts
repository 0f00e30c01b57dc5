import { documentedDate } from '#calendars';
import { anAct, anInstrument, signatures } from '../../../../test/support/agreements.js';
import { recordedStatus, statusOn } from '../instruments/instrument.lifecycle.js';
import type { Instrument, InstrumentAct, InstrumentStatus } from '../instruments/instrument.js';
import { currentTerm, noticeDeadline, UNKNOWN_TERMS, type InstrumentTerms } from './instrument-terms.js';

const until = (text: string, more: Partial<InstrumentTerms> = {}): InstrumentTerms => ({
  ...UNKNOWN_TERMS,
  until: documentedDate(text),
  ...more,
});

const inForce = (terms: InstrumentTerms, ...acts: InstrumentAct[]): Instrument =>
  anInstrument({ terms, acts: [...signatures('2020-01-01'), ...acts] });

const statuses = (instrument: Instrument, ...days: string[]): InstrumentStatus[] =>
  days.map((day) => statusOn(instrument, day).status);

describe(currentTerm.name, () => {
  const auto = until('2025-12-31', { renewalMode: 'AUTO', renewalPeriod: 'P1Y' });

  it('is the documented one until it ends', () => {
    expect(currentTerm(auto, [], '2025-12-31')).toMatchObject({
      end: { latest: '2025-12-31' },
      previousEnd: null,
    });
  });

  it('is lengthened by whole periods when it renews itself', () => {
    expect(currentTerm(auto, [], '2027-06-01')).toMatchObject({
      end: { latest: '2027-12-31' },
      previousEnd: { latest: '2026-12-31' },
    });
  });

  it('reaches a far day without walking there', () => {
    expect(currentTerm(auto, [], '9990-06-01').end?.latest).toBe('9990-12-31');
  });

  it('has no known end after an automatic renewal of unknown length', () => {
    const terms = until('2025-12-31', { renewalMode: 'AUTO' });
    expect(currentTerm(terms, [], '2026-01-01').end).toBeNull();
  });

  it('ends when the last renewal says', () => {
    const renewal = anAct('RENEWED', 'HQ', '2025-06-01', { newUntil: documentedDate('2030-12') });
    expect(currentTerm(until('2025-12-31'), [renewal], '2026-01-01').end?.latest).toBe('2030-12-31');
  });
});

describe(noticeDeadline.name, () => {
  it('lies the notice period before the end', () => {
    const terms = until('2026-12-31', { noticePeriod: 'P6M' });
    expect(noticeDeadline(terms, terms.until)?.latest).toBe('2026-06-30');
  });

  it('is the end itself where no notice period is documented', () => {
    expect(noticeDeadline(until('2026-12-31'), documentedDate('2026-12-31'))?.latest).toBe('2026-12-31');
  });
});

describe('the status near the end of a term', () => {
  it('is expiring from 180 days before the notice deadline, expired from the day after the end', () => {
    const instrument = inForce(until('2026-12-31', { noticePeriod: 'P6M', renewalMode: 'BY_NOTICE' }));
    expect(statuses(instrument, '2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01')).toEqual([
      'IN_FORCE',
      'EXPIRING',
      'EXPIRING',
      'EXPIRED',
    ]);
  });

  it('is possibly expired within the month of an end known to the month, certainly after it', () => {
    const instrument = inForce(until('2026-06'));
    expect(statusOn(instrument, '2026-06-15')).toMatchObject({
      status: 'EXPIRING',
      possibleStatus: 'EXPIRED',
    });
    expect(statuses(instrument, '2026-07-01')).toEqual(['EXPIRED']);
  });

  it('expires a signed instrument whose entry into force nobody documented', () => {
    const instrument = { ...inForce(until('2025-12-31')), entryIntoForceRule: 'UNKNOWN' as const };
    expect(statuses(instrument, '2025-12-31', '2026-01-01')).toEqual(['SIGNED', 'EXPIRED']);
  });

  it('never expires what renews itself, and asks for a decision every time', () => {
    const terms = until('2025-12-31', { renewalMode: 'AUTO', renewalPeriod: 'P2Y' });
    expect(statuses(inForce(terms), '2026-01-01', '2027-09-01')).toEqual(['IN_FORCE', 'EXPIRING']);
  });

  it.each(['INDEFINITE', 'UNKNOWN'] as const)(
    'stays in force without an end when the mode is %s',
    (renewalMode) => {
      expect(statuses(inForce({ ...UNKNOWN_TERMS, renewalMode }), '2099-01-01')).toEqual(['IN_FORCE']);
    },
  );

  it('is renewed after a renewal with a new end, and expiring again before that', () => {
    const renewal = anAct('RENEWED', 'HQ', '2025-06-01', { newUntil: documentedDate('2030-12-31') });
    const instrument = inForce(until('2025-12-31'), renewal);
    expect(statuses(instrument, '2026-01-01', '2030-12-01', '2031-01-01')).toEqual([
      'RENEWED',
      'EXPIRING',
      'EXPIRED',
    ]);
  });

  it('is renewed with an unknown end after a renewal whose length nobody documented', () => {
    const instrument = inForce(until('2025-12-31'), anAct('RENEWED', 'HQ', '2025-06-01'));
    expect(statuses(instrument, '2026-01-01', '2050-01-01')).toEqual(['RENEWED', 'RENEWED']);
  });

  it('is not expiring once another instrument follows it', () => {
    const instrument = { ...inForce(until('2026-12-31')), supersededBy: ['next'] };
    expect(statuses(instrument, '2026-12-01')).toEqual(['IN_FORCE']);
  });

  it('lives until the notice of a denunciation has passed', () => {
    const terms = { ...UNKNOWN_TERMS, noticePeriod: 'P6M' };
    const instrument = inForce(terms, anAct('DENOUNCED', 'PK', '2026-01-15'));
    expect(statuses(instrument, '2026-07-14', '2026-07-15')).toEqual(['IN_FORCE', 'TERMINATED']);
    expect(recordedStatus(instrument, '2026-02-01')).toBe('IN_FORCE');
    expect(recordedStatus(instrument, '2026-07-15')).toBe('TERMINATED');
  });

  it('is terminated at once by a denunciation when no notice period is known', () => {
    expect(statuses(inForce(UNKNOWN_TERMS, anAct('DENOUNCED', 'PK', '2026-01-15')), '2026-01-15')).toEqual([
      'TERMINATED',
    ]);
  });
});

describe('entry into force some days after the deciding act', () => {
  it('waits for the days after the last notification', () => {
    const acts = [
      ...signatures('2025-01-01'),
      anAct('NOTIFIED', 'HQ', '2025-02-01'),
      anAct('NOTIFIED', 'PK', '2025-03-01'),
    ];
    const instrument = anInstrument({
      acts,
      entryIntoForceRule: 'ON_LAST_NOTIFICATION',
      entryIntoForceDays: 30,
    });
    expect(statuses(instrument, '2025-03-30', '2025-03-31')).toEqual(['PENDING_PROCEDURES', 'IN_FORCE']);
    expect(statusOn(instrument, '2025-04-01').entryIntoForce.date?.latest).toBe('2025-03-31');
  });
});
