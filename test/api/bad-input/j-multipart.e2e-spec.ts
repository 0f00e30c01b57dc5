import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startApi, type TestApi } from '../../support/app.js';
import { addScopes, signedIn } from '../../support/people.js';
import { requestHead, sendRaw } from '../../support/raw-http.js';
import { expectAlive, refused, rowCounts, type Refusal } from './oracle.js';

const BOUNDARY = 'asan-boundary';
const malformed: Refusal = { status: 400, code: 'malformed-multipart' };
const tooMany: Refusal = { status: 422, code: 'too-many-parts' };
const field = (name: string, value = 'PK') =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const filePart = (content = 'unit,period\n', disposition = 'name="file"; filename="a.csv"') =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: text/csv\r\n\r\n${content}\r\n`;
const END = `--${BOUNDARY}--\r\n`;
const times = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join('');

const openSockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

describe('bad input, group J: multipart', () => {
  let api: TestApi;
  let token: string;
  beforeAll(async () => {
    api = await startApi();
    await addScopes(api.database, 'PK');
    token = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
  });
  afterAll(() => api.close());

  const head = (type: string, length: number) =>
    requestHead(
      api.url,
      'POST /api/v1/imports',
      `Authorization: Bearer ${token}`,
      `Content-Type: ${type}`,
      `Content-Length: ${length}`,
    );
  const post = (body: string, type = `multipart/form-data; boundary=${BOUNDARY}`) =>
    sendRaw(api.url, `${head(type, Buffer.byteLength(body))}${body}`);

  it.each<[string, string]>([
    ['that ends in the middle of a part', `${field('partner')}--${BOUNDARY}\r\nContent-Dispo`],
    ['without its last boundary', `${field('partner')}${filePart()}`],
    ['that is no form at all', 'hello'],
  ])('108: refuses a form %s', async (_condition, body) => {
    await refused(api, malformed, () => post(body));
  });

  it.each<[string, string]>([
    ['no boundary', 'multipart/form-data'],
    ['an empty boundary', 'multipart/form-data; boundary='],
    ['another boundary than the one in use', 'multipart/form-data; boundary=other'],
  ])('108: refuses a form with %s', async (_condition, type) => {
    await refused(api, malformed, () => post(`${field('partner')}${filePart()}${END}`, type));
  });

  it('108: refuses a boundary of 200 characters that no part uses', async () => {
    const type = `multipart/form-data; boundary=${'b'.repeat(200)}`;
    await refused(api, malformed, () => post(`${field('partner')}${filePart()}${END}`, type));
  });

  it('108: answers a form with a preamble of 1 MB', async () => {
    const answer = await post(`${'p'.repeat(1_048_576)}\r\n${field('partner', 'XX')}${filePart()}${END}`);
    expect([404, 413, 400]).toContain(answer.status);
    await expectAlive(api);
  });

  it.each<[string, string, Refusal]>([
    ['1,000 fields', times(1_000, (n) => field(`f${n}`)), tooMany],
    ['1,000 files', times(1_000, () => filePart()), tooMany],
    ['a field __proto__', `${field('__proto__')}${filePart()}`, malformed],
    [
      'a field __proto__[x]',
      `${field('partner')}${field('__proto__[x]')}${filePart()}`,
      { status: 422, code: 'unknown-member' },
    ],
    ['a field constructor', `${field('constructor')}${filePart()}`, malformed],
    [
      'a field twice',
      `${field('partner')}${field('partner')}${filePart()}`,
      { status: 400, code: 'duplicate-member' },
    ],
    [
      'a file under another name',
      `${field('partner')}${filePart('x', 'name="report"; filename="a"')}`,
      { status: 422, code: 'unknown-member' },
    ],
    ['nothing at all', '', { status: 422, code: 'validation-failed' }],
    ['no file', field('partner'), { status: 422, code: 'validation-failed' }],
    ['no partner', filePart(), { status: 422, code: 'validation-failed' }],
  ])('109: refuses %s', async (_condition, parts, expected) => {
    await refused(api, expected, () => post(`${parts}${END}`));
  });

  it.each<[string, string]>([
    ['an empty name', `${field('')}${field('partner')}${filePart()}${END}`],
    [
      'part headers of 64 KB',
      `--${BOUNDARY}\r\nX-Long: ${'h'.repeat(65_536)}\r\n\r\nx\r\n${filePart()}${END}`,
    ],
  ])('109: refuses a part with %s', async (_condition, body) => {
    const before = await rowCounts(api);
    const answer = await post(body);
    expect([400, 422]).toContain(answer.status);
    expect(await rowCounts(api)).toEqual(before);
    await expectAlive(api);
  });

  it.each([
    ['two file names', 'name="file"; filename="a.csv"; filename="b.csv"'],
    ['a file name in an unknown character set', `name="file"; filename*=no-such-charset''a%FF.csv`],
    ['a file name with a broken escape', `name="file"; filename*=UTF-8''%ZZ%`],
  ])('110: survives %s and stores nothing for a stranger', async (_condition, disposition) => {
    const before = await rowCounts(api);
    const answer = await post(`${field('partner', 'XX')}${filePart('x', disposition)}${END}`);
    expect([400, 404, 422]).toContain(answer.status);
    expect(await rowCounts(api)).toEqual(before);
    await expectAlive(api);
  });

  it('refuses a form where JSON is expected and JSON where a form is', async () => {
    const unsupported: Refusal = { status: 415, code: 'unsupported-media-type' };
    await refused(api, unsupported, () => post('{"partner":"PK"}', 'application/json'));
  });

  it('111: keeps nothing of twenty uploads that break off half-way', async () => {
    const before = await rowCounts(api);
    const open = openSockets();
    const spool = await spoolWhile(async () => {
      await Promise.all(Array.from({ length: 20 }, () => breakOff()));
      await pause(300);
    });
    expect(await rowCounts(api)).toEqual(before);
    expect(spool).toEqual([]);
    expect(openSockets()).toBeLessThanOrEqual(open + 2);
    await expectAlive(api);
  });

  /** What this process has left in its temporary folder after some work, in a folder that nobody else uses. */
  async function spoolWhile(work: () => Promise<void>): Promise<string[]> {
    const folder = mkdtempSync(join(tmpdir(), 'asan-spool-'));
    const usual = process.env.TMPDIR;
    process.env.TMPDIR = folder;
    try {
      await work();
      return readdirSync(folder);
    } finally {
      if (usual === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = usual;
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Sends half of what was announced and hangs up. */
  async function breakOff(): Promise<void> {
    const body = `${field('partner')}${filePart('v'.repeat(200_000))}${END}`;
    const { hostname, port } = new URL(api.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    await new Promise<void>((done) => {
      const type = `multipart/form-data; boundary=${BOUNDARY}`;
      socket.write(`${head(type, body.length)}${body.slice(0, body.length / 2)}`, () => done());
    });
    await pause(50);
    socket.destroy();
  }
});
