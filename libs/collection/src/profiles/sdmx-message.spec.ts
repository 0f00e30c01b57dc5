import { describe, expect, it } from '@jest/globals';
import { readLayout } from '../layouts/read-layout.js';
import type { LayoutParser } from './read-report.js';
import { readReport } from './read-report.js';
import { sourceProfileFrom } from './source-profile-from.js';

const inProcess: LayoutParser = async (request, bytes) => ({ layout: await readLayout(request, bytes) });
const DOCUMENT = {
  code: 'ET-SDMX',
  partner: 'ET',
  version: 1,
  title: 'An SDMX-CSV message',
  format: 'SDMX_CSV',
  orientation: 'LONG',
  sdmx: {
    structure: 'ASAN:KPI_MONTHLY(1.0.0)',
    indicator: 'INDICATOR',
    fixed: { FREQ: ['M'], BREAKDOWN: ['_T'] },
    status: 'OBS_STATUS',
  },
  period: { where: 'column', at: 'TIME_PERIOD', pattern: 'START_DURATION', scheme: 'ETHIOPIAN_MONTH' },
  unit: { column: 'REPORTING_UNIT', map: { ADDIS: 'CTR-ET-ADD' } },
  numbers: { digits: ['latin'], thousands: null, decimal: '.' },
  indicators: { VIS: 'VISITORS', SVC: 'SERVICES_RENDERED' },
  markers: { L: 'NOT_COLLECTED' },
  ignore: ['UNIT_MEASURE'],
};
const HEADER =
  'STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REPORTING_UNIT,INDICATOR,BREAKDOWN,TIME_PERIOD,OBS_VALUE,OBS_STATUS';
const ROW = 'dataflow,ASAN:KPI_MONTHLY(1.0.0),I,M,ADDIS,VIS,_T,2025-08-07/P35D,1840,A';

async function read(rows: readonly string[], header = HEADER, document: object = DOCUMENT) {
  return readReport(
    {
      bytes: Buffer.from([header, ...rows, ''].join('\n')),
      profile: sourceProfileFrom(document),
      unitsOfPartner: ['CTR-ET-ADD'],
      indicatorCodes: ['VISITORS', 'SERVICES_RENDERED'],
    },
    inProcess,
  );
}

describe('an SDMX-CSV 2.0.0 message', () => {
  it('gives its observations the meaning of the layout', async () => {
    const { rows, period, fileProblem } = await read([ROW]);
    expect(fileProblem).toBeUndefined();
    expect(rows).toMatchObject([{ unit: 'CTR-ET-ADD', cell: 'VISITORS', kind: 'NUMBER', value: '1840' }]);
    // The last month of the Ethiopian year with its Pagume, as 35 days from 7 August 2025.
    expect(period?.id).toBe('ETHIOPIAN_MONTH:2017-12');
  });

  it.each(['2025-08-07/P30D', '2025-08-08/P35D', '2025-08', '2025-08-07/P1M1D', 'P35D', '2025-02-30/P35D'])(
    'refuses the time %s, which is no month of the calendar',
    async (time) => {
      const { fileProblem } = await read([ROW.replace('2025-08-07/P35D', time)]);
      expect(fileProblem?.code).toBe('invalid-period');
    },
  );

  it('takes a plain month where the layout says so', async () => {
    const period = { where: 'column', at: 'TIME_PERIOD', pattern: 'yyyy-MM', scheme: 'GREGORIAN_MONTH' };
    const read2 = await read([ROW.replace('2025-08-07/P35D', '2026-10')], HEADER, { ...DOCUMENT, period });
    expect(read2.period?.id).toBe('GREGORIAN_MONTH:2026-10');
  });

  it('takes no part of a breakdown for the figure', async () => {
    const { rows, problems } = await read([ROW, ROW.replace(',_T,', ',F,')]);
    expect([rows.length, problems[0]?.code]).toEqual([1, 'breakdown-unexpected']);
  });

  it('gives a missing observation the meaning of its status', async () => {
    const { rows } = await read([ROW.replace('1840,A', ',L')]);
    expect(rows).toMatchObject([{ cell: 'VISITORS', kind: 'NOT_COLLECTED' }]);
  });

  it.each([
    ['deletes', ROW.replace(',I,', ',D,')],
    ['is about another structure', ROW.replace('KPI_MONTHLY', 'OTHER')],
    ['names no structure', ROW.replace('dataflow', 'spreadsheet')],
  ])('refuses a message that %s', async (_what, row) => {
    expect((await read([row])).fileProblem?.code).toBe('template-not-recognised');
  });

  it('refuses a dimension that nobody gave a meaning, by its name', async () => {
    const { fileProblem } = await read([`${ROW},x`], `${HEADER},SEX`);
    expect([fileProblem?.code, fileProblem?.names]).toEqual(['header-unknown', ['SEX']]);
  });

  it('refuses a message without values, by the missing column', async () => {
    const { fileProblem } = await read(
      ['dataflow,ASAN:KPI_MONTHLY(1.0.0),I'],
      'STRUCTURE,STRUCTURE_ID,ACTION',
    );
    expect(fileProblem?.code).toBe('header-missing');
    expect(fileProblem?.names).toContain('OBS_VALUE');
  });

  it("turns another country's unit away as every layout does", async () => {
    const { fileProblem } = await read([ROW.replace('ADDIS', 'CTR-PK-ISB')]);
    expect(fileProblem?.code).toBe('country-mismatch');
  });
});
