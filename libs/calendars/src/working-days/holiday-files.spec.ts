import { InvalidReferenceDataError } from '../reference-data/reference-fields.js';
import { holidayFileFrom, withHolidays } from './holiday-files.js';
import type { WorkingCalendar } from './working-calendar.js';
import { explainDay } from './working-days.js';

const CALENDAR: WorkingCalendar = {
  code: 'PK',
  version: '1',
  zone: 'Asia/Karachi',
  confirmed: false,
  note: null,
  weekly: [{ from: null, until: null, workingWeekdays: [1, 2, 3, 4, 5] }],
  overrides: [
    {
      date: '2026-03-20',
      kind: 'WORKING',
      name: 'Working by decree',
      source: 'a decree',
      tentative: false,
      recordedOn: '2020-01-01',
      closesAt: null,
    },
  ],
};

function fileOf(rest: object = {}): unknown {
  return {
    calendar: 'PK',
    generated: true,
    source: 'a library',
    recordedOn: '2026-11-21',
    years: { 2026: 'MOVING' },
    days: [
      { date: '2026-03-20', name: 'Eid al-Fitr', tentative: true },
      { date: '2026-05-27', name: 'Eid al-Adha', tentative: true },
    ],
    ...rest,
  };
}

function merged(): WorkingCalendar {
  return withHolidays(new Map([['PK', CALENDAR]]), [holidayFileFrom(fileOf())]).get('PK') as WorkingCalendar;
}

describe(withHolidays.name, () => {
  it('adds the days of a file with its source', () => {
    expect(explainDay(merged(), '2026-05-27')).toMatchObject({
      working: false,
      reason: 'Eid al-Adha',
      source: 'a library',
      tentative: true,
    });
  });

  it('lets what somebody stated about a day go first, however old it is', () => {
    expect(explainDay(merged(), '2026-03-20').reason).toBe('Working by decree');
    expect(merged().overrides.filter(({ date }) => date === '2026-03-20')).toHaveLength(1);
  });

  it('refuses days of a calendar that nobody knows', () => {
    const file = holidayFileFrom(fileOf({ calendar: 'XX' }));
    expect(() => withHolidays(new Map([['PK', CALENDAR]]), [file])).toThrow(InvalidReferenceDataError);
  });
});

describe(holidayFileFrom.name, () => {
  it.each([
    ['a share that is none', { years: { 2026: 'SOME' } }],
    ['a day that is none', { days: [{ date: '2026-02-30', name: 'x' }] }],
    ['a day without a name', { days: [{ date: '2026-02-20' }] }],
    ['a field that nobody knows', { origin: 'x' }],
  ])('refuses %s and names the place', (_case, rest) => {
    expect(() => holidayFileFrom(fileOf(rest), 'pk.yaml')).toThrow(/^pk\.yaml\./);
  });
});
