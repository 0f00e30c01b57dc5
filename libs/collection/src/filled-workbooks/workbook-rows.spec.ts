import type { GridCell, GridSheet } from '../layouts/layout.js';
import { WorkbookLanguages } from '../workbooks/workbook-languages.js';
import type { WorkbookMarker } from '../workbooks/workbook-marker.js';
import { workbookRows, type WorkbookSubject } from './workbook-rows.js';

type Current = WorkbookSubject['current'] extends ReadonlyMap<string, infer Cells> ? Cells : never;

const languages = new WorkbookLanguages();
const UNIT = 'CTR-PK-A';
const HEADS = ['#cell', '', '#value', '#kind', '#explanation'];

const cell = (value: string | number | null): GridCell | null => {
  if (value === null || value === '') return null;
  return typeof value === 'number' ? { number: String(value) } : { text: value };
};
const sheetOf = (name: string, hidden: boolean, lines: (string | number | null)[][]): GridSheet => ({
  name,
  hidden,
  rightToLeft: false,
  rows: lines.map((line, index) => ({ row: index + 1, cells: line.map(cell) })),
});
const report = (...lines: (string | number | null)[][]) =>
  sheetOf('Report', false, [['Title'], HEADS, ...lines]);
const base = (...lines: (string | number | null)[][]) =>
  sheetOf('_asan_base', true, [['#unit', 'cell', 'kind', 'value', 'explanation'], ...lines]);
const held = (kind: string, value: string | null, explanation: string | null = null) =>
  ({ kind, value, explanation }) as Current[string];

function read(sheets: GridSheet[], current: Current = {}, kind: WorkbookMarker['kind'] = 'SLOT') {
  return workbookRows(sheets, {
    marker: { kind } as WorkbookMarker,
    unit: UNIT,
    unitsOfPartner: new Set([UNIT, 'CTR-PK-B']),
    cells: new Set(['VISITORS', 'OPEN_DAYS']),
    language: languages.of('en'),
    current: new Map([[UNIT, current]]),
  });
}

describe(workbookRows.name, () => {
  it('takes a figure, a reason and an explanation by their codes', () => {
    const { rows, problems } = read([
      report(
        ['VISITORS', 'Visitors', 1840, null, 'A fair was held nearby.'],
        ['OPEN_DAYS', '', null, 'Not available'],
      ),
    ]);
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      { unit: UNIT, cell: 'VISITORS', kind: 'NUMBER', value: '1840', explanation: 'A fair was held nearby.' },
      { unit: UNIT, cell: 'OPEN_DAYS', kind: 'NOT_AVAILABLE' },
    ]);
    expect(rows[0].at).toEqual({ sheet: 'Report', row: 3, column: 'C', header: 'VISITORS' });
  });

  it('says nothing about a blank line, also where a figure stands in the report', () => {
    const found = read([report(['VISITORS', 'Visitors', null])], { VISITORS: held('NUMBER', '5') });
    expect(found).toEqual({ rows: [], problems: [], problemsTotal: 0 });
  });

  it('shows a figure that nobody touched as what somebody made of it meanwhile', () => {
    const { rows } = read([report(['VISITORS', '', 1000]), base([UNIT, 'VISITORS', 'NUMBER', 't:1000'])], {
      VISITORS: held('NUMBER', '1250'),
    });
    expect(rows).toMatchObject([{ value: '1250', given: '1000', flags: ['CHANGED_MEANWHILE'] }]);
  });

  it('takes a figure that was typed over the one it was pre-filled with', () => {
    const { rows } = read([report(['VISITORS', '', 1001]), base([UNIT, 'VISITORS', 'NUMBER', 't:1000'])], {
      VISITORS: held('NUMBER', '1250'),
    });
    expect(rows).toMatchObject([{ value: '1001', flags: [] }]);
  });

  it('leaves out a figure that nobody touched and somebody removed meanwhile', () => {
    const { rows, problems } = read([
      report(['VISITORS', '', 1000]),
      base([UNIT, 'VISITORS', 'NUMBER', 't:1000']),
    ]);
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([{ code: 'changed-meanwhile', severity: 'INFO' }]);
  });

  it('takes the zeros that a spreadsheet dropped for no change', () => {
    const { rows } = read([report(['VISITORS', '', 7.5])], { VISITORS: held('NUMBER', '7.50') });
    expect(rows).toMatchObject([{ value: '7.50' }]);
  });

  it('gives a text back that was made harmless on its way out', () => {
    const { rows } = read([report(['VISITORS', '', 1, null, "'=SUM(A1) is how we counted"])]);
    expect(rows).toMatchObject([{ explanation: '=SUM(A1) is how we counted' }]);
  });

  it('keeps the joiners of Dari words and drops what hides or reorders', () => {
    const { rows } = read([report(['VISITORS', '', 1, null, 'گزارش\u200cدهنده\u202e\u200b'])]);
    expect(rows).toMatchObject([{ explanation: 'گزارش\u200cدهنده' }]);
  });

  it('names an indicator that comes twice', () => {
    const { rows, problems } = read([report(['VISITORS', '', 1], ['VISITORS', '', 2])]);
    expect([rows.length, problems.map(({ code }) => code)]).toEqual([1, ['duplicate-row']]);
  });

  it('names a filled line of no indicator and passes over an empty one', () => {
    const { problems } = read([report(['NOTHING', '', 1], ['NOWHERE', '', null])]);
    expect(problems.map(({ code, given }) => [code, given])).toEqual([['unknown-indicator', 'NOTHING']]);
  });

  it('names a unit of a country’s workbook that is not the partner’s, once', () => {
    const country = sheetOf('Report', false, [
      ['Unit', '', 'Visitors', 'Days'],
      ['#unit', '', 'VISITORS', 'OPEN_DAYS'],
      ['CTR-PK-B', 'B', 12, 'Not applicable'],
      ['CTR-PK-X', 'X', 1, 2],
    ]);
    const { rows, problems } = read([country], {}, 'COUNTRY');
    expect(rows).toMatchObject([
      { unit: 'CTR-PK-B', cell: 'VISITORS', value: '12' },
      { unit: 'CTR-PK-B', cell: 'OPEN_DAYS', kind: 'NOT_APPLICABLE' },
    ]);
    expect(problems).toMatchObject([{ code: 'unknown-unit', given: 'CTR-PK-X' }]);
  });

  it.each([
    ['another visible sheet holds something', [report(['VISITORS', '', 1]), sheetOf('More', false, [['x']])]],
    ['the codes are gone', [sheetOf('Report', false, [['Visitors', 5]])]],
    ['there is no visible sheet', [base()]],
  ])('refuses the whole file when %s', (_condition, sheets) => {
    expect(() => read(sheets)).toThrow(expect.objectContaining({ code: 'template-mismatch' }));
  });
});
