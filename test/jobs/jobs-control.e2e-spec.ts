import type { INestApplicationContext } from '@nestjs/common';
import { JobReconciler } from '#platform';
import { startApi, type TestApi } from '../support/app.js';
import { call } from '../support/client.js';
import { csvMonth, finishedImport, upload } from '../support/imports.js';
import { signedIn } from '../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../support/reporting.js';
import { eventually, startWorker } from '../support/worker.js';

const UNITS = ['CTR-PK-ISB', 'CTR-PK-LHE'];
const PERIOD = { period: 'GREGORIAN_MONTH:2026-10' };

describe('an import that somebody steers', () => {
  let api: TestApi;
  let worker: INestApplicationContext | undefined;
  let token: string;

  beforeEach(async () => {
    api = await startApi({ now: '2026-11-22T08:00:00Z' });
    await loadReferenceData(api);
    for (const unit of UNITS) await addReportingUnit(api, { partner: 'PK', unit });
    await generateSlots(api, 'PK');
    token = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
  });
  afterEach(async () => {
    await worker?.close();
    worker = undefined;
    await api.close();
  });

  const file = csvMonth(UNITS.map((unit) => ({ unit })));
  const steer = (job: string, step: string) =>
    call(api.url, `/api/v1/jobs/${job}/${step}`, { method: 'POST', token });
  const importOf = async (id: string) => (await call(api.url, `/api/v1/imports/${id}`, { token })).body;

  it('is closed by the worker when its job was cancelled in time, and keeps no later file out', async () => {
    const first = (await upload(api, token, file, PERIOD)).body;
    expect((await steer(first.job, 'cancel')).body.state).toBe('CANCELLING');
    worker = await startWorker(api);
    expect(await finishedImport(api, token, first.id)).toMatchObject({
      state: 'CANCELLED',
      problem: { code: 'job-cancelled' },
    });
    const other = file.replace('1000', '1001');
    expect((await upload(api, token, other, PERIOD)).status).toBe(202);
  });

  it('takes the same file in once more when its job is ordered again', async () => {
    const first = (await upload(api, token, file, PERIOD)).body;
    await steer(first.job, 'cancel');
    worker = await startWorker(api);
    await finishedImport(api, token, first.id);
    const again = await steer(first.job, 'retry');
    expect(again).toMatchObject({ status: 202, body: { retryOf: first.job, type: 'IMPORT' } });
    const id = again.body.resultLinks[0].split('/').at(-1);
    expect(await finishedImport(api, token, id)).toMatchObject({ state: 'SUCCEEDED', job: again.body.id });
    expect((await importOf(first.id)).state).toBe('CANCELLED');
  });

  it('says from the start where what becomes of each item can be read', async () => {
    const { id, job } = (await upload(api, token, file, PERIOD)).body;
    const { body } = await call(api.url, `/api/v1/jobs/${job}`, { token });
    expect(body.resultLinks).toEqual([`/api/v1/imports/${id}`, `/api/v1/imports/${id}/rows`]);
  });

  it('is marked once when it is open for longer than its budget', async () => {
    const { job } = (await upload(api, token, file, PERIOD)).body;
    await api.database.admin.query(
      "update app.job set ordered_at = now() - interval '16 minutes', lease_until = now() + interval '1 hour' where id = $1",
      [job],
    );
    worker = await startWorker(api);
    const marked = await eventually(async () => {
      const { body } = await call(api.url, `/api/v1/jobs/${job}`, { token });
      return body.overBudgetSince as string | null;
    });
    await worker.get(JobReconciler).reconcileOnce();
    expect((await call(api.url, `/api/v1/jobs/${job}`, { token })).body.overBudgetSince).toBe(marked);
  });
});
