import { assignmentOn } from './calendar-assignment.js';
import { calendarPolicyFrom } from './calendar-policy-from.js';

const RULE = { anchor: { kind: 'PERIOD_END' }, offset: 7, unit: 'WORKING_DAY' };

function file(...partners: Record<string, unknown>[]): unknown {
  return {
    hqWorkingCalendar: 'AZ',
    reportDeadline: RULE,
    lockAfterDays: 365,
    reviewDeadline: RULE,
    partners: partners.map((changes) => ({
      partner: 'AF',
      scheme: 'SOLAR_HIJRI_MONTH',
      zone: 'Asia/Kabul',
      workingCalendar: 'AF',
      from: null,
      until: null,
      ...changes,
    })),
  };
}

const CODES = ['AZ', 'AF'];

describe(calendarPolicyFrom.name, () => {
  it.each([
    ['an unknown scheme', file({ scheme: 'LUNAR' }), 'calendars.partners[0].scheme'],
    ['an unknown working calendar', file({ workingCalendar: 'XX' }), 'calendars.partners[0].workingCalendar'],
    ['an unknown zone', file({ zone: 'Kabul' }), 'calendars.partners[0].zone'],
    ['an empty interval', file({ from: '2026-01-01', until: '2026-01-01' }), 'calendars.partners[0].until'],
    ['two open assignments of one partner', file({}, {}), 'calendars.partners[1]'],
    [
      'assignments that share one day',
      file({ until: '2026-01-02' }, { from: '2026-01-01' }),
      'calendars.partners[1]',
    ],
  ])('refuses %s and names the place', (_, yaml, path) => {
    expect(() => calendarPolicyFrom(yaml, CODES)).toThrow(
      expect.objectContaining({ params: expect.objectContaining({ path }) }),
    );
  });
});

describe(assignmentOn.name, () => {
  const { assignments } = calendarPolicyFrom(
    file({ until: '2026-03-21' }, { from: '2026-03-21', scheme: 'GREGORIAN_MONTH', until: '2030-01-01' }),
    CODES,
  );

  it('changes the calendar on the first day of the new assignment', () => {
    const schemes = ['2026-03-20', '2026-03-21'].map((date) => assignmentOn(assignments, 'AF', date).scheme);
    expect(schemes).toEqual(['SOLAR_HIJRI_MONTH', 'GREGORIAN_MONTH']);
  });

  it.each([
    ['AF', '2030-01-01'],
    ['ET', '2026-10-15'],
  ])('refuses to guess a calendar for %s on %s', (partner, date) => {
    expect(() => assignmentOn(assignments, partner, date)).toThrow(
      expect.objectContaining({ code: 'no-calendar-assignment' }),
    );
  });
});
