import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Worksheet } from 'exceljs';
import { startApi, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { finishedImport, upload, type UploadFields } from '../../support/imports.js';
import { addScopes, signedIn } from '../../support/people.js';
import {
  addReportingUnit,
  cellsBody,
  generateSlots,
  loadReferenceData,
  slotOf,
} from '../../support/reporting.js';
import {
  columnOfCode,
  download,
  filledIn,
  opened,
  rowOfCode,
  saved,
  type TypedLine,
} from '../../support/workbooks.js';
import { startWorker } from '../../support/worker.js';
import { ensureParserIsBuilt } from '../../hostile-files/built-parser.js';

const OURS: UploadFields = { profile: undefined };

describe('the workbook of one report, out and in again', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let coordinator: string;
  let afghan: string;
  let foreign: string;
  let units = 0;

  beforeAll(async () => {
    ensureParserIsBuilt();
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    worker = await startWorker(api);
    await loadReferenceData(api);
    await addScopes(api.database, 'PK', 'AF', 'ET');
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    afghan = await signedIn(api, { role: 'COORDINATOR', scope: 'AF' });
    foreign = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
  });

  async function newSlot(period = '2026-10'): Promise<any> {
    const unit = `CTR-PK-W${(units += 1)}`;
    await addReportingUnit(api, { partner: 'PK', unit });
    await generateSlots(api, 'PK');
    return slotOf(api, coordinator, unit, period);
  }
  const templatePath = (slot: string, lang = 'en') =>
    `/api/v1/report-slots/${slot}/template.xlsx?lang=${lang}`;
  async function template(slot: string, lang = 'en', token = coordinator): Promise<Buffer> {
    const { status, content } = await download(api, token, templatePath(slot, lang));
    expect(status).toBe(200);
    return content;
  }
  async function draft(slot: string, cells: Record<string, string>, baseRev = 0): Promise<string> {
    const { body } = await call(api.url, `/api/v1/report-slots/${slot}/submissions`, {
      method: 'POST',
      token: coordinator,
    });
    await call(api.url, `/api/v1/submissions/${body.id}/cells`, {
      method: 'PATCH',
      token: coordinator,
      body: cellsBody(cells, baseRev),
    });
    return body.id as string;
  }
  async function handedIn(content: Buffer, fields: UploadFields = {}): Promise<any> {
    const { status, body } = await upload(api, coordinator, content, { ...OURS, ...fields }, 'report.xlsx');
    expect({ status, code: body.code }).toEqual({ status: 202, code: undefined });
    return finishedImport(api, coordinator, body.id);
  }
  async function rowsOf(id: string): Promise<any[]> {
    return (await call(api.url, `/api/v1/imports/${id}/rows`, { token: coordinator })).body.data;
  }
  async function cellsOf(slot: string): Promise<Record<string, any>> {
    const { rows } = await api.database.admin.query(
      `select c.cell, c.kind, c.value::text, c.explanation, c.source from app.cell_revision c
         join app.submission b on b.id = c.submission_id where b.slot_id = $1 and c.is_current`,
      [slot],
    );
    return Object.fromEntries(rows.map(({ cell, ...rest }) => [cell, rest]));
  }
  async function refusedWith(
    content: Buffer,
    status: number,
    code: string,
    fields: UploadFields = {},
  ): Promise<any> {
    const started = performance.now();
    const answer = await upload(api, coordinator, content, { ...OURS, ...fields }, 'report.xlsx');
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(performance.now() - started).toBeLessThan(2_000);
    return answer.body;
  }
  const inputOf = (sheet: Worksheet, cell: string, code = '#value') =>
    rowOfCode(sheet, cell).getCell(columnOfCode(sheet, code));

  describe('out', () => {
    it('comes as a download that nobody keeps', async () => {
      const slot = await newSlot();
      const { headers } = await download(api, coordinator, templatePath(slot.id));
      expect(headers.get('content-type')).toContain('spreadsheetml.sheet');
      expect(headers.get('content-disposition')).toBe(
        `attachment; filename="${slot.unit}_GREGORIAN_MONTH-2026-10_en.xlsx"`,
      );
      expect(headers.get('cache-control')).toBe('no-store');
    });

    it('holds the months before and the draft as numbers, with room for what is missing', async () => {
      const slot = await newSlot('2026-09');
      await draft(slot.id, { VISITORS: '950', WAIT_MINUTES_MEAN: '12.5' });
      await api.database.admin.query("update app.submission set state = 'ACCEPTED' where slot_id = $1", [
        slot.id,
      ]);
      const october = await slotOf(api, coordinator, slot.unit, '2026-10');
      await draft(october.id, { VISITORS: '1000' });
      const [sheet] = (await opened(await template(october.id))).worksheets;
      expect(rowOfCode(sheet, 'VISITORS').getCell(4).value).toBe(950);
      expect(rowOfCode(sheet, 'WAIT_MINUTES_MEAN').getCell(4).value).toBe(12.5);
      expect(rowOfCode(sheet, 'WAIT_MINUTES_MEAN').getCell(4).text).toBe('12.5');
      expect(inputOf(sheet, 'VISITORS').value).toBe(1000);
      expect(inputOf(sheet, 'OPEN_DAYS').value).toBeNull();
    });

    it('can be changed only where something is to be filled in, and says what may stand there', async () => {
      const slot = await newSlot();
      const [sheet] = (await opened(await template(slot.id))).worksheets;
      const row = rowOfCode(sheet, 'VISITORS');
      const open = [1, 2, 3, 4, 5, 6, 7, 8].filter(
        (column) => row.getCell(column).protection?.locked === false,
      );
      expect(open).toEqual([6, 7, 8]);
      expect((sheet as unknown as { sheetProtection: { sheet: boolean } }).sheetProtection.sheet).toBe(true);
      expect(inputOf(sheet, 'VISITORS').dataValidation).toMatchObject({
        type: 'decimal',
        operator: 'greaterThanOrEqual',
        formulae: [0],
      });
      expect(inputOf(sheet, 'VISITORS', '#kind').dataValidation).toMatchObject({ type: 'list' });
      expect(sheet.getColumn(1).hidden).toBe(true);
      expect(sheet.getRow(Number(rowOfCode(sheet, '#cell').number)).hidden).toBe(true);
    });

    it.each([
      ['en', false, 'Indicator'],
      ['az', false, 'Göstərici'],
      ['fa-AF', true, 'شاخص'],
      ['ur', true, 'اشاریہ'],
      ['am', false, 'አመልካች'],
    ])('speaks %s', async (lang, rightToLeft, heading) => {
      const slot = await newSlot();
      const workbook = await opened(await template(slot.id, lang));
      const [sheet] = workbook.worksheets;
      expect(Boolean(sheet.views[0].rightToLeft)).toBe(rightToLeft);
      expect(sheet.getRow(Number(rowOfCode(sheet, '#cell').number) - 1).getCell(2).value).toBe(heading);
      expect(workbook.getWorksheet('_asan')?.state).toBe('veryHidden');
    });

    it('says that names without a translation are in English', async () => {
      const slot = await newSlot();
      const text = (sheet: Worksheet) => JSON.stringify(sheet.getSheetValues());
      expect(text((await opened(await template(slot.id, 'id'))).worksheets[0])).toContain('bahasa Inggris');
      expect(text((await opened(await template(slot.id, 'az'))).worksheets[0])).not.toContain('ingiliscə');
    });

    it('is not there for another country, for a stranger or for an unknown slot', async () => {
      const slot = await newSlot();
      expect((await download(api, foreign, templatePath(slot.id))).status).toBe(404);
      expect((await download(api, coordinator, templatePath(randomUUID()))).status).toBe(404);
      expect((await fetch(`${api.url}${templatePath(slot.id)}`)).status).toBe(401);
    });
  });

  describe('in', () => {
    it('is only compared until somebody confirms', async () => {
      const slot = await newSlot();
      await draft(slot.id, { VISITORS: '1000', OPEN_DAYS: '20' });
      const lines: Record<string, TypedLine> = {
        VISITORS: { figure: 1100 },
        SERVICES_RENDERED: { figure: 1200 },
        SURVEY_ANSWERS: { figure: 'many' },
      };
      const compared = await handedIn(await filledIn(await template(slot.id), lines));
      expect(compared).toMatchObject({
        state: 'VALIDATED',
        profile: 'ASAN-WORKBOOK',
        period: 'GREGORIAN_MONTH:2026-10',
        counts: { NEW: 1, CHANGED: 1, UNCHANGED: 1, REJECTED: 1 },
      });
      expect((await cellsOf(slot.id)).VISITORS.value).toBe('1000');
      const { headers } = await call(api.url, `/api/v1/imports/${compared.id}`, { token: coordinator });
      const committed = await call(api.url, `/api/v1/imports/${compared.id}/commit`, {
        method: 'POST',
        token: coordinator,
        headers: { 'if-match': headers.get('etag') ?? '' },
      });
      expect(committed.status).toBe(202);
      const done = await finishedImport(api, coordinator, compared.id);
      expect(done).toMatchObject({
        state: 'PARTIALLY_SUCCEEDED',
        counts: { CREATED: 1, UPDATED: 1, UNCHANGED: 1 },
      });
      expect(await cellsOf(slot.id)).toMatchObject({
        VISITORS: { value: '1100', source: 'UPLOAD' },
        SERVICES_RENDERED: { value: '1200' },
      });
    });

    it('takes numbers, reasons and explanations, and leaves blank cells alone', async () => {
      const slot = await newSlot();
      await draft(slot.id, { OPEN_DAYS: '20' });
      const lines: Record<string, TypedLine> = {
        OPEN_DAYS: { figure: null },
        VISITORS: { figure: 0, explanation: 'The centre was closed for repairs.' },
        MOBILE_VISITS: { kind: 'Not applicable' },
        UNIQUE_CITIZENS: { kind: 'NOT_AVAILABLE' },
        WAIT_MINUTES_MEAN: { figure: '12.25' },
      };
      const done = await handedIn(await filledIn(await template(slot.id), lines), { mode: 'COMMIT' });
      expect(done).toMatchObject({ state: 'SUCCEEDED', counts: { CREATED: 4 } });
      expect(await cellsOf(slot.id)).toMatchObject({
        OPEN_DAYS: { kind: 'NUMBER', value: '20' },
        VISITORS: { kind: 'NUMBER', value: '0', explanation: 'The centre was closed for repairs.' },
        MOBILE_VISITS: { kind: 'NOT_APPLICABLE', value: null },
        UNIQUE_CITIZENS: { kind: 'NOT_AVAILABLE' },
        WAIT_MINUTES_MEAN: { value: '12.25' },
      });
    });

    it('takes Persian digits and words in a workbook that speaks Dari', async () => {
      const slot = await newSlot();
      const lines = {
        VISITORS: { figure: '۱٬۸۴۰' },
        WAIT_MINUTES_MEAN: { figure: '۱۲٫۵' },
        MOBILE_VISITS: { kind: 'قابل تطبیق نیست' },
      };
      const done = await handedIn(await filledIn(await template(slot.id, 'fa-AF'), lines), {
        mode: 'COMMIT',
      });
      expect(done.state).toBe('SUCCEEDED');
      expect(await cellsOf(slot.id)).toMatchObject({
        VISITORS: { value: '1840' },
        WAIT_MINUTES_MEAN: { value: '12.5' },
        MOBILE_VISITS: { kind: 'NOT_APPLICABLE' },
      });
    });

    it('keeps what a colleague changed after the workbook was made', async () => {
      const slot = await newSlot();
      await draft(slot.id, { VISITORS: '1000' });
      const workbook = await template(slot.id);
      await draft(slot.id, { VISITORS: '1250' }, 1);
      const done = await handedIn(await filledIn(workbook, { OPEN_DAYS: { figure: 21 } }), {
        mode: 'COMMIT',
      });
      expect(done.counts).toEqual({ CREATED: 1, UNCHANGED: 1 });
      expect(await cellsOf(slot.id)).toMatchObject({
        VISITORS: { value: '1250' },
        OPEN_DAYS: { value: '21' },
      });
      const kept = (await rowsOf(done.id)).find(({ cell }) => cell === 'VISITORS');
      expect(kept).toMatchObject({ given: '1000', value: '1250', problems: [{ code: 'changed_meanwhile' }] });
    });

    it.each<[string, TypedLine, string]>([
      ['text', { figure: 'many' }, 'invalid-number'],
      ['a percentage', { figure: '90%' }, 'invalid-number'],
      ['a figure and a reason for none', { figure: 5, kind: 'Not available' }, 'invalid-kind'],
      ['an unknown reason', { kind: 'Forgotten' }, 'invalid-kind'],
      [
        'words without a figure',
        { explanation: 'We are still counting these.' },
        'explanation-without-value',
      ],
      ['too many words', { figure: 5, explanation: 'x'.repeat(1_001) }, 'explanation-too-long'],
    ])('names the cell that holds %s', async (_condition, line, code) => {
      const slot = await newSlot();
      const done = await handedIn(await filledIn(await template(slot.id), { VISITORS: line }));
      const [row] = await rowsOf(done.id);
      expect(row).toMatchObject({
        outcome: 'REJECTED',
        at: { sheet: 'Report', column: 'F', header: 'VISITORS' },
        problems: [{ code }],
      });
    });

    it('answers 200 with the earlier import for the very same file', async () => {
      const slot = await newSlot();
      const content = await filledIn(await template(slot.id), { VISITORS: { figure: 7 } });
      const first = await handedIn(content);
      const again = await upload(api, coordinator, content, OURS, 'again.xlsx');
      expect([again.status, again.body.id]).toEqual([200, first.id]);
    });

    it('refuses at once a workbook for another partner', async () => {
      const slot = await newSlot();
      const answer = await upload(
        api,
        afghan,
        await template(slot.id),
        { ...OURS, partner: 'AF' },
        'report.xlsx',
      );
      expect([answer.status, answer.body.code]).toEqual([422, 'country-mismatch']);
    });

    it('refuses at once a workbook for another month than the sender says', async () => {
      const slot = await newSlot();
      await refusedWith(await template(slot.id), 422, 'period-mismatch', {
        period: 'GREGORIAN_MONTH:2026-09',
      });
    });

    it('refuses at once a workbook of an older form, and says where the new one is', async () => {
      const slot = await newSlot();
      const content = await template(slot.id);
      const { rows } = await api.database.admin.query(
        `insert into app.form_version (id, code, version, definition)
         select gen_random_uuid(), code, version + 1000 + $1, definition from app.form_version limit 1 returning id`,
        [units],
      );
      await api.database.admin.query('update app.report_slot set form_version_id = $2 where id = $1', [
        slot.id,
        rows[0].id,
      ]);
      const problem = await refusedWith(content, 422, 'template-outdated');
      expect(problem.link).toBe(`/api/v1/report-slots/${slot.id}/template.xlsx`);
    });

    it('107: refuses at once a workbook of a layout that is no longer written', async () => {
      const slot = await newSlot();
      const workbook = await opened(await template(slot.id));
      workbook.getWorksheet('_asan')!.getCell('B1').value = 'asan-slot-0';
      const problem = await refusedWith(await saved(workbook), 422, 'template-outdated');
      expect(problem.link).toBe(`/api/v1/report-slots/${slot.id}/template.xlsx`);
    });

    it('refuses at once a workbook whose hidden sheet was changed', async () => {
      const [slot, other] = [await newSlot(), await newSlot()];
      const workbook = await opened(await template(slot.id));
      rowOfCode(workbook.getWorksheet('_asan')!, 'slot').getCell(2).value = other.id;
      await refusedWith(await saved(workbook), 422, 'template-not-recognised');
    });

    it('refuses at once a workbook that was not made here', async () => {
      const workbook = await opened(await template((await newSlot()).id));
      workbook.removeWorksheet(workbook.getWorksheet('_asan')!.id);
      await refusedWith(await saved(workbook), 422, 'template-not-recognised', { profile: 'ASAN-CSV' });
    });

    it('refuses a report that is not the sender’s as if it did not exist', async () => {
      const slot = await newSlot();
      const content = await template(slot.id);
      const deskOnly = await signedIn(api, { role: 'DATA_ENTRY', scope: 'PK', unit: 'CTR-PK-ELSEWHERE' });
      const answer = await upload(api, deskOnly, content, OURS, 'report.xlsx');
      expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
    });

    it.each([
      ['the codes are gone', (sheet: Worksheet) => void (rowOfCode(sheet, '#cell').getCell(1).value = null)],
      [
        'a second sheet holds figures',
        (sheet: Worksheet) => void (sheet.workbook.addWorksheet('More').getCell('A1').value = 5),
      ],
    ])('102: turns the file away when %s', async (_condition, change) => {
      const workbook = await opened(await template((await newSlot()).id));
      change(workbook.worksheets[0]);
      const done = await handedIn(await saved(workbook));
      expect(done).toMatchObject({ state: 'FAILED', problem: { code: 'template-mismatch' } });
    });
  });
});
