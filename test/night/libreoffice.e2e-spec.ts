import type { INestApplicationContext } from '@nestjs/common';
import { ensureParserIsBuilt } from '../hostile-files/built-parser.js';
import { startApi, type TestApi } from '../support/app.js';
import { finishedImport, upload } from '../support/imports.js';
import { convertedByLibreOffice, hasLibreOffice, typedInto } from '../support/libreoffice.js';
import { addScopes, signedIn } from '../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData, slotOf } from '../support/reporting.js';
import { download } from '../support/workbooks.js';
import { startWorker } from '../support/worker.js';
import { readXlsxGrid } from '../../libs/collection/src/layouts/xlsx-grid.js';

const FIGURE = 5;
const KIND = 6;
const EXPLANATION = 7;
const isThere = hasLibreOffice();

describe('workbooks through LibreOffice', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let coordinator: string;
  let units = 0;

  beforeAll(async () => {
    ensureParserIsBuilt();
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    worker = await startWorker(api);
    await loadReferenceData(api);
    await addScopes(api.database, 'AF');
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'AF' });
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
  });

  async function template(lang: string): Promise<{ slot: any; content: Buffer }> {
    const unit = `CTR-AF-L${(units += 1)}`;
    await addReportingUnit(api, { partner: 'AF', unit });
    await generateSlots(api, 'AF');
    const slot = await slotOf(api, coordinator, unit, 'SOLAR_HIJRI_MONTH:1405-07');
    const path = `/api/v1/report-slots/${slot.id}/template.xlsx?lang=${lang}`;
    return { slot, content: (await download(api, coordinator, path)).content };
  }
  async function handedIn(content: Buffer): Promise<any> {
    const fields = { partner: 'AF', profile: undefined, mode: 'COMMIT' };
    const answer = await upload(api, coordinator, content, fields, 'report.xlsx');
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 202, code: undefined });
    return finishedImport(api, coordinator, answer.body.id);
  }
  async function cellsOf(slot: string): Promise<Record<string, any>> {
    const { rows } = await api.database.admin.query(
      `select c.cell, c.kind, c.value::text, c.explanation from app.cell_revision c
         join app.submission b on b.id = c.submission_id where b.slot_id = $1 and c.is_current`,
      [slot],
    );
    return Object.fromEntries(rows.map(({ cell, ...rest }) => [cell, rest]));
  }
  const it = isThere ? test : test.skip;

  it('takes a Dari workbook that was filled in with Persian digits and saved by LibreOffice', async () => {
    const { slot, content } = await template('fa-AF');
    const flat = (await convertedByLibreOffice(content, 'xlsx', 'fods')).toString('utf8');
    const filled = [
      ['VISITORS', FIGURE, '۱۸۴۰'],
      ['SERVICES_RENDERED', FIGURE, '۲٬۱۵۰'],
      ['WAIT_MINUTES_MEAN', FIGURE, '۱۲٫۵'],
      ['OPEN_DAYS', FIGURE, '٢٢'],
      ['MOBILE_VISITS', KIND, 'قابل تطبیق نیست'],
      ['VISITORS', EXPLANATION, 'نمایندگی در روزهای عید بسته بود'],
    ].reduce(
      (sheet, [code, column, text]) => typedInto(sheet, String(code), Number(column), String(text)),
      flat,
    );
    const done = await handedIn(await convertedByLibreOffice(Buffer.from(filled), 'fods', 'xlsx'));
    expect(done).toMatchObject({ state: 'SUCCEEDED', counts: { CREATED: 5 } });
    expect(await cellsOf(slot.id)).toEqual({
      VISITORS: { kind: 'NUMBER', value: '1840', explanation: 'نمایندگی در روزهای عید بسته بود' },
      SERVICES_RENDERED: { kind: 'NUMBER', value: '2150', explanation: null },
      WAIT_MINUTES_MEAN: { kind: 'NUMBER', value: '12.5', explanation: null },
      OPEN_DAYS: { kind: 'NUMBER', value: '22', explanation: null },
      MOBILE_VISITS: { kind: 'NOT_APPLICABLE', value: null, explanation: null },
    });
  });

  it.each(['en', 'az', 'fa-AF', 'ur'])(
    'recognises its %s workbook and its direction after LibreOffice saved it',
    async (lang) => {
      const { content } = await template(lang);
      const resaved = await convertedByLibreOffice(content, 'xlsx', 'xlsx');
      const shown = async (bytes: Buffer) =>
        (await readXlsxGrid(bytes)).map(({ name, hidden, rightToLeft }) => ({ name, hidden, rightToLeft }));
      expect(await shown(resaved)).toEqual(await shown(content));
      expect(await handedIn(resaved)).toMatchObject({
        profile: 'ASAN-WORKBOOK',
        problem: { code: 'no-rows' },
      });
    },
  );
});
