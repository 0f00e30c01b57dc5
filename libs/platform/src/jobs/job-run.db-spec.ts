import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { programContext } from '../context/operation-context.js';
import { databaseAddress } from '../database/database-address.js';
import { API_LIMITS, runtimeDataSource } from '../database/data-source.js';
import { Transactions, type Transaction } from '../database/transactions.js';
import { BusinessError, UnavailableError } from '../errors/business-error.js';
import { SettableClock } from '../time/clock.js';
import { JobRun, LeaseLostError, type JobHandle, type JobOutcome } from './job-run.js';
import { JobGroups } from './job-groups.repository.js';
import { JobLeases } from './job-leases.js';
import { JobsRepository } from './jobs.repository.js';

const ctx = programContext('SCHEDULER', 'test', ['PK'], 'test');
const DONE: JobOutcome = { state: 'SUCCEEDED', resultLinks: ['/api/v1/imports/1'] };

describe(JobRun.name, () => {
  let database: TestDatabase;
  let source: DataSource;
  let run: JobRun;

  beforeAll(async () => {
    database = await cloneDatabase();
    const address = databaseAddress(database.url('asan_worker'));
    source = await runtimeDataSource(address, API_LIMITS, 'test').initialize();
    const transactions = new Transactions(source);
    const [repository, groups] = [new JobsRepository(), new JobGroups()];
    run = new JobRun(
      transactions,
      repository,
      groups,
      new SettableClock('2026-11-05T08:00:00Z'),
      new JobLeases(transactions, repository, groups),
    );
    await database.admin.query("insert into app.scope_code values ('PK')");
    await database.admin.query('create table app.effect (job uuid); grant all on app.effect to asan_worker');
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  async function addJob(): Promise<string> {
    const id = randomUUID();
    await database.admin.query(
      `insert into app.job (id, partner, type, state, total, unit, created_by, created_at, queue, job_name)
       values ($1, 'PK', 'IMPORT', 'QUEUED', 3, 'rows', 'test', now(), 'imports', 'process-import')`,
      [id],
    );
    return id;
  }
  const jobOf = async (id: string) =>
    (
      await database.admin.query(
        'select state, done, problem, result_links, lease_until is not null as leased, epoch from app.job where id = $1',
        [id],
      )
    ).rows[0];
  const effects = async (id: string) =>
    (await database.admin.query('select count(*)::int as n from app.effect where job = $1', [id])).rows[0].n;
  /** Work with one effect, committed as a chunk. */
  const once = (id: string) => async (handle: JobHandle) => {
    await handle.chunk(3, 3, (tx) => tx.manager.query('insert into app.effect values ($1)', [id]));
    return DONE;
  };

  it('takes and ends jobs that are asked for at the same moment together, each in its own row', async () => {
    const ids = [await addJob(), await addJob()];
    await Promise.all(ids.map((id) => run.run(ctx, id, once(id))));
    const jobs = await Promise.all(ids.map(jobOf));
    expect(jobs.map(({ state, epoch }) => [state, epoch])).toEqual([
      ['SUCCEEDED', 1],
      ['SUCCEEDED', 1],
    ]);
  });

  it('works once on a job that is asked for twice at the same moment', async () => {
    const id = await addJob();
    await Promise.all([run.run(ctx, id, once(id)), run.run(ctx, id, once(id))]);
    expect([await effects(id), (await jobOf(id)).state]).toEqual([1, 'SUCCEEDED']);
  });

  it('does the work and remembers how it ended', async () => {
    const id = await addJob();
    await run.run(ctx, id, once(id));
    expect(await jobOf(id)).toEqual({
      state: 'SUCCEEDED',
      done: 3,
      problem: null,
      result_links: ['/api/v1/imports/1'],
      leased: false,
      epoch: 1,
    });
  });

  it('has one effect when it is run twice', async () => {
    const id = await addJob();
    await run.run(ctx, id, once(id));
    await run.run(ctx, id, once(id));
    expect([await effects(id), (await jobOf(id)).epoch]).toEqual([1, 1]);
  });

  it('has one effect when it is run by five at once', async () => {
    const id = await addJob();
    await Promise.all(Array.from({ length: 5 }, () => run.run(ctx, id, once(id))));
    expect(await effects(id)).toBe(1);
  });

  it('does nothing for a job of another partner or of none', async () => {
    const id = await addJob();
    const foreign = programContext('SCHEDULER', 'test', ['ET'], 'test');
    await run.run(foreign, id, once(id));
    await run.run(ctx, randomUUID(), once(id));
    expect([await effects(id), (await jobOf(id)).state]).toEqual([0, 'QUEUED']);
  });

  it('ends with the problem that a fault of the data names', async () => {
    const id = await addJob();
    const fault = new BusinessError('CONFLICT', 'stale-validation', { detail: 'Compare it again.' });
    await run.run(ctx, id, () => Promise.reject(fault));
    expect(await jobOf(id)).toMatchObject({
      state: 'FAILED',
      problem: { code: 'stale-validation', detail: 'Compare it again.', errors: [] },
    });
  });

  it.each<[string, Error]>([
    ['something that comes back is away', new UnavailableError('queue-unavailable', 'Away.')],
    ['of a defect of ours', new Error('oops')],
  ])('is free for the next attempt at once when %s', async (_condition, error) => {
    const id = await addJob();
    await expect(run.run(ctx, id, () => Promise.reject(error))).rejects.toBe(error);
    expect(await jobOf(id)).toMatchObject({ state: 'RUNNING', leased: false, problem: null });
    await run.run(ctx, id, once(id));
    expect([await effects(id), (await jobOf(id)).state]).toEqual([1, 'SUCCEEDED']);
  });

  it('gives a defect up after twenty attempts and shows nothing of its inside', async () => {
    const id = await addJob();
    await database.admin.query('update app.job set epoch = 19 where id = $1', [id]);
    await run.run(ctx, id, () => Promise.reject(new Error('select secret from table')));
    const job = await jobOf(id);
    expect([job.state, job.problem.code]).toEqual(['FAILED', 'internal-error']);
    expect(JSON.stringify(job.problem)).not.toContain('secret');
  });

  it('ends what the work was about together with the job that is given up, and not before', async () => {
    const id = await addJob();
    const giveUp = async (tx: Transaction) =>
      void (await tx.manager.query('insert into app.effect values ($1)', [id]));
    const fail = async (): Promise<JobOutcome> => {
      throw new TypeError('a defect');
    };
    await expect(run.run(ctx, id, fail, giveUp)).rejects.toThrow('a defect');
    expect([(await jobOf(id)).state, await effects(id)]).toEqual(['RUNNING', 0]);
    await database.admin.query('update app.job set epoch = 19 where id = $1', [id]);
    await run.run(ctx, id, fail, giveUp);
    expect([(await jobOf(id)).state, await effects(id)]).toEqual(['FAILED', 1]);
  });

  it('takes back the chunk of a worker that was replaced, and leaves the job to the other', async () => {
    const id = await addJob();
    const seen: unknown[] = [];
    await run.run(ctx, id, async (handle) => {
      await database.admin.query('update app.job set epoch = epoch + 1 where id = $1', [id]);
      return once(id)(handle).catch((error: unknown) => {
        seen.push(error);
        throw error;
      });
    });
    expect([seen[0] instanceof LeaseLostError, await effects(id), (await jobOf(id)).state]).toEqual([
      true,
      0,
      'RUNNING',
    ]);
  });

  it('keeps the chunks that were committed before a failure', async () => {
    const id = await addJob();
    await run
      .run(ctx, id, async (handle) => {
        await once(id)(handle);
        throw new Error('killed half-way');
      })
      .catch(() => undefined);
    expect([await effects(id), (await jobOf(id)).done]).toEqual([1, 3]);
  });

  describe('a job that somebody cancels', () => {
    const stop = (id: string) =>
      database.admin.query("update app.job set state = 'CANCELLING' where id = $1", [id]);
    /** Notes how the work was closed, as an effect that must commit with the job's end. */
    function closing() {
      const closed: string[] = [];
      return {
        closed,
        giveUp: async (_tx: Transaction, problem: { code: string }) => void closed.push(problem.code),
      };
    }

    it('is closed without work when nobody had begun', async () => {
      const id = await addJob();
      await stop(id);
      const { closed, giveUp } = closing();
      await run.run(ctx, id, once(id), giveUp);
      expect(await jobOf(id)).toMatchObject({
        state: 'CANCELLED',
        done: 0,
        problem: { code: 'job-cancelled' },
      });
      expect([await effects(id), closed]).toEqual([0, ['job-cancelled']]);
    });

    it('stops at its next chunk, which is taken back, and keeps the chunks before', async () => {
      const id = await addJob();
      const { closed, giveUp } = closing();
      const work = async (handle: JobHandle) => {
        await handle.chunk(1, 3, (tx) => tx.manager.query('insert into app.effect values ($1)', [id]));
        await stop(id);
        await handle.chunk(2, 3, (tx) => tx.manager.query('insert into app.effect values ($1)', [id]));
        return DONE;
      };
      await run.run(ctx, id, work, giveUp);
      expect(await jobOf(id)).toMatchObject({ state: 'CANCELLED', done: 1, leased: false });
      expect([await effects(id), closed]).toEqual([1, ['job-cancelled']]);
    });

    it('ends as what it is when its work was done before it could stop', async () => {
      const id = await addJob();
      const { closed, giveUp } = closing();
      const work = async (handle: JobHandle) => {
        const outcome = await once(id)(handle);
        await stop(id);
        return outcome;
      };
      await run.run(ctx, id, work, giveUp);
      expect([(await jobOf(id)).state, closed]).toEqual(['SUCCEEDED', []]);
    });

    it('ends as what it is when the work turns out to be done by a worker that died', async () => {
      const id = await addJob();
      await stop(id);
      await run.run(ctx, id, once(id), async () => DONE);
      expect(await jobOf(id)).toMatchObject({ state: 'SUCCEEDED', result_links: ['/api/v1/imports/1'] });
    });
  });

  it('closes a job that nobody began before it expired', async () => {
    const id = await addJob();
    await database.admin.query("update app.job set expires_at = now() - interval '1 second' where id = $1", [
      id,
    ]);
    await run.run(ctx, id, once(id));
    expect(await jobOf(id)).toMatchObject({ state: 'EXPIRED', problem: { code: 'job-expired' } });
    expect(await effects(id)).toBe(0);
  });

  it('goes on with a job that was begun before it expired', async () => {
    const id = await addJob();
    await database.admin.query(
      "update app.job set state = 'RUNNING', started_at = now() - interval '1 hour', expires_at = now() - interval '1 minute' where id = $1",
      [id],
    );
    await run.run(ctx, id, once(id));
    expect((await jobOf(id)).state).toBe('SUCCEEDED');
  });

  it('gives a job up over which ten workers died, and not before', async () => {
    const id = await addJob();
    const died = (times: number) =>
      database.admin.query(
        "update app.job set state = 'RUNNING', crashes = $2 - 1, lease_until = now() - interval '1 second' where id = $1",
        [id, times],
      );
    await died(11);
    await run.run(ctx, id, once(id));
    expect(await jobOf(id)).toMatchObject({ state: 'FAILED', problem: { code: 'internal-error' } });
    await died(10);
    await run.run(ctx, id, once(id));
    expect([(await jobOf(id)).state, await effects(id)]).toEqual(['SUCCEEDED', 1]);
  });

  describe('a group', () => {
    async function addGroup(): Promise<{ group: string; children: string[] }> {
      const [group, ...children] = [await addJob(), await addJob(), await addJob()];
      await database.admin.query(
        "update app.job set counts_children = true, state = 'RUNNING', total = 2, done = 0 where id = $1",
        [group],
      );
      await database.admin.query('update app.job set parent_id = $1 where id = any ($2)', [group, children]);
      return { group, children };
    }

    it('counts children as they end and ends with the last', async () => {
      const { group, children } = await addGroup();
      await run.run(ctx, children[0], once(children[0]));
      expect(await jobOf(group)).toMatchObject({ state: 'RUNNING', done: 1 });
      await run.run(ctx, children[1], once(children[1]));
      expect(await jobOf(group)).toMatchObject({ state: 'SUCCEEDED', done: 2 });
    });

    it('misses nobody when its last children end at once', async () => {
      const { group, children } = await addGroup();
      await Promise.all(children.map((id) => run.run(ctx, id, once(id))));
      expect(await jobOf(group)).toMatchObject({ state: 'SUCCEEDED', done: 2 });
    });

    it('is partly successful when one child failed, and complete all the same', async () => {
      const { group, children } = await addGroup();
      const fault = new BusinessError('CONFLICT', 'stale-validation', { detail: 'Compare it again.' });
      await run.run(ctx, children[0], () => Promise.reject(fault));
      await run.run(ctx, children[1], once(children[1]));
      expect(await jobOf(group)).toMatchObject({ state: 'PARTIALLY_SUCCEEDED', done: 2 });
    });

    it('is taken by no worker', async () => {
      const { group } = await addGroup();
      await run.run(ctx, group, once(group));
      expect([await effects(group), (await jobOf(group)).state]).toEqual([0, 'RUNNING']);
    });
  });
});
