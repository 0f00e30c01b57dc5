import type { INestApplicationContext } from '@nestjs/common';
import { ensureParserIsBuilt } from '../../hostile-files/built-parser.js';
import { startApi, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { finishedImport } from '../../support/imports.js';
import { signedIn } from '../../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../support/reporting.js';
import { eventually, startWorker } from '../../support/worker.js';

const PERIOD = 'GREGORIAN_MONTH:2026-10';

describe('pushed months', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let admin: string;
  let key: string;

  beforeAll(() => ensureParserIsBuilt());
  beforeEach(async () => {
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    worker = await startWorker(api);
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'UG', unit: 'CTR-UG-HOI', reportsFrom: '2026-10-01' });
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-ISB', reportsFrom: '2026-10-01' });
    await generateSlots(api, 'UG', 'PK');
    admin = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
    key = await keyOf('UG');
  }, 60_000);
  afterEach(async () => {
    await worker?.close();
    await api?.close();
  });

  async function keyOf(partner: string): Promise<string> {
    const body = { partner, code: `${partner}-MIS`, name: 'National system', scopes: ['feed:write'] };
    const client = await call(api.url, '/api/v1/service-clients', { method: 'POST', token: admin, body });
    const path = `/api/v1/service-clients/${client.body.id}/keys`;
    return (await call(api.url, path, { method: 'POST', token: admin, body: {} })).body.key;
  }

  /** Pushes, and waits until the one before is dealt with. */
  async function push(path: string, body: object, token = key): Promise<Answer> {
    await eventually(async () => {
      const { rows } = await api.database.admin.query('select 1 from app.import where finished_at is null');
      return rows.length === 0;
    });
    return call(api.url, `/api/v1/feeds/${path}`, { method: 'POST', token, body });
  }
  const values = (visitors: string, asOf?: string): object => ({
    period: PERIOD,
    source: 'MIS',
    ...(asOf === undefined ? {} : { asOf }),
    rows: [{ unit: 'CTR-UG-HOI', indicator: 'VISITORS', value: visitors }],
  });
  const dataValueSet = (more: object = {}): object => ({
    period: '202610',
    orgUnit: 'hOimaRegSUC',
    dataValues: [
      { dataElement: 'vIsIt0rs001', value: '1200' },
      { dataElement: 'sRvcRend001', value: '1400' },
    ],
    ...more,
  });
  async function visitors(): Promise<string | undefined> {
    const { rows } = await api.database.admin.query(
      "select value::text from app.cell_revision where cell = 'VISITORS' and partner = 'UG' order by rev desc limit 1",
    );
    return rows[0]?.value;
  }
  const finished = (id: string) => finishedImport(api, admin, id);

  it('leave what is newer alone when an older one arrives late', async () => {
    const newer = await push('report-values', values('1010', '2026-11-04T10:00:00Z'));
    await finished(newer.body.id);
    const late = await push('report-values', values('1000', '2026-11-04T09:00:00Z'));
    expect([late.status, late.body.id]).toEqual([200, newer.body.id]);
    expect(Number(await visitors())).toBe(1010);
  });

  it('are the same month when they come again', async () => {
    const first = await push('report-values', values('1000', '2026-11-04T10:00:00Z'));
    await finished(first.body.id);
    const again = await push('report-values', values('1000', '2026-11-04T10:00:00Z'));
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
  });

  it('correct what a machine said before', async () => {
    await finished((await push('report-values', values('1000', '2026-11-04T09:00:00Z'))).body.id);
    await finished((await push('report-values', values('1010', '2026-11-04T10:00:00Z'))).body.id);
    expect(Number(await visitors())).toBe(1010);
  });

  it('never overwrite what a person entered, and report both values', async () => {
    await finished((await push('report-values', values('1000'))).body.id);
    await api.database.admin.query("update app.cell_revision set source = 'FORM' where cell = 'VISITORS'");
    const { body } = await push('report-values', values('2000'));
    expect(await finished(body.id)).toMatchObject({ state: 'SUCCEEDED', counts: { SKIPPED: 1 } });
    expect(Number(await visitors())).toBe(1000);
    const rows = await call(api.url, `/api/v1/imports/${body.id}/rows`, { token: admin });
    expect(rows.body.data).toMatchObject([
      {
        outcome: 'SKIPPED',
        value: '2000',
        problems: [{ code: 'human-value-kept', expected: expect.stringMatching(/^1000/) }],
      },
    ]);
  });

  it('refuse an instant that is none', async () => {
    const { status, body } = await push('report-values', values('1000', 'yesterday'));
    expect([status, body.code]).toEqual([422, 'invalid-timestamp']);
  });

  it('arrive as a DHIS2 data value set, by the code maps of the partner', async () => {
    const { status, body } = await push('dhis2/data-value-sets', dataValueSet());
    expect(status).toBe(202);
    expect(await finished(body.id)).toMatchObject({
      state: 'SUCCEEDED',
      channel: 'FEED',
      profile: 'UG-DHIS2',
      period: PERIOD,
    });
    expect(Number(await visitors())).toBe(1200);
  });

  it('are refused by name when a data value set holds several months', async () => {
    const dataValues = [
      { dataElement: 'vIsIt0rs001', period: '202609', value: '1' },
      { dataElement: 'vIsIt0rs001', period: '202610', value: '2' },
    ];
    const { status, body } = await push(
      'dhis2/data-value-sets',
      dataValueSet({ period: undefined, dataValues }),
    );
    expect([status, body.code]).toEqual([422, 'periods-mixed']);
    expect(body.errors[0].message).toContain('GREGORIAN_MONTH:2026-09, GREGORIAN_MONTH:2026-10');
  });

  it('are refused as a data value set where no layout says what its codes mean', async () => {
    const { status, body } = await push('dhis2/data-value-sets', dataValueSet(), await keyOf('PK'));
    expect([status, body.code]).toEqual([422, 'template-not-recognised']);
  });

  it('reject a data element that the layout does not know, and take the rest', async () => {
    const dataValues = [
      { dataElement: 'vIsIt0rs001', value: '1200' },
      { dataElement: 'nEwElemnt01', value: '7' },
    ];
    const { body } = await push('dhis2/data-value-sets', dataValueSet({ dataValues }));
    expect(await finished(body.id)).toMatchObject({
      state: 'PARTIALLY_SUCCEEDED',
      counts: { CREATED: 1, REJECTED: 1 },
    });
  });

  it('refuse members that DHIS2 does not have', async () => {
    const { status, body } = await push('dhis2/data-value-sets', dataValueSet({ skipAudit: true }));
    expect([status, body.code]).toEqual([422, 'unknown-member']);
  });

  it('are for service clients only', async () => {
    const coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'UG' });
    expect((await push('dhis2/data-value-sets', dataValueSet(), coordinator)).status).toBe(403);
  });
});
