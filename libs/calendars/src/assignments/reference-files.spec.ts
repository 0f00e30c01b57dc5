import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { computeDeadline } from '../deadlines/compute-deadline.js';
import { parsePeriodId } from '../periods/periods.js';
import { periodAlignedTo } from '../periods/aligned-months.js';
import { addDays } from '../dates/iso-date.js';
import { addWorkingDays, isWorkingDay } from '../working-days/working-days.js';
import type { WorkingCalendar } from '../working-days/working-calendar.js';
import { workingCalendarsFrom } from '../working-days/working-calendars-from.js';
import { assignmentOn } from './calendar-assignment.js';
import { calendarPolicyFrom } from './calendar-policy-from.js';

function yamlOf(name: string): unknown {
  return parse(readFileSync(new URL(`../../../../config/reference/${name}`, import.meta.url), 'utf8'));
}

const calendars = workingCalendarsFrom(yamlOf('working-calendars.yaml'));
const policy = calendarPolicyFrom(yamlOf('calendars.yaml'), calendars.keys());

function calendarOf(code: string): WorkingCalendar {
  return calendars.get(code) as WorkingCalendar;
}

describe('the shipped working calendars', () => {
  it('have Azerbaijan off from 20 to 30 March 2026, and at work on the days around', () => {
    const days = Array.from({ length: 13 }, (_, index) => addDays('2026-03-19', index));
    const worked = days.filter((date) => isWorkingDay(calendarOf('AZ'), date));
    expect(worked).toEqual(['2026-03-19', '2026-03-31']);
  });

  it('give a review that begins on 19 March 2026 until 6 April', () => {
    expect(addWorkingDays(calendarOf('AZ'), '2026-03-19', 5).date).toBe('2026-04-06');
  });

  it('know the transferred days of June 2023', () => {
    expect(addWorkingDays(calendarOf('AZ'), '2023-06-23', 3).date).toBe('2023-07-03');
  });

  it('have a source for every day and mark no country as confirmed', () => {
    const all = [...calendars.values()];
    const unsourced = all.flatMap(({ overrides }) => overrides).filter(({ source }) => source.length < 20);
    expect([
      all.map(({ code }) => code).toSorted(),
      unsourced,
      all.filter(({ confirmed }) => confirmed),
    ]).toEqual([['AF', 'AZ', 'ET', 'ID', 'PK', 'UG', 'UZ'], [], []]);
  });

  it('mark Eid al-Fitr 2026 as tentative in Pakistan', () => {
    const eid = calendarOf('PK').overrides.find(({ date }) => date === '2026-03-20');
    expect(eid?.tentative).toBe(true);
  });

  it('have Friday as the only weekly day off in Afghanistan', () => {
    const week = Array.from({ length: 7 }, (_, index) => addDays('2026-10-12', index));
    expect(week.filter((date) => !isWorkingDay(calendarOf('AF'), date))).toEqual(['2026-10-16']);
  });
});

describe('the shipped calendar policy', () => {
  it.each([
    ['AF', 'SOLAR_HIJRI_MONTH:1405-07', '2026-10-31T18:00:00+04:30'],
    ['ET', 'ETHIOPIAN_MONTH:2019-02', '2026-11-18T18:00:00+03:00'],
    ['ID', 'GREGORIAN_MONTH:2026-10', '2026-11-10T18:00:00+07:00'],
    ['PK', 'GREGORIAN_MONTH:2026-10', '2026-11-11T18:00:00+05:00'],
    ['UG', 'GREGORIAN_MONTH:2026-10', '2026-11-10T18:00:00+03:00'],
    ['UZ', 'GREGORIAN_MONTH:2026-10', '2026-11-10T18:00:00+05:00'],
  ])('makes the October 2026 report of %s the period %s, due %s', (partner, id, localDueAt) => {
    const { scheme, zone, workingCalendar } = assignmentOn(policy.assignments, partner, '2026-10-15');
    const period = periodAlignedTo(scheme, '2026-10');
    const both = { unit: calendarOf(workingCalendar), hq: calendarOf(policy.hqWorkingCalendar) };
    const due = computeDeadline(policy.reportDeadline, period, both, zone);
    expect([period.id, due.localDueAt]).toEqual([id, localDueAt]);
  });

  it('gives Pakistan until 10 March 2026 for February, with holidays and all', () => {
    const both = { unit: calendarOf('PK'), hq: calendarOf('AZ') };
    const due = computeDeadline(
      policy.reportDeadline,
      parsePeriodId('GREGORIAN_MONTH:2026-02'),
      both,
      'Asia/Karachi',
    );
    expect([due.dueAt, due.tentative]).toEqual(['2026-03-10T13:00:00Z', false]);
  });

  it('locks after a year and reviews within five working days of headquarters', () => {
    expect([policy.lockAfterDays, policy.reviewDeadline]).toEqual([
      365,
      {
        anchor: { kind: 'EVENT', name: 'submission' },
        offset: 5,
        unit: 'WORKING_DAY',
        roll: 'FOLLOWING',
        at: '18:00',
        zone: 'hq',
        calendars: 'HQ',
        grace: 0,
      },
    ]);
  });
});
