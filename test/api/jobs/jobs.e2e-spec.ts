import { JobsService, programContext, Transactions, type JobDefinition } from '#platform';
import { startApi, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { addPerson, addScopes, PASSWORD, signedIn } from '../../support/people.js';
import { signIn } from '../../support/client.js';

/** Work that no processor takes and that may be ordered again as it is. */
const PULL: JobDefinition = { queue: 'collection', name: 'pull-source', permission: 'sources:manage' };
const ONE_OFF: JobDefinition = { queue: 'exports', name: 'one-off', permission: 'operations:run' };

describe('jobs over HTTP', () => {
  let api: TestApi;
  let owner: { id: string; token: string };
  let colleague: string;
  let admin: string;
  let foreigner: string;

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-22T08:00:00Z' });
    await addScopes(api.database, 'PK', 'ET');
    const person = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    owner = { id: person.id, token: await signIn(api.url, person.email, PASSWORD) };
    colleague = await signedIn(api, { role: 'DATA_ENTRY', scope: 'PK' });
    admin = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
    foreigner = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
  });
  afterAll(() => api.close());

  async function order(definition = PULL, type = 'PULL 2026-10', partner = 'PK'): Promise<string> {
    const program = programContext('SCHEDULER', 'test', [partner], 'test');
    const ctx = { ...program, actor: { ...program.actor, id: owner.id } };
    return api.app.get(Transactions).run(ctx, (tx) =>
      api.app.get(JobsService).order(tx, definition, {
        partner,
        type,
        subjectId: null,
        unit: 'reports',
        resultLinks: ['/api/v1/x'],
      }),
    );
  }
  const end = (id: string, state: string) =>
    api.database.admin.query('update app.job set state = $2, finished_at = now() where id = $1', [id, state]);
  const post = (token: string, id: string, step: string) =>
    call(api.url, `/api/v1/jobs/${id}/${step}`, { method: 'POST', token });
  const rowOf = async (id: string) =>
    (await api.database.admin.query('select * from app.job where id = $1', [id])).rows[0];
  const auditOf = async (id: string) =>
    (
      await api.database.admin.query(
        'select action, actor_id, before, after from app.audit_event where entity_id = $1 order by id',
        [id],
      )
    ).rows;

  describe('GET /jobs', () => {
    it('lists newest first, page by page, each job once', async () => {
      const ids = [
        await order(ONE_OFF, 'LISTED'),
        await order(ONE_OFF, 'LISTED'),
        await order(ONE_OFF, 'LISTED'),
      ];
      const first = await call(api.url, '/api/v1/jobs?type=LISTED&limit=2', { token: colleague });
      const { nextCursor } = first.body.page;
      const second = await call(api.url, `/api/v1/jobs?type=LISTED&limit=2&cursor=${nextCursor}`, {
        token: colleague,
      });
      const seen = [...first.body.data, ...second.body.data].map((job: { id: string }) => job.id);
      expect(seen).toEqual(ids.toReversed());
      expect(second.body.page).toEqual({ nextCursor: null, hasMore: false });
    });

    it('finds by state, by the first word of the type and by partner', async () => {
      const id = await order(ONE_OFF, 'FOUND 2026-10');
      await end(id, 'EXPIRED');
      const found = await call(api.url, '/api/v1/jobs?state=EXPIRED&type=FOUND&partner=PK', { token: admin });
      expect(found.body.data).toMatchObject([{ id, state: 'EXPIRED', partner: 'PK', createdBy: owner.id }]);
      const other = await call(api.url, '/api/v1/jobs?state=EXPIRED&type=FOUND&partner=ET', { token: admin });
      expect(other.body.data).toEqual([]);
    });

    it('shows nothing of another country', async () => {
      await order();
      const answer = await call(api.url, '/api/v1/jobs?partner=PK', { token: foreigner });
      expect([answer.status, answer.body.data]).toEqual([200, []]);
    });

    it('refuses a state that there is none', async () => {
      expect((await call(api.url, '/api/v1/jobs?state=DONE', { token: admin })).status).toBe(400);
    });
  });

  describe('GET /jobs/{id}', () => {
    it('answers an open job at once, with the time after which to look again', async () => {
      const answer = await call(api.url, `/api/v1/jobs/${await order()}`, { token: colleague });
      expect(answer.headers.get('retry-after')).toBe('2');
      expect(answer.body).toMatchObject({ state: 'QUEUED', resultLinks: ['/api/v1/x'], retryOf: null });
      expect(Object.keys(answer.body)).not.toContain('subjectId');
    });

    it('waits for the end when asked to, and no longer', async () => {
      const id = await order();
      const begun = performance.now();
      setTimeout(() => void end(id, 'SUCCEEDED'), 700);
      const answer = await call(api.url, `/api/v1/jobs/${id}`, {
        token: colleague,
        headers: { prefer: 'wait=20' },
      });
      expect(answer.body.state).toBe('SUCCEEDED');
      expect(answer.headers.get('preference-applied')).toBe('wait=20');
      expect(answer.headers.get('retry-after')).toBeNull();
      expect(performance.now() - begun).toBeGreaterThan(650);
      expect(performance.now() - begun).toBeLessThan(5_000);
    });

    it('answers the open job when patience ends first', async () => {
      const id = await order();
      const begun = performance.now();
      const answer = await call(api.url, `/api/v1/jobs/${id}`, {
        token: colleague,
        headers: { prefer: 'wait=1' },
      });
      expect([answer.status, answer.body.state]).toEqual([200, 'QUEUED']);
      expect(performance.now() - begun).toBeGreaterThan(950);
    });

    it('leaves the database to others while thirty callers wait on a pool of twelve', async () => {
      const id = await order();
      const waiting = Array.from({ length: 30 }, () =>
        call(api.url, `/api/v1/jobs/${id}`, { token: colleague, headers: { prefer: 'wait=3' } }),
      );
      await new Promise((done) => setTimeout(done, 500));
      const begun = performance.now();
      expect((await call(api.url, '/api/v1/jobs?limit=1', { token: colleague })).status).toBe(200);
      expect(performance.now() - begun).toBeLessThan(1_000);
      await end(id, 'SUCCEEDED');
      expect((await Promise.all(waiting)).map(({ body }) => body.state)).toEqual(Array(30).fill('SUCCEEDED'));
    });

    it('is 404 for another country and for nobody', async () => {
      const id = await order();
      const headers = { prefer: 'wait=20' };
      expect((await call(api.url, `/api/v1/jobs/${id}`, { token: foreigner, headers })).status).toBe(404);
    });
  });

  describe('POST /jobs/{id}/cancel', () => {
    it('asks the job to stop, promises its closing and remembers who asked', async () => {
      const id = await order();
      const answer = await post(owner.token, id, 'cancel');
      expect([answer.status, answer.body.state]).toEqual([202, 'CANCELLING']);
      expect((await rowOf(id)).state).toBe('CANCELLING');
      expect(await auditOf(id)).toEqual([
        {
          action: 'job.cancel',
          actor_id: owner.id,
          before: { state: 'QUEUED' },
          after: { state: 'CANCELLING' },
        },
      ]);
      const { rows } = await api.database.admin.query(
        "select job_id from app.outbox where payload->>'jobId' = $1 order by id",
        [id],
      );
      expect(rows.map((row) => row.job_id)).toEqual([`pull-source-${id}-0`, `pull-source-${id}-cancel`]);
    });

    it('is no fault the second time and leaves nothing behind', async () => {
      const id = await order();
      await post(owner.token, id, 'cancel');
      expect((await post(owner.token, id, 'cancel')).status).toBe(202);
      expect(await auditOf(id)).toHaveLength(1);
    });

    it.each(['SUCCEEDED', 'PARTIALLY_SUCCEEDED', 'FAILED', 'CANCELLED', 'EXPIRED'])(
      'is refused once the job is %s',
      async (state) => {
        const id = await order();
        await end(id, state);
        const answer = await post(admin, id, 'cancel');
        expect(answer).toMatchObject({ status: 409, body: { code: 'job-not-cancellable', state } });
        expect([(await rowOf(id)).state, await auditOf(id)]).toEqual([state, []]);
      },
    );

    it('is for who ordered the job and for administrators', async () => {
      const id = await order();
      expect((await post(colleague, id, 'cancel')).status).toBe(403);
      expect((await rowOf(id)).state).toBe('QUEUED');
      expect((await post(admin, id, 'cancel')).status).toBe(202);
    });

    it('is 404 for another country and 401 for nobody', async () => {
      const id = await order();
      expect((await post(foreigner, id, 'cancel')).status).toBe(404);
      expect((await post('', id, 'cancel')).status).toBe(401);
      expect((await rowOf(id)).state).toBe('QUEUED');
    });
  });

  describe('POST /jobs/{id}/retry', () => {
    it.each(['FAILED', 'CANCELLED', 'EXPIRED'])('orders the work of a %s job as a new job', async (state) => {
      const id = await order();
      await end(id, state);
      const answer = await post(owner.token, id, 'retry');
      expect(answer).toMatchObject({
        status: 202,
        body: { state: 'QUEUED', retryOf: id, type: 'PULL 2026-10' },
      });
      expect(answer.body.id).not.toBe(id);
      expect((await rowOf(id)).state).toBe(state);
      expect(await auditOf(id)).toMatchObject([
        { action: 'job.retry', after: { retriedAs: answer.body.id } },
      ]);
      const { rowCount } = await api.database.admin.query(
        "select 1 from app.outbox where payload->>'jobId' = $1",
        [answer.body.id],
      );
      expect(rowCount).toBe(1);
    });

    it.each(['QUEUED', 'RUNNING', 'CANCELLING', 'SUCCEEDED', 'PARTIALLY_SUCCEEDED'])(
      'is refused while the job is %s',
      async (state) => {
        const id = await order();
        await end(id, state);
        expect(await post(owner.token, id, 'retry')).toMatchObject({
          status: 409,
          body: { code: 'job-not-repeatable' },
        });
      },
    );

    it('is refused for work that nobody declared repeatable', async () => {
      const id = await order(ONE_OFF, 'ONE_OFF');
      await end(id, 'FAILED');
      expect((await post(owner.token, id, 'retry')).body.code).toBe('job-not-repeatable');
    });

    it('is refused while an earlier repetition is open, and gives one job to two who ask at once', async () => {
      const id = await order();
      await end(id, 'FAILED');
      const answers = await Promise.all([post(owner.token, id, 'retry'), post(admin, id, 'retry')]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409]);
    });

    it('is for who ordered the job and for administrators', async () => {
      const id = await order();
      await end(id, 'FAILED');
      expect((await post(colleague, id, 'retry')).status).toBe(403);
      expect((await post(foreigner, id, 'retry')).status).toBe(404);
      expect((await post(admin, id, 'retry')).status).toBe(202);
    });
  });
});
