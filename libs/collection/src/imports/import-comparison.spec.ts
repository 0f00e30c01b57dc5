import type { Cell } from '#reporting';
import type { ReportProblem, ReportRow } from '../profiles/report.js';
import { compareRows, rejectedRows } from './import-comparison.js';

const row = (more: Partial<ReportRow> = {}): ReportRow => ({
  unit: 'U1',
  cell: 'VISITORS',
  kind: 'NUMBER',
  value: '10',
  at: { row: 2, column: 'C' },
  given: '10',
  flags: [],
  ...more,
});
const stands = (kind: Cell['kind'], value: string | null, rev = 3) => ({ kind, value, rev }) as Cell;
const current = (cell: Cell) => new Map([['U1', new Map([['VISITORS', cell]])]]);
const problem = (severity: ReportProblem['severity']): ReportProblem => ({
  code: 'invalid-number',
  severity,
  at: { row: 3, column: 'D', header: 'VISITORS' },
  given: 'ten',
  expected: 'digits',
  message: 'row 3, column D (VISITORS): this is not a number',
});

describe(compareRows.name, () => {
  it.each<[string, Partial<ReportRow>, Cell | null, string]>([
    ['nothing stands there', {}, null, 'NEW'],
    ['the cell is blank', {}, stands('MISSING', null), 'NEW'],
    ['the same number stands there', {}, stands('NUMBER', '10'), 'UNCHANGED'],
    ['another number stands there', {}, stands('NUMBER', '11'), 'CHANGED'],
    ['zero stands there', {}, stands('NUMBER', '0'), 'CHANGED'],
    ['something that is no number stands there', {}, stands('INVALID', null), 'CHANGED'],
    [
      'the same kind stands there',
      { kind: 'NOT_AVAILABLE', value: undefined },
      stands('NOT_AVAILABLE', null),
      'UNCHANGED',
    ],
    [
      'another kind without a value stands there',
      { kind: 'NOT_AVAILABLE', value: undefined },
      stands('NOT_COLLECTED', null),
      'CHANGED',
    ],
    [
      'a kind takes the place of a number',
      { kind: 'NOT_AVAILABLE', value: undefined },
      stands('NUMBER', '10'),
      'CHANGED',
    ],
  ])('when %s', (_condition, given, cell, outcome) => {
    const [compared] = compareRows([row(given)], cell ? current(cell) : new Map());
    expect(compared.outcome).toBe(outcome);
  });

  it('remembers what stood there, so that a later commit sees a change', () => {
    const [compared] = compareRows([row()], current(stands('NUMBER', '11', 7)));
    expect(compared.was).toEqual({ kind: 'NUMBER', value: '11', rev: 7 });
  });

  it('compares a unit only with its own report', () => {
    const [compared] = compareRows([row({ unit: 'U2' })], current(stands('NUMBER', '10')));
    expect([compared.outcome, compared.was]).toEqual(['NEW', null]);
  });

  it('names a rejected value by its place in the file and takes nothing of it', () => {
    const [rejected] = rejectedRows([problem('BLOCK')], 1);
    expect(rejected).toEqual({
      rowNo: 2,
      unit: null,
      cell: null,
      kind: null,
      value: null,
      given: 'ten',
      at: { row: 3, column: 'D', header: 'VISITORS' },
      was: null,
      outcome: 'REJECTED',
      explanation: null,
      problems: [
        {
          code: 'invalid-number',
          severity: 'BLOCK',
          message: 'row 3, column D (VISITORS): this is not a number',
          expected: 'digits',
        },
      ],
    });
  });

  it('makes no row of a remark', () => {
    expect(rejectedRows([problem('INFO')])).toEqual([]);
  });

  it('says how a value was taken when it was converted', () => {
    const [compared] = compareRows([row({ given: '600', flags: ['CONVERTED'] })], new Map());
    expect(compared.problems).toEqual([
      { code: 'converted', severity: 'INFO', message: 'Taken as 10; the file says “600”.' },
    ]);
  });

  it('numbers the values in the order of the file and the rejected ones after them', () => {
    const values = compareRows([row(), row({ cell: 'OPEN_DAYS' })], new Map());
    const rows = [...values, ...rejectedRows([problem('BLOCK'), problem('BLOCK')], values.length)];
    expect(rows.map(({ rowNo, outcome }) => [rowNo, outcome])).toEqual([
      [1, 'NEW'],
      [2, 'NEW'],
      [3, 'REJECTED'],
      [4, 'REJECTED'],
    ]);
  });
});
