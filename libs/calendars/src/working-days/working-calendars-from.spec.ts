import { workingCalendarsFrom } from './working-calendars-from.js';

const WEEKLY = [{ from: null, until: null, workingWeekdays: [1, 2, 3, 4, 5] }];

function file(calendar: Record<string, unknown>): unknown {
  const valid = {
    code: 'XX',
    zone: 'Asia/Baku',
    recordedOn: '2026-01-01',
    weekly: WEEKLY,
    sources: { law: 'Labour law' },
    overrides: [],
  };
  return { version: '3', calendars: [{ ...valid, ...calendar }] };
}

function withDay(day: Record<string, unknown>): unknown {
  return file({
    overrides: [{ date: '2026-03-20', kind: 'HOLIDAY', name: 'Novruz', source: 'law', ...day }],
  });
}

describe(workingCalendarsFrom.name, () => {
  it('gives every day its source text and the day of record of its calendar', () => {
    expect(workingCalendarsFrom(withDay({})).get('XX')).toEqual({
      code: 'XX',
      version: '3',
      zone: 'Asia/Baku',
      confirmed: false,
      note: null,
      weekly: WEEKLY,
      overrides: [
        {
          date: '2026-03-20',
          kind: 'HOLIDAY',
          name: 'Novruz',
          source: 'Labour law',
          tentative: false,
          recordedOn: '2026-01-01',
          closesAt: null,
        },
      ],
    });
  });

  it('reads a half day with its closing time', () => {
    const calendars = workingCalendarsFrom(withDay({ kind: 'HALF_DAY', closesAt: '13:00' }));
    expect(calendars.get('XX')?.overrides[0]).toMatchObject({ kind: 'HALF_DAY', closesAt: '13:00' });
  });

  it.each([
    ['a list as the file', [], 'working-calendars'],
    ['a file without version', { calendars: [] }, 'working-calendars.version'],
    ['an unknown zone', file({ zone: 'Asia/Atlantis' }), 'working-calendars.calendars[0].zone'],
    ['an unknown field', file({ holydays: [] }), 'working-calendars.calendars[0].holydays'],
    ['no weekly pattern', file({ weekly: [] }), 'working-calendars.calendars[0].weekly'],
    [
      'a gap between weekly patterns',
      file({
        weekly: [
          { from: null, until: '2026-01-01', workingWeekdays: [1] },
          { from: '2026-01-02', until: null, workingWeekdays: [1] },
        ],
      }),
      'working-calendars.calendars[0].weekly',
    ],
    [
      'a weekly pattern that ends',
      file({ weekly: [{ from: null, until: '2026-01-01', workingWeekdays: [1] }] }),
      'working-calendars.calendars[0].weekly',
    ],
    [
      'weekly patterns in the wrong order',
      file({
        weekly: [
          { from: null, until: '2026-02-01', workingWeekdays: [1] },
          { from: '2026-02-01', until: '2026-01-01', workingWeekdays: [1] },
          { from: '2026-01-01', until: null, workingWeekdays: [1] },
        ],
      }),
      'working-calendars.calendars[0].weekly',
    ],
    [
      'two patterns that are both open',
      file({ weekly: [...WEEKLY, ...WEEKLY] }),
      'working-calendars.calendars[0].weekly',
    ],
    [
      'an eighth weekday',
      file({ weekly: [{ from: null, until: null, workingWeekdays: [8] }] }),
      'working-calendars.calendars[0].weekly[0].workingWeekdays',
    ],
    [
      'a week without working day',
      file({ weekly: [{ from: null, until: null, workingWeekdays: [] }] }),
      'working-calendars.calendars[0].weekly[0].workingWeekdays',
    ],
    [
      'a day that does not exist',
      withDay({ date: '2026-02-30' }),
      'working-calendars.calendars[0].overrides[0].date',
    ],
    ['an unknown kind', withDay({ kind: 'BRIDGE' }), 'working-calendars.calendars[0].overrides[0].kind'],
    ['a missing source', withDay({ source: 'rumour' }), 'working-calendars.calendars[0].overrides[0].source'],
    [
      'a source key of the runtime',
      withDay({ source: 'toString' }),
      'working-calendars.calendars[0].overrides[0].source',
    ],
    [
      'a half day without closing time',
      withDay({ kind: 'HALF_DAY' }),
      'working-calendars.calendars[0].overrides[0].closesAt',
    ],
    [
      'a holiday with closing time',
      withDay({ closesAt: '13:00' }),
      'working-calendars.calendars[0].overrides[0].closesAt',
    ],
  ])('refuses %s and names the place', (_, yaml, path) => {
    expect(() => workingCalendarsFrom(yaml)).toThrow(
      expect.objectContaining({ code: 'invalid-reference-data', params: expect.objectContaining({ path }) }),
    );
  });

  it('refuses two entries of one day with the same day of record', () => {
    const day = { date: '2026-03-20', kind: 'HOLIDAY', name: 'Novruz', source: 'law' };
    expect(() => workingCalendarsFrom(file({ overrides: [day, { ...day, kind: 'WORKING' }] }))).toThrow(
      'working-calendars.calendars[0].overrides[1]: 2026-03-20 was already recorded on 2026-01-01.',
    );
  });

  it('refuses two calendars of one code', () => {
    const twice = file({}) as { version: string; calendars: unknown[] };
    const calendars = [...twice.calendars, ...twice.calendars];
    expect(() => workingCalendarsFrom({ ...twice, calendars })).toThrow('calendars[1].code');
  });
});
