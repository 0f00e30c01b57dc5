import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConnectorsService } from '#collection';
import { programContext, projectRoot } from '#platform';
import { PullSource } from '../../../libs/collection/src/sources/pull-source.js';
import { ensureParserIsBuilt } from '../../hostile-files/built-parser.js';
import { startApi, type TestApi } from '../../support/app.js';
import { startFakePartner, type FakePartner } from '../../support/fake-partner.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../support/reporting.js';
import { eventually, startWorker } from '../../support/worker.js';

/** The small tier of D5; the model is the same for any number. */
const PULLS = 1_000;
const VERSIONS = 20;
const FIRST = Date.parse('2026-11-01T00:00:00Z');
const MINUTE_MS = 60_000;
const GOOD = JSON.parse(
  readFileSync(join(projectRoot(), 'config', 'samples', 'pakistan-endpoint.json'), 'utf8'),
) as { centres: Array<{ footfall: { visitors: number } }> };

/** A fixed sequence of numbers from [0, 1): the same model at every run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function bodyOf(version: number): string {
  const report = structuredClone(GOOD);
  report.centres[0].footfall.visitors = 10_000 + version;
  return JSON.stringify(report);
}

const madeAt = (version: number) => new Date(FIRST + version * MINUTE_MS).toUTCString();

describe('a thousand pulls, repeated, out of order and cut off after the commit', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let partner: FakePartner;
  let served = 0;
  let connector: string;

  beforeAll(async () => {
    ensureParserIsBuilt();
    partner = await startFakePartner(() => ({
      body: bodyOf(served),
      headers: { 'last-modified': madeAt(served) },
    }));
    const environment = { EGRESS_ALLOW: partner.host };
    api = await startApi({ now: '2026-11-05T08:00:00Z', environment });
    worker = await startWorker(api, environment);
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-ISB', reportsFrom: '2026-10-01' });
    await generateSlots(api, 'PK');
    const ctx = programContext('OPERATOR', 'test', ['PK'], 'test');
    const input = {
      partner: 'PK',
      code: 'PK-API',
      profile: 'PK-REST',
      url: `${partner.url}/kpi`,
      token: null,
    };
    connector = (await api.app.get(ConnectorsService).register(ctx, input)).id;
  }, 120_000);
  afterAll(async () => {
    await partner?.close();
    await worker?.close();
    await api?.close();
  });

  async function pull(version: number): Promise<void> {
    served = version;
    const jobId = randomUUID();
    await api.database.admin.query(
      `insert into app.job (id, partner, type, subject_id, state, unit, created_by, created_at, queue, job_name)
       values ($1, 'PK', 'PULL 2026-10', $2, 'QUEUED', 'reports', 'test', now(), 'collection', 'pull-source')`,
      [jobId, connector],
    );
    await worker.get(PullSource).run({ id: connector, jobId, scope: 'PK' });
  }
  const settled = () =>
    eventually(async () => {
      const { rows } = await api.database.admin.query('select 1 from app.import where finished_at is null');
      return rows.length === 0;
    });

  it('take each version once, in no case twice, and never go back', async () => {
    const draw = sequence(42);
    let newest = -1;
    for (let count = 0; count < PULLS; count += 1) {
      const isNew = newest < 0 || (newest < VERSIONS - 1 && count % (PULLS / VERSIONS) === 0);
      const isOld = !isNew && newest > 0 && draw() < 0.2;
      const version = isNew ? newest + 1 : isOld ? Math.floor(draw() * newest) : newest;
      // A worker that died after its commit and before its log: the newest memory is gone.
      const isCutOff = isNew && newest >= 0 && draw() < 0.1;
      await pull(version);
      if (isNew) await settled();
      if (isCutOff)
        await api.database.admin.query('update app.source_month set as_of = $1', [madeAt(newest)]);
      newest = Math.max(newest, version);
    }
    const { rows: runs } = await api.database.admin.query(
      'select status, count(*)::int as n from app.connector_run group by status order by status',
    );
    const { rows: taken } = await api.database.admin.query('select count(*)::int as n from app.import');
    const { rows: history } = await api.database.admin.query(
      "select value::int as value from app.cell_revision where cell = 'VISITORS' order by rev",
    );
    expect(runs.map(({ status }) => status)).toEqual(['REPEATED', 'STALE', 'TAKEN']);
    expect(runs.reduce((sum, { n }) => sum + n, 0)).toBe(PULLS);
    expect(taken).toEqual([{ n: VERSIONS }]);
    expect(history.map(({ value }) => value)).toEqual(
      Array.from({ length: VERSIONS }, (_, version) => 10_000 + version),
    );
  }, 240_000);
});
