import { addDays } from '#calendars';
import { planDates, slipDays, type PlannedTask } from './plan-dates.js';

const task = (code: string, more: Partial<PlannedTask> = {}): PlannedTask => ({
  code,
  anchor: 'PLANNED_OPENING',
  anchorTask: null,
  days: 0,
  state: 'OPEN',
  dueOn: null,
  doneOn: null,
  ...more,
});
const after = (code: string, anchorTask: string, days: number, more: Partial<PlannedTask> = {}) =>
  task(code, { anchor: 'TASK', anchorTask, days, ...more });
const anchors = { agreementInForce: '2026-01-10', plannedOpening: '2026-06-30' };
const plan = (tasks: PlannedTask[], from = anchors) => Object.fromEntries(planDates(tasks, from, addDays));

describe(planDates.name, () => {
  it('counts from the agreement, from the opening and from another task, forwards and backwards', () => {
    const tasks = [
      after('C', 'B', 5),
      task('A', { anchor: 'AGREEMENT_IN_FORCE', days: 3 }),
      task('B', { days: -10 }),
    ];
    expect(plan(tasks)).toEqual({ A: '2026-01-13', B: '2026-06-20', C: '2026-06-25' });
  });

  it('asks the calendar once for each open task, with the anchor and the days', () => {
    const asked: [string, number][] = [];
    planDates([task('A', { days: -2 }), after('B', 'A', 1)], anchors, (day, days) => {
      asked.push([day, days]);
      return '2026-06-01';
    });
    expect(asked).toEqual([
      ['2026-06-30', -2],
      ['2026-06-01', 1],
    ]);
  });

  it('leaves what is done or dropped where it is', () => {
    const done = task('A', { state: 'DONE', dueOn: '2026-02-01', doneOn: '2026-02-20' });
    const dropped = task('B', { state: 'DROPPED', dueOn: '2026-03-01' });
    expect(plan([done, dropped])).toEqual({ A: '2026-02-01', B: '2026-03-01' });
  });

  it('counts what follows a finished task from the day on which it was finished', () => {
    const done = task('A', { state: 'DONE', dueOn: '2026-02-01', doneOn: '2026-02-20' });
    expect(plan([done, after('B', 'A', 2)]).B).toBe('2026-02-22');
  });

  it('gives no day while the anchor has none, also along a chain', () => {
    const none = { agreementInForce: null, plannedOpening: null };
    expect(plan([task('A'), after('B', 'A', 2)], none as never)).toEqual({ A: null, B: null });
  });

  it('refuses tasks that wait for each other', () => {
    expect(() => plan([after('A', 'B', 1), after('B', 'A', 1)])).toThrow('A → B → A');
  });
});

describe(slipDays.name, () => {
  it.each([
    ['2026-01-10', '2026-01-15', 5],
    ['2026-01-10', '2026-01-08', -2],
    [null, '2026-01-08', null],
    ['2026-01-10', null, null],
  ])('from %s to %s: %s', (baseline, now, slip) => {
    expect(slipDays(baseline, now)).toBe(slip);
  });
});
