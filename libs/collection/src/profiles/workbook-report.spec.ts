import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { workbookFile } from '../../../../test/hostile-files/workbook-file.js';
import { readXlsxGrid } from '../layouts/xlsx-grid.js';
import { applyProfile } from './apply-profile.js';
import { loadSourceProfiles } from './load-source-profiles.js';
import type { ReportRead } from './report.js';

const YAML = readFileSync(
  new URL('../../../../config/reference/source-profiles.yaml', import.meta.url),
  'utf8',
);
const PROFILE = loadSourceProfiles(YAML).find(({ code }) => code === 'AF-XLSX')!;
const CODES = Object.keys(PROFILE.indicators);
const CONTEXT = {
  partner: 'AF',
  unitsOfPartner: new Set(['CTR-AF-KBL', 'CTR-AF-HER']),
  indicatorCodes: new Set(CODES),
};

function text(reference: string, value: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
}

interface Sheet {
  period?: string;
  units?: string;
  visitors?: string;
  codes?: string[];
  after?: string;
}

/** The rows of a workbook in the Afghan layout; `visitors` is the raw XML of cell B4. */
function rowsOf({
  period = '۱۴۰۵/۰۷',
  units = 'CTR-AF-KBL',
  visitors = '',
  codes = CODES,
  after = '',
}: Sheet): string {
  const head = `<row r="1">${text('A1', 'title')}${text('B1', period)}</row><row r="3">${text('A3', 'x')}${text('B3', units)}</row>`;
  const labelled = (code: string, index: number): string => text(`A${index + 4}`, `label [${code}]`);
  const rows = codes.map(
    (code, index) => `<row r="${index + 4}">${labelled(code, index)}${index === 0 ? visitors : ''}</row>`,
  );
  return head + rows.join('') + after;
}

async function read(sheet: Sheet): Promise<ReportRead> {
  const sheets = await readXlsxGrid(workbookFile({ rows: rowsOf(sheet) }));
  return applyProfile(PROFILE, { kind: 'GRID', sheets }, CONTEXT);
}

describe('a workbook in the Afghan layout', () => {
  it.each([
    ['Persian digits', text('B4', '۷٬۶۱۴'), '7614'],
    ['Arabic digits', text('B4', '٧٬٦١٤'), '7614'],
    ['a true number', '<c r="B4"><v>7614</v></c>', '7614'],
    ['a true number with decimals', '<c r="B4"><v>14.5</v></c>', '14.5'],
  ])('reads %s', async (_name, visitors, value) => {
    const report = await read({ visitors });
    expect(report.rows).toEqual([
      expect.objectContaining({
        unit: 'CTR-AF-KBL',
        cell: 'VISITORS',
        value,
        at: { sheet: 'Report', row: 4, column: 'B', header: 'VISITORS' },
      }),
    ]);
  });

  it('takes the cached value of a formula and says so', async () => {
    const report = await read({ visitors: '<c r="B4"><f>1+1</f><v>999</v></c>' });
    expect(report.rows).toEqual([expect.objectContaining({ value: '999', flags: ['FORMULA'] })]);
    expect(report.problems).toEqual([expect.objectContaining({ code: 'formula-in-cell', severity: 'INFO' })]);
  });

  it.each([
    ['a formula that was never computed', '<c r="B4"><f>1+1</f></c>', 'formula-without-value'],
    ['an error', '<c r="B4" t="e"><v>#DIV/0!</v></c>', 'error-cell'],
    ['a truth value', '<c r="B4" t="b"><v>1</v></c>', 'boolean-cell'],
    ['mixed digits', text('B4', '۷6'), 'invalid-number'],
    ['a decimal point in a text', text('B4', '14.5'), 'invalid-number'],
  ])('does not take %s', async (_name, visitors, code) => {
    const report = await read({ visitors });
    expect(report.rows).toEqual([]);
    expect(report.problems).toEqual([
      expect.objectContaining({
        code,
        severity: 'BLOCK',
        at: expect.objectContaining({ row: 4, column: 'B' }),
      }),
    ]);
  });

  it.each<[string, Sheet, string]>([
    ['an indicator row is missing', { codes: CODES.slice(1) }, 'header-missing'],
    ['an indicator row occurs twice', { codes: [...CODES, 'VISITORS'], visitors: '' }, 'header-duplicate'],
    [
      'a row with values has no known code',
      { after: `<row r="30">${text('A30', 'sum')}<c r="B30"><v>1</v></c></row>` },
      'header-unknown',
    ],
    [
      'a row without a known code has values beside the units',
      { after: `<row r="30">${text('A30', 'sum')}<c r="D30"><v>1</v></c></row>` },
      'header-unknown',
    ],
    [
      'a column with values has no unit',
      {
        after: `<row r="30">${text('A30', 'x')}<c r="B30"><v>1</v></c><c r="C30"><v>1</v></c></row>`.replace(
          'x',
          'label [VISITORS]',
        ),
        codes: CODES.slice(1),
      },
      'header-missing',
    ],
    ["a unit is another country's", { units: 'CTR-PK-ISB' }, 'country-mismatch'],
    ['the month is a number of days', { period: '46300' }, 'invalid-period'],
    ['the month is blank', { period: ' ' }, 'invalid-period'],
    ['no indicator is known', { codes: ['A', 'B'] }, 'template-not-recognised'],
    ['no unit is named', { units: ' ' }, 'template-not-recognised'],
  ])('is refused when %s', async (_name, sheet, code) => {
    expect((await read(sheet)).fileProblem?.code).toBe(code);
  });

  it('passes over a remark below the table', async () => {
    const report = await read({
      visitors: '<c r="B4"><v>5</v></c>',
      after: `<row r="30">${text('A30', 'a remark')}</row>`,
    });
    expect(report).toMatchObject({ problems: [], rows: [{ value: '5' }] });
  });

  it('puts on record that another visible sheet was not read', async () => {
    const sheet = { hidden: false, rightToLeft: false, rows: [{ row: 1, cells: [{ text: 'x' }] }] };
    const [report] = await readXlsxGrid(
      workbookFile({ rows: rowsOf({ visitors: '<c r="B4"><v>5</v></c>' }) }),
    );
    const layout = { kind: 'GRID' as const, sheets: [report!, { ...sheet, name: 'More' }] };
    expect(applyProfile(PROFILE, layout, CONTEXT).problems).toEqual([
      expect.objectContaining({ code: 'sheet-ignored', severity: 'INFO', at: { sheet: 'More' } }),
    ]);
  });

  it('names an unknown unit once, however many values it has', async () => {
    const report = await read({ units: 'Kabul', visitors: '<c r="B4"><v>5</v></c>' });
    expect(report.problems).toEqual([expect.objectContaining({ code: 'unknown-unit', given: 'Kabul' })]);
  });
});
