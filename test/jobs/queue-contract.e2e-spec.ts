import { setTimeout as pause } from 'node:timers/promises';
import {
  BusinessError,
  QUEUE_BACKEND,
  QueueHealth,
  Schedules,
  UnavailableError,
  type JobHandle,
  type JobOutcome,
  type QueueBackend,
  type Schedule,
} from '#platform';
import { ContractInstallation, leaveMark, type StoreKind } from './queue-contract.installation.js';

const SUCCEEDED: JobOutcome = { state: 'SUCCEEDED' };
const LONG_ENOUGH_TO_RUN_MS = 700;
const LONGEST_REFUSAL_MS = 3_000;
const LONGEST_SHUTDOWN_MS = 15_000;
const PAST_EVERY_PATIENCE_SECONDS = 120;

/** Leaves one mark in one chunk and ends well. */
async function markOnce(handle: JobHandle, jobId: string): Promise<JobOutcome> {
  await handle.chunk(1, 1, (tx) => leaveMark(tx, jobId, 'done'));
  return SUCCEEDED;
}

/** Without Redis its half of the contract is skipped by name; with CI=true it fails instead. */
function describeOn(store: StoreKind): jest.Describe {
  const missing = store === 'redis' && !process.env.ASAN_TEST_REDIS && process.env.CI !== 'true';
  return missing ? describe.skip : describe;
}

for (const store of ['postgres', 'redis'] as const) {
  describeOn(store)(`queue contract on ${store}`, () => {
    let installation: ContractInstallation;

    beforeAll(async () => {
      installation = await ContractInstallation.start(store);
    });

    afterAll(async () => {
      await installation?.close();
    });

    it('does a promised job once after the commit', async () => {
      const id = await installation.order(markOnce, { total: 1 });
      expect(await installation.ended(id)).toMatchObject({ state: 'SUCCEEDED', problem: null });
      expect(await installation.effects(id)).toEqual(['done']);
    });

    it('does nothing for a promise that was rolled back', async () => {
      let performed = 0;
      const id = await installation.order(async () => ((performed += 1), SUCCEEDED), { rollBack: true });
      const later = await installation.order(markOnce, { total: 1 });
      await installation.ended(later);
      await pause(LONG_ENOUGH_TO_RUN_MS);
      expect(performed).toBe(0);
      await expect(installation.job(id)).rejects.toMatchObject({ code: 'not-found' });
    });

    it('gives one effect to a promise that was relayed three times', async () => {
      let performed = 0;
      const id = await installation.order(async (handle, jobId) => {
        performed += 1;
        await pause(LONG_ENOUGH_TO_RUN_MS);
        return markOnce(handle, jobId);
      });
      await installation.promiseAgain(id, 2);
      await installation.ended(id);
      await installation.relayed();
      await pause(LONG_ENOUGH_TO_RUN_MS);
      expect(performed).toBe(1);
      expect(await installation.effects(id)).toEqual(['done']);
    });

    it('tries again when something that the work needs was unavailable', async () => {
      let attempts = 0;
      const id = await installation.order(async (handle, jobId) => {
        attempts += 1;
        if (attempts === 1) throw new UnavailableError('partner-unavailable', 'Not now.');
        return markOnce(handle, jobId);
      });
      expect(await installation.ended(id)).toMatchObject({ state: 'SUCCEEDED' });
      expect(attempts).toBe(2);
      expect(await installation.effects(id)).toEqual(['done']);
    });

    it('takes the chunk of a failed attempt back', async () => {
      let attempts = 0;
      const id = await installation.order(async (handle, jobId) => {
        attempts += 1;
        await handle.chunk(1, 1, async (tx) => {
          await leaveMark(tx, jobId, `attempt ${attempts}`);
          if (attempts === 1) throw new UnavailableError('partner-unavailable', 'Not now.');
        });
        return SUCCEEDED;
      });
      await installation.ended(id);
      expect(await installation.effects(id)).toEqual(['attempt 2']);
    });

    it('fails a job for good with the problem of a business error', async () => {
      let attempts = 0;
      const id = await installation.order(async () => {
        attempts += 1;
        throw new BusinessError('INVALID', 'period-mismatch', {
          detail: 'The file is about another month.',
          faults: [{ pointer: '/period', code: 'period-mismatch', message: 'expected 2026-10' }],
        });
      });
      const job = await installation.ended(id);
      expect(job.state).toBe('FAILED');
      expect(job.problem).toMatchObject({
        code: 'period-mismatch',
        errors: [{ pointer: '/period', code: 'period-mismatch' }],
      });
      await pause(LONG_ENOUGH_TO_RUN_MS);
      expect(attempts).toBe(1);
    });

    it('shows how far a failed job came and not its end', async () => {
      const id = await installation.order(
        async (handle) => {
          await handle.chunk(2, 5, async () => undefined);
          throw new BusinessError('INVALID', 'too-many-rows', { detail: 'Row 3 is one too many.' });
        },
        { total: 5 },
      );
      expect((await installation.ended(id)).progress).toEqual({ done: 2, total: 5, unit: 'rows' });
    });

    it('ends a job whose work is defective after a bounded number of attempts', async () => {
      let attempts = 0;
      const id = await installation.order(async () => {
        attempts += 1;
        // The real waits between attempts add up to minutes.
        if (attempts === 1) await installation.pretendAttempts(id, 50);
        throw new TypeError('a bug of ours');
      });
      const job = await installation.ended(id);
      expect(job).toMatchObject({ state: 'FAILED', problem: { code: 'internal-error' } });
      expect(JSON.stringify(job.problem)).not.toContain('a bug of ours');
    });

    it('shows progress while the work goes on', async () => {
      let goOn: () => void = () => undefined;
      const seen = new Promise<void>((done) => (goOn = done));
      const id = await installation.order(
        async (handle) => {
          await handle.chunk(3, 10, async () => undefined);
          await seen;
          return SUCCEEDED;
        },
        { total: 10 },
      );
      const running = await installation.until(async () => {
        const job = await installation.job(id);
        return job.progress.done === 3 ? job : undefined;
      }, 'the progress of a running job');
      goOn();
      expect(running).toMatchObject({
        state: 'RUNNING',
        progress: { done: 3, total: 10, unit: 'rows' },
        finishedAt: null,
      });
      expect((await installation.ended(id)).progress.done).toBe(10);
    });

    it('takes back the chunk of a worker whose lease was taken over', async () => {
      let runs = 0;
      let lateWorkerIsDone: () => void = () => undefined;
      const late = new Promise<void>((done) => (lateWorkerIsDone = done));
      const id = await installation.order(async (handle, jobId) => {
        runs += 1;
        const run = runs;
        await handle.chunk(1, 2, (tx) => leaveMark(tx, jobId, `first chunk of run ${run}`));
        if (run === 1) await installation.takeOver(jobId);
        await handle
          .chunk(2, 2, (tx) => leaveMark(tx, jobId, `second chunk of run ${run}`))
          .finally(lateWorkerIsDone);
        return SUCCEEDED;
      });
      await late;
      await installation.relayed();
      expect(await installation.effects(id)).toEqual(['first chunk of run 1']);
      expect((await installation.job(id)).state).toBe('RUNNING');
      await installation.age(id, PAST_EVERY_PATIENCE_SECONDS);
      await installation.reconcile();
      await installation.ended(id);
      expect(await installation.effects(id)).toEqual([
        'first chunk of run 1',
        'first chunk of run 2',
        'second chunk of run 2',
      ]);
    });

    it('finishes a job that the queue forgot', async () => {
      await installation.store.proxy.cut();
      const id = await installation.order(markOnce, { total: 1 });
      await installation.pretendRelayed(id);
      await installation.store.wipe();
      await installation.store.proxy.open();
      await installation.age(id, PAST_EVERY_PATIENCE_SECONDS);
      expect((await installation.ended(id)).state).toBe('SUCCEEDED');
      expect(await installation.effects(id)).toEqual(['done']);
    });

    it('goes on with new jobs after the queue was wiped', async () => {
      await installation.store.wipe();
      const id = await installation.order(markOnce, { total: 1 });
      expect((await installation.ended(id)).state).toBe('SUCCEEDED');
    });

    it('does not promise a waiting job again while its last promise is fresh', async () => {
      let goOn: () => void = () => undefined;
      const blocked = new Promise<void>((done) => (goOn = done));
      const holdUp = async () => (await blocked, SUCCEEDED);
      const blockers = [await installation.order(holdUp), await installation.order(holdUp)];
      const waiting = await installation.order(markOnce, { total: 1 });
      await installation.relayed();
      await installation.age(waiting, PAST_EVERY_PATIENCE_SECONDS);
      await installation.reconcile();
      await installation.reconcile();
      await installation.relayed();
      await installation.reconcile();
      const promises = await installation.promisesOf(waiting);
      goOn();
      for (const id of [...blockers, waiting]) await installation.ended(id);
      expect(promises).toBe(2);
    });

    describe('while the store is away', () => {
      afterEach(async () => {
        installation.store.proxy.thaw();
      });

      it('refuses new work within three seconds when connections are refused, and recovers', async () => {
        await installation.store.proxy.cut();
        const refusal = await installation.untilRefused();
        await installation.store.proxy.open();
        expect(refusal.error).toMatchObject({
          kind: 'UNAVAILABLE',
          code: 'queue-unavailable',
          retryAfter: 5,
        });
        expect(refusal.afterMs).toBeLessThan(LONGEST_REFUSAL_MS);
        await installation.untilAvailable();
      });

      it('refuses new work within three seconds when the store hangs, and recovers', async () => {
        installation.store.proxy.freeze();
        const refusal = await installation.untilRefused();
        installation.store.proxy.thaw();
        expect(refusal.error).toMatchObject({ kind: 'UNAVAILABLE', code: 'queue-unavailable' });
        expect(refusal.afterMs).toBeLessThan(LONGEST_REFUSAL_MS);
        await installation.untilAvailable();
      });

      it('does afterwards what was promised in the meantime', async () => {
        await installation.store.proxy.cut();
        const id = await installation.order(markOnce, { total: 1 });
        await pause(LONG_ENOUGH_TO_RUN_MS);
        expect((await installation.job(id)).state).toBe('QUEUED');
        await installation.store.proxy.open();
        await installation.ended(id);
        expect(await installation.effects(id)).toEqual(['done']);
      });
    });

    describe('schedules', () => {
      const daily = (id: string, tz: string): Schedule => ({
        id,
        definition: { queue: 'maintenance', name: 'probe-schedule', permission: 'jobs:manage' },
        scope: 'PK',
        pattern: '0 3 * * *',
        tz,
      });
      const standing = async () => {
        const queue = installation.app
          .get<QueueBackend>(QUEUE_BACKEND, { strict: false })
          .queue('maintenance');
        const found = await queue.getJobSchedulers();
        const awaited = await queue.getDelayed();
        await queue.close();
        return found.map(({ key, tz, next }) => ({
          key,
          tz,
          // A schedule that is set anew awaits its tick anew.
          since: awaited.find(({ id }) => id === `repeat:${key}:${next}`)?.timestamp,
        }));
      };

      it('stand once a feature names them, are left alone while they stay, and follow a change', async () => {
        const schedules = installation.app.get(Schedules, { strict: false });
        const named = [daily('one', 'Asia/Kabul')];
        schedules.keep(async () => named);
        await schedules.look();
        const first = await standing();
        expect(first).toEqual([{ key: 'one', tz: 'Asia/Kabul', since: expect.any(Number) }]);
        await schedules.look();
        expect(await standing()).toEqual(first);
        named[0] = daily('one', 'Asia/Baku');
        await schedules.look();
        expect(await standing()).toEqual([{ key: 'one', tz: 'Asia/Baku', since: expect.any(Number) }]);
      });

      it('stand although another feature cannot say what it wants', async () => {
        const schedules = installation.app.get(Schedules, { strict: false });
        schedules.keep(() => Promise.reject(new Error('the database is away')));
        schedules.keep(async () => [daily('two', 'Asia/Baku')]);
        await expect(schedules.look()).rejects.toThrow('away');
        expect((await standing()).map(({ key }) => key)).toContain('two');
      });
    });
  });

  describeOn(store)(`start and end of a process on ${store}`, () => {
    it('finds the store available from the first moment', async () => {
      const installation = await ContractInstallation.start(store);
      await expect(installation.app.get(QueueHealth).assertAvailable()).resolves.toBeUndefined();
      await installation.close();
    });

    it('ends in time although the store hangs', async () => {
      const installation = await ContractInstallation.start(store);
      await installation.order(markOnce, { total: 1 });
      await pause(LONG_ENOUGH_TO_RUN_MS);
      installation.store.proxy.freeze();
      await installation.order(markOnce, { total: 1 });
      await pause(LONG_ENOUGH_TO_RUN_MS);
      const started = performance.now();
      await installation.close();
      expect(performance.now() - started).toBeLessThan(LONGEST_SHUTDOWN_MS);
    });
  });
}
