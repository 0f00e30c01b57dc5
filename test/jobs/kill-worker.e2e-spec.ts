import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startApi, type TestApi } from '../support/app.js';
import { signedIn } from '../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../support/reporting.js';
import { eventually } from '../support/worker.js';
import { startWorkerProcess } from '../support/worker-process.js';

const FILE = readFileSync(
  join(import.meta.dirname, '..', '..', 'config', 'samples', 'ethiopia-upload.csv'),
  'utf8',
);
const UNITS = ['CTR-ET-ADD', 'CTR-ET-HAW', 'CTR-ET-HOS', 'CTR-ET-HAR'];
/** The first month is imported undisturbed; during each of the others the worker is killed once. */
const MONTHS = [
  '2018-04',
  '2018-05',
  '2018-06',
  '2018-07',
  '2018-08',
  '2018-09',
  '2018-10',
  '2018-11',
  '2018-12',
  '2019-01',
  '2019-02',
];
const LONGEST_RUN_MS = 400;
const redisUrl = process.env.ASAN_TEST_REDIS;

describe.each(['postgres', 'redis'] as const)(
  'a worker killed at ten random moments of imports, queue on %s',
  (backend) => {
    if (backend === 'redis' && !redisUrl) {
      it.skip('needs a redis-server', () => undefined);
      return;
    }

    let api: TestApi;
    let coordinator: string;
    const environment: Record<string, string> = backend === 'redis' ? { REDIS_URL: `${redisUrl}/12` } : {};

    beforeAll(async () => {
      api = await startApi({ now: '2026-11-22T08:00:00Z', environment });
      await loadReferenceData(api);
      for (const unit of UNITS)
        await addReportingUnit(api, { partner: 'ET', unit, reportsFrom: '2025-09-11' });
      await generateSlots(api, 'ET');
      coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
    });
    afterAll(() => api.close());

    async function upload(month: string): Promise<void> {
      const form = new FormData();
      form.set('partner', 'ET');
      form.set('period', `ETHIOPIAN_MONTH:${month}`);
      form.set('file', new Blob([FILE.replaceAll('2019-02', month)], { type: 'text/csv' }), `${month}.csv`);
      const answer = await fetch(`${api.url}/api/v1/imports`, {
        method: 'POST',
        headers: { authorization: `Bearer ${coordinator}` },
        body: form,
      });
      expect(answer.status).toBe(202);
    }

    const finished = (month: string) =>
      eventually(async () => {
        const { rows } = await api.database.admin.query(
          `select 1 from app.import i join app.job j on j.id = i.job_id
          where i.expected_period = $1 and i.finished_at is not null and j.state = 'SUCCEEDED' and j.done = j.total`,
          [`ETHIOPIAN_MONTH:${month}`],
        );
        return rows.length > 0;
      }, 90_000);

    /** Everything that an import leaves, without ids and instants. */
    async function leftBy(month: string): Promise<object> {
      const period = `ETHIOPIAN_MONTH:${month}`;
      const ask = async (sql: string) => (await api.database.admin.query(sql, [period])).rows;
      return {
        cells:
          await ask(`select s.unit, c.cell, c.rev, c.kind, c.value::text, c.source, c.is_current from app.cell_revision c
        join app.submission b on b.id = c.submission_id join app.report_slot s on s.id = b.slot_id where s.period_id = $1 order by 1, 2, 3`),
        submissions:
          await ask(`select s.unit, b.revision_no, b.state, b.rev from app.submission b join app.report_slot s on s.id = b.slot_id
        where s.period_id = $1 order by 1, 2`),
        imports: await ask(`select state, counts, problem from app.import where expected_period = $1`),
        rows: await ask(
          `select r.unit, r.cell, r.value, r.outcome from app.import_row r join app.import i on i.id = r.import_id where i.expected_period = $1 order by r.row_no`,
        ),
        reports: await ask(
          `select r.unit, r.outcome from app.import_report r join app.import i on i.id = r.import_id where i.expected_period = $1 order by 1`,
        ),
        audit: await ask(`select a.action, count(*)::int as n from app.audit_event a where a.entity_id in (
          select i.id::text from app.import i where i.expected_period = $1 union all
          select b.id::text from app.submission b join app.report_slot s on s.id = b.slot_id where s.period_id = $1) group by 1 order by 1`),
      };
    }

    it('leaves the same rows as an undisturbed run', async () => {
      const [first, ...others] = MONTHS;
      let worker = await startWorkerProcess(api, environment);
      await upload(first);
      await finished(first);
      const undisturbed = (await leftBy(first)) as { cells: object[] };
      expect(undisturbed.cells).toHaveLength(72);
      for (const month of others) {
        await upload(month);
        await pause(Math.random() * LONGEST_RUN_MS);
        await worker.kill();
        worker = await startWorkerProcess(api, environment);
      }
      for (const month of others) {
        await finished(month);
        expect(await leftBy(month)).toEqual(undisturbed);
      }
      await worker.kill();
      const { rows } = await api.database.admin.query('select max(epoch)::int as epoch from app.job');
      // Without a job that was taken up twice, no kill would have met an import at work.
      expect(rows[0].epoch).toBeGreaterThan(1);
    }, 240_000);
  },
);
