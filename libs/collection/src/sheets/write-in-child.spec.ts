import { beforeAll, describe, expect, it } from '@jest/globals';
import { ensureParserIsBuilt } from '../../../../test/hostile-files/built-parser.js';
import { readXlsxGrid } from '../layouts/xlsx-grid.js';
import type { WorkbookPlan } from './workbook-plan.js';
import { WorkbookNotWrittenError, writeInChild } from './write-in-child.js';

const PLAN: WorkbookPlan = {
  title: 'Test',
  createdAt: '2026-11-01T00:00:00Z',
  rules: {},
  lists: {},
  sheets: [
    {
      name: 'گزارش',
      rightToLeft: true,
      columns: [{ width: 10 }],
      rows: [{ cells: [{ text: '=1+1', style: 'LABEL' }, null, { number: '-12.5', style: 'FIGURE' }] }],
    },
    { name: '_hidden', isVeryHidden: true, columns: [], rows: [{ cells: [{ text: 'x', style: 'LABEL' }] }] },
  ],
};

beforeAll(() => ensureParserIsBuilt());

describe(writeInChild.name, () => {
  it('writes what our own reader reads back', async () => {
    const [report, hidden] = await readXlsxGrid(await writeInChild(PLAN));
    expect(report).toEqual({
      name: 'گزارش',
      hidden: false,
      rightToLeft: true,
      rows: [{ row: 1, cells: [{ text: '=1+1' }, null, { number: '-12.5' }] }],
    });
    expect([hidden.name, hidden.hidden]).toEqual(['_hidden', true]);
  });

  it('does not write a formula for a text that looks like one', async () => {
    const [report] = await readXlsxGrid(await writeInChild(PLAN));
    expect(report.rows[0].cells[0]).not.toHaveProperty('formula');
  });

  it.each([
    ['memory', { memoryMb: 4 }],
    ['time', { timeoutMs: 10 }],
    ['output', { outputBytes: 100 }],
  ])('says so when the child runs out of %s', async (_condition, limits) => {
    await expect(writeInChild(PLAN, limits)).rejects.toThrow(WorkbookNotWrittenError);
  });
});
