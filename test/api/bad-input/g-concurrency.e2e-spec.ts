import { randomUUID } from 'node:crypto';
import { startApi, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { addScopes, signedIn } from '../../support/people.js';
import { requestHead, sendRaw } from '../../support/raw-http.js';
import { almighty, describedOperations, type Operation } from './operations.js';
import { expectProblem, judged, offenders, refused, rowCounts, type Refusal } from './oracle.js';

const keyInvalid: Refusal = { status: 400, code: 'idempotency-key-invalid' };
const PATH = '/api/v1/service-clients';
const client = (code: string) => ({ partner: 'ET', code, name: 'National system', scopes: ['feed:write'] });

describe('bad input, group G: repetition and preconditions', () => {
  let api: TestApi;
  let token: string;
  beforeAll(async () => {
    api = await startApi();
    await addScopes(api.database, 'ET', 'PK');
    token = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
  });
  afterAll(() => api.close());

  const create = (code: string, key: string, as = token): Promise<Answer> =>
    call(api.url, PATH, {
      method: 'POST',
      token: as,
      body: client(code),
      headers: { 'idempotency-key': key },
    });

  it.each<[string, string | undefined, Refusal]>([
    ['no If-Match', undefined, { status: 428, code: 'precondition-required' }],
    ['If-Match: *', '*', { status: 400, code: 'invalid-precondition' }],
    ['a weak tag', 'W/"r1"', { status: 412, code: 'precondition-failed' }],
    ['a list of tags', '"r1", "r2"', { status: 412, code: 'precondition-failed' }],
    ['a tag of another kind', '"5f0c"', { status: 412, code: 'precondition-failed' }],
  ])('75: refuses %s on every operation that asks for a revision', async (_condition, tag, expected) => {
    const almightyToken = await almighty(api);
    const asking = (await describedOperations(api)).filter(({ needsRevision }) => needsRevision);
    const ask = ({ method, path, takesJson, body }: Operation) =>
      call(api.url, path, {
        method,
        token: almightyToken,
        body: takesJson ? body : undefined,
        headers: tag === undefined ? {} : { 'if-match': tag },
      });
    expect(asking.length).toBeGreaterThan(0);
    expect(await offenders(api, asking, expected, ask)).toEqual([]);
  });

  it.each([
    ['of 300 characters', 'k'.repeat(300)],
    ['with a space', 'a b'],
    ['with a tab', 'a\tb'],
    ['beyond ASCII', 'cl\u00e9'],
    ['that is empty', ''],
  ])('76: refuses an Idempotency-Key %s', async (_condition, key) => {
    const body = JSON.stringify(client('K76'));
    const head = requestHead(
      api.url,
      `POST ${PATH}`,
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      `Idempotency-Key: ${key}`,
    );
    await refused(api, keyInvalid, () => sendRaw(api.url, Buffer.from(`${head}${body}`, 'latin1')));
  });

  it('76: refuses an Idempotency-Key that is given twice', async () => {
    const body = JSON.stringify(client('K76'));
    const head = requestHead(
      api.url,
      `POST ${PATH}`,
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      'Idempotency-Key: a',
      'Idempotency-Key: b',
    );
    await refused(api, keyInvalid, () => sendRaw(api.url, `${head}${body}`));
  });

  it('77: replays the first answer to the same request', async () => {
    const key = randomUUID();
    const first = await create('REPLAY', key);
    const before = await rowCounts(api);
    const second = await create('REPLAY', key);
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
    expect([first.headers.get('idempotency-replayed'), second.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect(await rowCounts(api)).toEqual(before);
  });

  it('77: refuses the same key for another payload', async () => {
    const key = randomUUID();
    await create('FIRST', key);
    await refused(api, { status: 422, code: 'idempotency-key-reused' }, () => create('SECOND', key));
  });

  it('77: refuses the same key for another route', async () => {
    const key = randomUUID();
    const { body } = await create('ROUTE', key);
    await refused(api, { status: 422, code: 'idempotency-key-reused' }, () =>
      call(api.url, `${PATH}/${body.id}/keys`, {
        method: 'POST',
        token,
        headers: { 'idempotency-key': key },
      }),
    );
  });

  it('77: keeps the keys of two people apart', async () => {
    const key = randomUUID();
    const other = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
    const answers = [await create('MINE', key), await create('YOURS', key, other)];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [201, 'MINE'],
      [201, 'YOURS'],
    ]);
  });

  it('77: lets a key be used again after a refusal', async () => {
    const key = randomUUID();
    await create('TAKEN', randomUUID());
    await refused(api, { status: 409, code: 'duplicate' }, () => create('TAKEN', key));
    expect((await create('FREE', key)).status).toBe(201);
  });

  it('77: answers 409 while the first request with the key still runs', async () => {
    const key = randomUUID();
    const blocker = await api.database.admin.connect();
    await blocker.query('begin; lock table app.service_client in access exclusive mode');
    const first = create('SLOW', key);
    await claimed(key);
    const second = await create('SLOW', key);
    await blocker.query('commit');
    blocker.release();
    expectProblem(judged(second), { status: 409, code: 'request-in-progress' });
    expect(second.headers.get('retry-after')).toBe('1');
    expect((await first).status).toBe(201);
    const { rows } = await api.database.admin.query("select 1 from app.service_client where code = 'SLOW'");
    expect(rows).toHaveLength(1);
  });

  it('77: does a burst of equal requests once', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => create('BURST', key)));
    expect(answers.filter(({ status }) => ![201, 409].includes(status))).toEqual([]);
    const { rows } = await api.database.admin.query("select 1 from app.service_client where code = 'BURST'");
    expect(rows).toHaveLength(1);
  });

  const claimed = async (key: string): Promise<void> => {
    for (let n = 0; n < 200; n++) {
      const { rows } = await api.database.admin.query('select 1 from app.idempotency_record where key = $1', [
        key,
      ]);
      if (rows.length > 0) return;
    }
    throw new Error('the first request never claimed its key');
  };
});
