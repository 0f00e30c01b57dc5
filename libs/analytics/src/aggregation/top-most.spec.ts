import { topMost, type ParentOf, type PlacedReport } from './top-most.js';

const report = (unit: string, given: Partial<PlacedReport> = {}): PlacedReport => ({
  partner: 'ID',
  unit,
  month: '2026-06',
  periodEnd: '2026-06-30',
  formCode: 'MONTHLY',
  asks: new Set(),
  waived: false,
  synthetic: false,
  ...given,
});
const link = (unit: string, parent: string, given: Partial<ParentOf> = {}): ParentOf => ({
  partner: 'ID',
  unit,
  parent,
  validFrom: null,
  validUntil: null,
  ...given,
});
const units = (reports: PlacedReport[]): string[] => reports.map(({ unit }) => unit);

describe(topMost.name, () => {
  it('leaves out a centre whose network reports as a whole', () => {
    const reports = [report('NET-ID'), report('CTR-ID-BWI')];
    expect(units(topMost(reports, [link('CTR-ID-BWI', 'NET-ID')]))).toEqual(['NET-ID']);
  });

  it('keeps the parts when the unit above does not report', () => {
    const reports = [report('REG-ID-A'), report('REG-ID-B')];
    const links = [link('REG-ID-A', 'NET-ID'), link('REG-ID-B', 'NET-ID')];
    expect(units(topMost(reports, links))).toEqual(['REG-ID-A', 'REG-ID-B']);
  });

  it('looks beyond a unit that does not report itself', () => {
    const links = [link('CTR-ID-A', 'REG-ID-A'), link('REG-ID-A', 'NET-ID')];
    expect(units(topMost([report('NET-ID'), report('CTR-ID-A')], links))).toEqual(['NET-ID']);
  });

  it('counts the parts again when the report above is waived, and still lists it', () => {
    const reports = [report('NET-ID', { waived: true }), report('CTR-ID-A')];
    expect(units(topMost(reports, [link('CTR-ID-A', 'NET-ID')]))).toEqual(['NET-ID', 'CTR-ID-A']);
  });

  it.each([
    ['on the last day of validity', { validUntil: '2026-07-01' }, ['NET-ID']],
    ['a day after it', { validUntil: '2026-06-30' }, ['NET-ID', 'CTR-ID-A']],
    ['on the first day of validity', { validFrom: '2026-06-30' }, ['NET-ID']],
    ['a day before it', { validFrom: '2026-07-01' }, ['NET-ID', 'CTR-ID-A']],
  ])('reads the network at the end of the period: %s', (_condition, validity, kept) => {
    const reports = [report('NET-ID'), report('CTR-ID-A')];
    expect(units(topMost(reports, [link('CTR-ID-A', 'NET-ID', validity)]))).toEqual(kept);
  });

  it('does not mix months, forms and partners', () => {
    const reports = [
      report('NET-ID', { month: '2026-05' }),
      report('NET-ID', { formCode: 'YEARLY' }),
      report('NET-ID', { partner: 'UZ' }),
      report('CTR-ID-A'),
    ];
    expect(topMost(reports, [link('CTR-ID-A', 'NET-ID')])).toHaveLength(4);
  });

  it('ends where links lead in a circle', () => {
    const links = [link('CTR-ID-A', 'CTR-ID-B'), link('CTR-ID-B', 'CTR-ID-A')];
    expect(units(topMost([report('CTR-ID-A')], links))).toEqual(['CTR-ID-A']);
  });
});
