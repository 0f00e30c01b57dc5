import {
  computeDeadline,
  deadlineRuleFrom,
  parsePeriodId,
  type DeadlineRule,
  type WorkingCalendar,
} from '#calendars';
import { Translations } from '#platform';
import { explanationRow } from './deadline-explanation.js';
import { DeadlineTexts } from './deadline-texts.service.js';

const CALENDAR: WorkingCalendar = {
  code: 'PK',
  version: '1',
  zone: 'Asia/Karachi',
  confirmed: false,
  note: null,
  weekly: [{ from: null, until: null, workingWeekdays: [1, 2, 3, 4, 5] }],
  overrides: [
    {
      date: '2026-03-06',
      kind: 'HOLIDAY',
      name: 'Good Friday',
      source: 'a decree',
      tentative: false,
      recordedOn: '2026-01-01',
      closesAt: null,
    },
  ],
};
const FEBRUARY = parsePeriodId('GREGORIAN_MONTH:2026-02');
const texts = new DeadlineTexts(new Translations());

function deadlineOf(change: Partial<DeadlineRule> = {}) {
  const rule = {
    ...deadlineRuleFrom({ anchor: { kind: 'PERIOD_END' }, offset: 7, unit: 'WORKING_DAY' }),
    ...change,
  };
  const event = { name: 'submission', date: '2026-02-28' };
  const subject = rule.anchor.kind === 'EVENT' ? event : FEBRUARY;
  return explanationRow(computeDeadline(rule, subject, { unit: CALENDAR, hq: CALENDAR }, 'Asia/Karachi'));
}

describe(DeadlineTexts.name, () => {
  it.each([
    ['az', '28 fev 2026 tarixindən sonra 7-ci iş günü, 18:00 Asia/Karachi = 2026-03-11T13:00Z'],
    ['ru', '7-й рабочий день после 28 фев. 2026, 18:00 Asia/Karachi = 2026-03-11T13:00Z'],
    ['en', '7th working day after 28 Feb 2026, 18:00 Asia/Karachi = 2026-03-11T13:00Z'],
  ])('explains a deadline in %s', (locale, sentence) => {
    expect(texts.inLanguage(deadlineOf(), locale).explanation).toBe(sentence);
  });

  it.each([
    ['az', 'dövrün sonundan sonra 7-ci iş günü, 18:00 bölmənin vaxtı ilə, bölmənin iş təqvimi'],
    [
      'ru',
      '7-й рабочий день после конца периода, 18:00 по времени подразделения, рабочий календарь подразделения',
    ],
  ])('states the rule in %s', (locale, rule) => {
    expect(texts.inLanguage(deadlineOf(), locale).ruleText).toBe(rule);
  });

  it.each([
    [3, 'cü'],
    [6, 'cı'],
    [9, 'cu'],
    [10, 'cu'],
    [20, 'ci'],
    [40, 'cı'],
  ])('gives the Azerbaijani ordinal of %i the ending %s', (offset, ending) => {
    expect(texts.inLanguage(deadlineOf({ offset }), 'az').explanation).toContain(
      ` ${offset}-${ending} iş günü`,
    );
  });

  it('translates weekdays and leaves the names of holidays alone', () => {
    const { steps } = texts.inLanguage(deadlineOf(), 'ru');
    expect(steps.filter(({ counted }) => !counted).map(({ reason }) => reason)).toEqual([
      'воскресенье',
      'Good Friday',
      'суббота',
      'воскресенье',
    ]);
  });

  it('leaves the stored sentence of a row from before reasons were kept', () => {
    const old = { ...deadlineOf(), reason: undefined };
    expect(texts.inLanguage(old, 'ru').explanation).toBe(old.explanation);
  });

  const EVERY_RULE: Array<[string, Partial<DeadlineRule>]> = [
    ['a working day after', { offset: 1 }],
    ['a working day before', { offset: -2 }],
    ['the first working day', { offset: 0 }],
    ['a calendar day, rolled', { unit: 'CALENDAR_DAY', offset: 7 }],
    ['a calendar day before', { unit: 'CALENDAR_DAY', offset: -3, roll: 'PRECEDING' }],
    ['the day itself', { unit: 'CALENDAR_DAY', offset: 0, roll: 'MODIFIED_FOLLOWING' }],
    [
      'a fixed day',
      { anchor: { kind: 'FIXED_LOCAL_DAY', day: 12 }, unit: 'CALENDAR_DAY', offset: 0, roll: 'NONE' },
    ],
    ['the start of the period', { anchor: { kind: 'PERIOD_START' }, zone: 'hq', calendars: 'UNIT_AND_HQ' }],
    ['an event', { anchor: { kind: 'EVENT', name: 'submission' }, calendars: 'HQ', zone: 'Asia/Baku' }],
  ];

  it.each(EVERY_RULE)('says in the English catalogue what the engine says: %s', (_case, change) => {
    const deadline = deadlineOf(change);
    expect(texts.inLanguage(deadline, 'en')).toEqual(deadline);
  });

  it.each(EVERY_RULE)('has every word of %s in Azerbaijani and Russian', (_case, change) => {
    const deadline = deadlineOf(change);
    const said = ['az', 'ru'].map((locale) => texts.inLanguage(deadline, locale));
    const words = said.map(({ explanation, ruleText }) => `${explanation} ${ruleText}`);
    expect(
      words.filter((text) => /working|period|calendar|moved|anchors|rolls|zones|undefined/.test(text)),
    ).toEqual([]);
  });
});
