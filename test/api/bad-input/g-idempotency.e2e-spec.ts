import pg from 'pg';
import { startApi, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { signedIn } from '../../support/people.js';
import { loadReferenceData } from '../../support/reporting.js';
import { eventually } from '../../support/worker.js';

const ENGAGEMENT = {
  partner: 'PK',
  kind: 'PRESENTATION',
  date: '2026-05-12',
  place: 'Baku',
  participants: [{ role: 'chairman', side: 'HQ' }],
  outcomes: ['a second visit was agreed'],
  sources: [{ url: 'https://example.org/news', title: 'News', publisher: 'Example', publishedOn: '2026-05' }],
};

describe('a request with an Idempotency-Key', () => {
  let api: TestApi;
  let desk: string;
  let watcher: pg.Client;

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    await loadReferenceData(api);
    await api.database.admin.query("insert into app.scope_code values ('PK') on conflict do nothing");
    desk = await signedIn(api, { role: 'HQ_DESK', scope: 'HQ' });
    watcher = await api.database.admin.connect();
  });
  afterAll(async () => {
    (watcher as unknown as pg.PoolClient).release();
    await api.close();
  });

  const record = (key: string, title = key): Promise<Answer> =>
    call(api.url, '/api/v1/engagements', {
      method: 'POST',
      token: desk,
      body: { ...ENGAGEMENT, title },
      headers: { 'idempotency-key': key },
    });
  const effects = async (title: string): Promise<number> =>
    (await watcher.query('select count(*)::int as n from app.engagement where title = $1', [title])).rows[0]
      .n;
  /** The server process of a request that waits for a lock of ours with a certain statement. */
  async function waitingWith(statement: string): Promise<number> {
    return eventually(async () => {
      const { rows } = await api.database.admin.query(
        "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like $1",
        [`%${statement}%`],
      );
      return rows[0]?.pid as number | undefined;
    });
  }
  /** A request that stands between its effect and its answer: first held at its audit record, then at its key. */
  async function halfWay(key: string): Promise<{ answer: Promise<Answer>; pid: number }> {
    const doorkeeper = await api.database.admin.connect();
    await doorkeeper.query('begin');
    await doorkeeper.query('lock table app.audit_event in share mode');
    const answer = record(key);
    await waitingWith('insert into app.audit_event');
    await watcher.query('begin');
    await watcher.query('select 1 from app.idempotency_record where key = $1 for update', [key]);
    await doorkeeper.query('rollback');
    doorkeeper.release();
    return { answer, pid: await waitingWith('idempotency_record set status') };
  }

  it('commits its effect together with its answer', async () => {
    const { answer } = await halfWay('together');
    expect(await effects('together')).toBe(0);
    await watcher.query('commit');
    expect((await answer).status).toBe(201);
    expect(await effects('together')).toBe(1);
  });

  it('leaves no effect when its process dies before the answer is stored, and has one when it is repeated', async () => {
    const { answer, pid } = await halfWay('died');
    await watcher.query('select pg_terminate_backend($1)', [pid]);
    expect((await answer).status).toBe(503);
    await watcher.query('rollback');
    expect(await effects('died')).toBe(0);
    await watcher.query("update app.idempotency_record set lease_until = now() where key = 'died'");
    const again = await record('died');
    expect([again.status, await effects('died')]).toEqual([201, 1]);
    const replayed = await record('died');
    expect([replayed.body, replayed.headers.get('idempotency-replayed')]).toEqual([again.body, 'true']);
  });

  it('has no effect when its key was claimed anew because it took too long', async () => {
    const { answer } = await halfWay('late');
    await watcher.query(
      "update app.idempotency_record set lease_until = now() + interval '1 minute' where key = 'late'",
    );
    await watcher.query('commit');
    const { status, body } = await answer;
    expect([status, body.code, await effects('late')]).toEqual([409, 'request-in-progress', 0]);
  });

  it('leaves the key free when it is refused', async () => {
    expect((await record('refused', '')).status).toBe(422);
    expect((await record('refused', 'refused at first')).status).toBe(201);
  });

  it('gives its connection back, however it ends', async () => {
    for (let n = 0; n < 30; n += 1) await record(`n-${n}`, n % 2 === 0 ? '' : `n-${n}`);
    expect((await record('after-many')).status).toBe(201);
  });
});
