import { documentedDate } from '#calendars';
import { openingSlip, risksOf, type PortfolioRow } from './portfolio.js';

const row = (more: Partial<PortfolioRow> = {}): PortfolioRow => ({
  id: 'id',
  partner: 'PK',
  title: 'Lahore',
  templateCode: 'NEW_CENTRE',
  status: 'ACTIVE',
  stage: 'S2',
  plannedOpening: '2027-03-01',
  forecastOpening: null,
  baselineOpening: '2027-02-01',
  opened: documentedDate(null),
  baselines: 1,
  replans: 0,
  tasksOpen: 0,
  tasksDone: 0,
  overdueCritical: 0,
  overdueConditions: 0,
  openBlockers: 0,
  waitingSide: null,
  waitingSince: null,
  waitedHq: 0,
  waitedPartner: 0,
  waitedThirdParty: 0,
  criticalDates: [],
  synthetic: false,
  rev: 1,
  ...more,
});
const TODAY = '2026-11-22';

describe(risksOf.name, () => {
  it('finds none where nothing is late and nothing is in the way', () => {
    expect(risksOf(row(), TODAY)).toEqual([]);
  });

  it.each([
    ['CONDITION_OVERDUE', { overdueConditions: 1 }],
    ['CRITICAL_TASK_OVERDUE', { overdueCritical: 2 }],
    ['OPENING_OVERDUE', { plannedOpening: '2026-11-21' }],
    ['OPENING_OVERDUE', { forecastOpening: '2026-11-21' }],
    ['BLOCKED', { openBlockers: 1 }],
  ])('%s of %j', (risk, more) => {
    expect(risksOf(row(more), TODAY)).toEqual([risk]);
  });

  it('goes by the forecast where there is one', () => {
    expect(risksOf(row({ plannedOpening: '2026-11-01', forecastOpening: '2026-12-01' }), TODAY)).toEqual([]);
  });

  it.each(['STOPPED', 'COMPLETED', 'DOCUMENTED'] as const)('is over for one that is %s', (status) => {
    expect(risksOf(row({ status, overdueConditions: 1, plannedOpening: '2026-01-01' }), TODAY)).toEqual([]);
  });
});

describe(openingSlip.name, () => {
  it.each([
    ['planned', {}, 28],
    ['forecast', { forecastOpening: '2027-02-11' }, 10],
    ['actual', { opened: documentedDate('2027-02-03'), forecastOpening: '2027-02-11' }, 2],
    ['actual, known to the month', { opened: documentedDate('2027-02') }, null],
    ['without a baseline', { baselineOpening: null }, null],
  ])('%s', (_what, more, slip) => {
    expect(openingSlip(row(more))).toBe(slip);
  });
});
