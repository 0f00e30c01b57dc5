import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { startApi, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { finishedImport, upload } from '../../support/imports.js';
import { addScopes, signedIn } from '../../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../support/reporting.js';
import { columnOfCode, download, opened, rowOfCode, saved } from '../../support/workbooks.js';
import { eventually, startWorker } from '../../support/worker.js';
import { ensureParserIsBuilt } from '../../hostile-files/built-parser.js';
import { WriteCountryWorkbook } from '../../../libs/collection/src/country-workbooks/write-country-workbook.js';

const OCTOBER = 'GREGORIAN_MONTH:2026-10';
const MANY = 600;

describe('the workbook of a country', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let coordinator: string;
  let foreign: string;

  beforeAll(async () => {
    ensureParserIsBuilt();
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    worker = await startWorker(api);
    await loadReferenceData(api);
    await addScopes(api.database, 'PK', 'UG', 'ET');
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    foreign = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
    for (const unit of ['CTR-PK-A', 'CTR-PK-B', 'CTR-PK-C'])
      await addReportingUnit(api, { partner: 'PK', unit });
    await generateSlots(api, 'PK');
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
  });

  const order = (body: object, token = coordinator) =>
    call(api.url, '/api/v1/workbooks', { method: 'POST', token, body });
  async function made(body: object = {}, token = coordinator): Promise<any> {
    const answer = await order({ partner: 'PK', period: OCTOBER, lang: 'en', ...body }, token);
    expect(answer.status).toBe(202);
    return eventually(async () => {
      const { body: workbook } = await call(api.url, `/api/v1/workbooks/${answer.body.id}`, { token });
      return workbook.isReady && workbook;
    });
  }
  const contentOf = (id: string, token = coordinator) =>
    download(api, token, `/api/v1/workbooks/${id}/content.xlsx`);

  it('has a line for each unit and a column for each cell, with labels above hidden codes', async () => {
    const workbook = await made({ lang: 'az' });
    const { status, content } = await contentOf(workbook.id);
    const [sheet] = (await opened(content)).worksheets;
    expect([status, workbook.name, workbook.size]).toEqual([
      200,
      'PK_GREGORIAN_MONTH-2026-10_az.xlsx',
      content.length,
    ]);
    expect(sheet.getRow(1).getCell(3).value).toContain('Müraciət edənlər');
    expect([sheet.getRow(2).hidden, sheet.getRow(2).getCell(3).value]).toEqual([true, 'VISITORS']);
    expect([3, 4, 5].map((row) => sheet.getRow(row).getCell(1).value)).toEqual([
      'CTR-PK-A',
      'CTR-PK-B',
      'CTR-PK-C',
    ]);
  });

  it('counts its units while it is made', async () => {
    const workbook = await made();
    const { body: job } = await call(api.url, `/api/v1/jobs/${workbook.job}`, { token: coordinator });
    expect(job).toMatchObject({
      type: 'WORKBOOK',
      state: 'SUCCEEDED',
      progress: { done: 3, total: 3, unit: 'units' },
    });
  });

  it('comes back with figures, reasons in place of figures, and blank cells left alone', async () => {
    const { content } = await contentOf((await made()).id);
    const workbook = await opened(content);
    const [sheet] = workbook.worksheets;
    const put = (unit: string, cell: string, value: number | string) =>
      void (rowOfCode(sheet, unit).getCell(columnOfCode(sheet, cell)).value = value);
    put('CTR-PK-A', 'VISITORS', 1000);
    put('CTR-PK-A', 'MOBILE_VISITS', 'Not applicable');
    put('CTR-PK-B', 'VISITORS', 'lots');
    const answer = await upload(
      api,
      coordinator,
      await saved(workbook),
      { profile: undefined, mode: 'COMMIT' },
      'a.xlsx',
    );
    expect(answer.status).toBe(202);
    const done = await finishedImport(api, coordinator, answer.body.id);
    expect(done).toMatchObject({
      state: 'PARTIALLY_SUCCEEDED',
      profile: 'ASAN-WORKBOOK',
      counts: { CREATED: 2, REJECTED: 1 },
      reports: [{ unit: 'CTR-PK-A', outcome: 'FILLED' }],
    });
  });

  it(`is made for ${MANY} units and read back`, async () => {
    const unit = 'CTR-UG-0000';
    await addReportingUnit(api, { partner: 'UG', unit });
    await generateSlots(api, 'UG');
    await multiply('UG', unit, MANY);
    const ugandan = await signedIn(api, { role: 'COORDINATOR', scope: 'UG' });
    const workbook = await made({ partner: 'UG' }, ugandan);
    const { content } = await contentOf(workbook.id, ugandan);
    const [sheet] = (await opened(content)).worksheets;
    expect(sheet.actualRowCount).toBe(MANY + 2);
  });

  it('is one file when the work is run twice', async () => {
    const workbook = await made();
    await api.database.admin.query(
      "update app.job set state = 'RUNNING', lease_until = null, finished_at = null where id = $1",
      [workbook.job],
    );
    const again = { id: workbook.id, jobId: workbook.job, scope: 'PK' };
    await worker.get(WriteCountryWorkbook, { strict: false }).run(again as never);
    const { body } = await call(api.url, `/api/v1/workbooks/${workbook.id}`, { token: coordinator });
    expect([body.sha256, body.rev]).toEqual([workbook.sha256, workbook.rev]);
  });

  it('is made by another worker when the first one died half-way', async () => {
    const answer = await order({ partner: 'PK', period: OCTOBER });
    const { id, job } = answer.body;
    await eventually(
      async () => (await call(api.url, `/api/v1/workbooks/${id}`, { token: coordinator })).body.isReady,
    );
    await api.database.admin.query(
      `update app.workbook set name = null, sha256 = null, size = null, content = null, finished_at = null where id = $1`,
      [id],
    );
    await api.database.admin.query(
      "update app.job set state = 'RUNNING', lease_until = null, finished_at = null where id = $1",
      [job],
    );
    await worker.get(WriteCountryWorkbook, { strict: false }).run({ id, jobId: job, scope: 'PK' } as never);
    const { body } = await call(api.url, `/api/v1/workbooks/${id}`, { token: coordinator });
    expect(body).toMatchObject({ isReady: true, size: expect.any(Number) });
  });

  it('can be ordered again when making it failed', async () => {
    const answer = await order({ partner: 'PK', period: OCTOBER });
    const { id } = answer.body;
    await eventually(
      async () => (await call(api.url, `/api/v1/workbooks/${id}`, { token: coordinator })).body.isReady,
    );
    await api.database.admin.query(
      `update app.workbook set name = null, sha256 = null, size = null, content = null, finished_at = null where id = $1`,
      [id],
    );
    await api.database.admin.query("update app.job set state = 'FAILED' where id = $1", [answer.body.job]);
    const retried = await call(api.url, `/api/v1/jobs/${answer.body.job}/retry`, {
      method: 'POST',
      token: coordinator,
    });
    expect([retried.status, retried.body.code]).toEqual([202, undefined]);
    const made = await eventually(async () => {
      const { body } = await call(api.url, `/api/v1/workbooks/${id}`, { token: coordinator });
      return body.isReady && body;
    });
    expect(made.job).toBe(retried.body.id);
  });

  it('leaves an audit record of the order and of the file', async () => {
    const { id } = await made();
    const { rows } = await api.database.admin.query(
      "select action from app.audit_event where entity = 'workbook' and entity_id = $1 order by action",
      [id],
    );
    expect(rows).toEqual([{ action: 'workbook.finish' }, { action: 'workbook.order' }]);
  });

  it.each([
    ['a month without reports', { period: 'GREGORIAN_MONTH:2020-01' }, 422, 'period-not-open'],
    ['no month', { period: 'soon' }, 422, 'invalid-period'],
    ['another partner', { partner: 'ET' }, 404, 'not-found'],
    ['a partner in small letters', { partner: 'pk' }, 422, 'unknown-country'],
  ])('refuses an order for %s', async (_condition, body, status, code) => {
    const answer = await order({ partner: 'PK', period: OCTOBER, ...body });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is not for somebody who may see some units only', async () => {
    const local = await signedIn(api, { role: 'DATA_ENTRY', scope: 'PK', unit: 'CTR-PK-A' });
    const { id } = await made();
    expect((await order({ partner: 'PK', period: OCTOBER }, local)).status).toBe(403);
    expect((await contentOf(id, local)).status).toBe(403);
  });

  it('is not there for another country, for a stranger or for an unknown id', async () => {
    const { id } = await made();
    expect((await contentOf(id, foreign)).status).toBe(404);
    expect((await contentOf(randomUUID())).status).toBe(404);
    expect((await fetch(`${api.url}/api/v1/workbooks/${id}`)).status).toBe(401);
  });

  async function multiply(partner: string, unit: string, times: number): Promise<void> {
    const { admin } = api.database;
    const codes = Array.from(
      { length: times - 1 },
      (_code, n) => `CTR-${partner}-${String(n + 1).padStart(4, '0')}`,
    );
    await admin.query(
      `insert into app.unit (partner, code, type, name, time_zone, created_at)
       select partner, c, type, c, time_zone, created_at from app.unit, unnest($2::text[]) as c where code = $1`,
      [unit, codes],
    );
    await admin.query(
      `insert into app.report_slot (id, partner, unit, assignment_id, form_code, form_version_id, period_id, aligned_to, opens_at, due_at, due_explanation, lock_at)
       select gen_random_uuid(), partner, c, assignment_id, form_code, form_version_id, period_id, aligned_to, opens_at, due_at, due_explanation, lock_at
         from app.report_slot, unnest($2::text[]) as c where unit = $1 and period_id = $3`,
      [unit, codes, OCTOBER],
    );
  }
});
