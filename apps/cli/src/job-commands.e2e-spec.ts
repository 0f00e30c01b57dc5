import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { databaseUrl, projectRoot } from '#platform';
import { cloneDatabase, TEST_SECRET, type TestDatabase } from '../../../test/support/database.js';

const EXIT_USAGE = 2;

describe('jobs on the command line', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await cloneDatabase();
    await database.admin.query("insert into app.scope_code values ('PK') on conflict do nothing");
  });
  afterAll(() => database.drop());

  /** Runs the built command line as an operator does, on a server that is there already. */
  function cli(...words: string[]): Promise<{ status: number; out: string; fault: string }> {
    const main = join(projectRoot(), 'dist', 'apps', 'cli', 'src', 'main.js');
    const env = {
      PATH: '/usr/bin:/bin',
      NODE_ENV: 'test',
      ASAN_SECRET: TEST_SECRET,
      DATABASE_ADMIN_URL: databaseUrl({ ...database.adminAddress, database: 'postgres' }),
      DATABASE_URL: database.url('asan_worker'),
      QUEUE_DATABASE_URL: database.queueUrl,
    };
    return new Promise((done) => {
      execFile(process.execPath, [main, 'jobs', ...words], { env }, (error, out, fault) =>
        done({ status: error ? Number(error.code) : 0, out, fault }),
      );
    });
  }
  async function addJob(state: string): Promise<string> {
    const id = randomUUID();
    await database.admin.query(
      `insert into app.job (id, partner, type, state, unit, created_by, created_at, queue, job_name)
       values ($1, 'PK', 'PULL 2026-10', $2, 'reports', 'somebody', now(), 'collection', 'pull-source')`,
      [id, state],
    );
    return id;
  }
  const stateOf = async (id: string) =>
    (await database.admin.query('select state from app.job where id = $1', [id])).rows[0].state;

  it('lists jobs by state, one line each', async () => {
    const [failed, queued] = [await addJob('FAILED'), await addJob('QUEUED')];
    const { status, out } = await cli('list', '--state', 'FAILED', '--partner', 'PK');
    expect(status).toBe(0);
    expect(out).toMatch(new RegExp(`${failed}  PK  PULL 2026-10  FAILED`));
    expect(out).not.toContain(queued);
  });

  it('cancels an open job and remembers that an operator did', async () => {
    const id = await addJob('QUEUED');
    expect((await cli('cancel', id)).status).toBe(0);
    expect(await stateOf(id)).toBe('CANCELLING');
    const { rows } = await database.admin.query(
      'select action, actor_kind from app.audit_event where entity_id = $1',
      [id],
    );
    expect(rows).toEqual([{ action: 'job.cancel', actor_kind: 'OPERATOR' }]);
  });

  it('orders a failed job again', async () => {
    const id = await addJob('FAILED');
    expect((await cli('retry', id)).out).toContain('QUEUED');
    const { rowCount } = await database.admin.query('select 1 from app.job where retry_of = $1', [id]);
    expect(rowCount).toBe(1);
  });

  it('says why when a step is refused, and ends with 1', async () => {
    const { status, fault } = await cli('cancel', await addJob('FAILED'));
    expect(status).toBe(1);
    expect(fault).toContain('has ended');
  });

  it('ends with 2 for an id that is none and for a state that there is none', async () => {
    expect((await cli('retry', 'nonsense')).status).toBe(EXIT_USAGE);
    expect((await cli('list', '--state', 'DONE')).status).toBe(EXIT_USAGE);
  });
});
