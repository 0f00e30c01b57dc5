import type { INestApplicationContext } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConnectorsService } from '#collection';
import { programContext, projectRoot, Transactions } from '#platform';
import { PullOrders } from '../../libs/collection/src/sources/pull-orders.repository.js';
import { ensureParserIsBuilt } from '../hostile-files/built-parser.js';
import { startApi, type TestApi } from '../support/app.js';
import { startFakePartner, type FakePartner } from '../support/fake-partner.js';
import { startHostilePartner } from '../support/hostile-partner.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../support/reporting.js';
import { eventually, startWorker } from '../support/worker.js';

const MONTH = '2026-10';
const GOOD = readFileSync(join(projectRoot(), 'config', 'samples', 'pakistan-endpoint.json'), 'utf8');
/** More than there are places for jobs that work. */
const SILENT = 4;
/** A silent system is waited for much longer, so nothing that waits behind one would be done by then. */
const SOON_MS = 8_000;

describe('systems that accept a connection and say nothing', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let healthy: FakePartner;
  let silent: Awaited<ReturnType<typeof startHostilePartner>>;

  beforeAll(async () => {
    ensureParserIsBuilt();
    healthy = await startFakePartner(() => ({ body: GOOD, contentType: 'application/json' }));
    silent = await startHostilePartner('silent');
    const environment = { EGRESS_ALLOW: `${healthy.host},${silent.host}` };
    api = await startApi({ now: '2026-11-05T08:00:00Z', environment });
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-ISB' });
    await generateSlots(api, 'PK');
    worker = await startWorker(api, environment);
  });
  afterAll(async () => {
    await silent.close();
    await worker.close();
    await api.close();
    await healthy.close();
  });

  /** Orders a pull from a new connector to a system, as a round does. */
  async function ordered(code: string, url: string): Promise<string> {
    const ctx = programContext('OPERATOR', 'test', ['PK'], 'test');
    const connector = await api.app
      .get(ConnectorsService)
      .register(ctx, { partner: 'PK', code, profile: 'PK-REST', url, token: 'partner-token' });
    return worker
      .get(Transactions)
      .run(ctx, (tx) => worker.get(PullOrders).order(tx, { id: connector.id, partner: 'PK' }, MONTH));
  }
  const stateOf = async (id: string): Promise<string> =>
    (await api.database.admin.query('select state from app.job where id = $1', [id])).rows[0].state;

  it('hold up their own pulls and nobody else’s', async () => {
    const held: string[] = [];
    for (let n = 1; n <= SILENT; n += 1) held.push(await ordered(`PK-SILENT-${n}`, `${silent.url}/kpi`));
    const areHeld = async () => (await Promise.all(held.map(stateOf))).every((state) => state === 'RUNNING');
    await eventually(areHeld, SOON_MS);
    const pull = await ordered('PK-HEALTHY', `${healthy.url}/kpi?month={month}`);
    await eventually(async () => (await stateOf(pull)) === 'SUCCEEDED', SOON_MS);
    expect(await Promise.all(held.map(stateOf))).toEqual(Array(SILENT).fill('RUNNING'));
  });
});
