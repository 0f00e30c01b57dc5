import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Cell, Fill } from 'exceljs';
import { startApi, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { csvMonth, finishedImport, imported, upload } from '../../support/imports.js';
import { addScopes, signedIn } from '../../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData, slotOf } from '../../support/reporting.js';
import { columnOfCode, download, filledIn, opened, rowOfCode, saved } from '../../support/workbooks.js';
import { startWorker } from '../../support/worker.js';
import { ensureParserIsBuilt } from '../../hostile-files/built-parser.js';

const UNIT = 'CTR-PK-N';
const RED = 'FFF8C9C4';

describe('GET /imports/{id}/annotated.xlsx', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let coordinator: string;
  let foreign: string;
  let slot: any;

  beforeAll(async () => {
    ensureParserIsBuilt();
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    worker = await startWorker(api);
    await loadReferenceData(api);
    await addScopes(api.database, 'PK', 'ET');
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    foreign = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
    await addReportingUnit(api, { partner: 'PK', unit: UNIT });
    await generateSlots(api, 'PK');
    slot = await slotOf(api, coordinator, UNIT, '2026-10');
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
  });

  const annotated = (id: string, lang = 'en', token = coordinator) =>
    download(api, token, `/api/v1/imports/${id}/annotated.xlsx?lang=${lang}`);
  async function handedIn(lines: Parameters<typeof filledIn>[1], lang = 'en'): Promise<any> {
    const path = `/api/v1/report-slots/${slot.id}/template.xlsx?lang=${lang}`;
    const { content } = await download(api, coordinator, path);
    const answer = await upload(
      api,
      coordinator,
      await filledIn(content, lines),
      { profile: undefined },
      'n.xlsx',
    );
    expect(answer.status).toBe(202);
    return finishedImport(api, coordinator, answer.body.id);
  }
  const colourOf = (cell: Cell) => (cell.fill as Fill & { fgColor?: { argb?: string } })?.fgColor?.argb;
  const noteOf = (cell: Cell) => {
    const note = cell.note as unknown as string | { texts: { text: string }[] };
    return typeof note === 'string' ? note : note.texts.map(({ text }) => text).join('');
  };

  it('marks every cell with a problem, with a note and what to do beside it', async () => {
    const done = await handedIn({ VISITORS: { figure: 'many' }, OPEN_DAYS: { figure: 22 } });
    const [sheet] = (await opened((await annotated(done.id)).content)).worksheets;
    const [wrong, right] = ['VISITORS', 'OPEN_DAYS'].map((code) => {
      return rowOfCode(sheet, code).getCell(columnOfCode(sheet, '#value'));
    });
    expect([colourOf(wrong), colourOf(right) === RED]).toEqual([RED, false]);
    expect(noteOf(wrong)).toContain('Type a plain number of zero or more.');
    expect(right.value).toBe(22);
    expect(rowOfCode(sheet, 'VISITORS').values).toContain('Type a plain number of zero or more.');
    expect(sheet.getRow(1).values).toContain('What to do');
  });

  it.each([
    ['az', 'Sıfır və ya daha böyük sadə ədəd yazın.'],
    ['fa-AF', 'یک عدد ساده برابر با صفر یا بزرگ‌تر بنویسید.'],
  ])('says what to do in the reader’s language: %s', async (lang, advice) => {
    const done = await handedIn({ VISITORS: { figure: `many in ${lang}` } });
    const [sheet] = (await opened((await annotated(done.id, lang)).content)).worksheets;
    expect(rowOfCode(sheet, 'VISITORS').values).toContain(advice);
  });

  it('can be corrected and handed in itself', async () => {
    const done = await handedIn({
      VISITORS: { figure: 'some', explanation: '=SUM(A1)+1 is how we counted' },
      OPEN_DAYS: { figure: 21 },
    });
    const workbook = await opened((await annotated(done.id)).content);
    const [sheet] = workbook.worksheets;
    rowOfCode(sheet, 'VISITORS').getCell(columnOfCode(sheet, '#value')).value = 640;
    const answer = await upload(
      api,
      coordinator,
      await saved(workbook),
      { profile: undefined },
      'again.xlsx',
    );
    const again = await finishedImport(api, coordinator, answer.body.id);
    const { body } = await call(api.url, `/api/v1/imports/${again.id}/rows`, { token: coordinator });
    expect(body.data).toMatchObject([
      { cell: 'VISITORS', value: '640', outcome: 'NEW', explanation: '=SUM(A1)+1 is how we counted' },
      { cell: 'OPEN_DAYS', value: '21' },
    ]);
  });

  it('39: makes text harmless that could be taken for a formula, and leaves negative numbers numbers', async () => {
    const done = await handedIn({
      VISITORS: { figure: -5, explanation: '=HYPERLINK("http://evil.example")' },
    });
    const [sheet] = (await opened((await annotated(done.id)).content)).worksheets;
    const row = rowOfCode(sheet, 'VISITORS');
    expect(row.getCell(columnOfCode(sheet, '#value')).value).toBe(-5);
    expect(row.getCell(columnOfCode(sheet, '#explanation')).value).toBe(
      '\'=HYPERLINK("http://evil.example")',
    );
  });

  it('is a table of the values with problems for a CSV file', async () => {
    const done = await imported(
      api,
      coordinator,
      csvMonth([{ unit: UNIT, cells: { VISITORS: '=1+1', OPEN_DAYS: '-' } }]),
    );
    const [sheet] = (await opened((await annotated(done.id, 'ru')).content)).worksheets;
    expect(sheet.getRow(2).values).toContain('Что сделать');
    expect(sheet.getRow(3).getCell(1).value).toBe('C2');
    expect(sheet.getRow(3).getCell(4).value).toBe("'=1+1");
    expect(sheet.getRow(3).getCell(6).value).toContain('Введите обычное число');
    expect(sheet.getRow(4).getCell(4).value).toBe("'-");
  });

  it('says why a whole file was turned away', async () => {
    const done = await imported(api, coordinator, 'a,b,c\n1,2,3\n');
    const [sheet] = (await opened((await annotated(done.id)).content)).worksheets;
    expect(done.state).toBe('FAILED');
    expect(sheet.getRow(3).getCell(1).value).toContain(done.problem.message);
  });

  it('says so when there is nothing wrong', async () => {
    const done = await imported(api, coordinator, csvMonth([{ unit: UNIT, cells: { VISITORS: '1001' } }]), {
      mode: 'VALIDATE',
    });
    const [sheet] = (await opened((await annotated(done.id)).content)).worksheets;
    expect(sheet.getRow(3).getCell(1).value).toBe('No problems were found.');
  });

  it('is not there for another country, for a stranger or for an unknown import', async () => {
    const done = await imported(api, coordinator, csvMonth([{ unit: UNIT, cells: { VISITORS: '1002' } }]), {
      mode: 'VALIDATE',
    });
    expect((await annotated(done.id, 'en', foreign)).status).toBe(404);
    expect((await annotated(randomUUID())).status).toBe(404);
    expect((await fetch(`${api.url}/api/v1/imports/${done.id}/annotated.xlsx`)).status).toBe(401);
  });
});
