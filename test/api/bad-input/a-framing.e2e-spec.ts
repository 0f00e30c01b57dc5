import { startApi, type TestApi } from '../../support/app.js';
import { requestHead, sendRaw, type RawOptions } from '../../support/raw-http.js';
import { describedOperations, almighty, type Operation } from './operations.js';
import { expectProblem, judged, offenders, refused } from './oracle.js';

const LOGIN = 'POST /api/v1/auth/login';
const ME = 'GET /api/v1/me';
const JSON_TYPE = 'Content-Type: application/json';
const CREDENTIALS = '{"email":"nobody@pk.example","password":"a long test password"}';

describe('bad input, group A: framing and routing', () => {
  let api: TestApi;
  let token: string;
  let operations: Operation[];
  beforeAll(async () => {
    api = await startApi();
    token = await almighty(api);
    operations = await describedOperations(api);
  });
  afterAll(() => api.close());

  const send = (bytes: string | Buffer, options?: RawOptions) => sendRaw(api.url, bytes, options);
  const head = (line: string, ...headers: string[]) => requestHead(api.url, line, ...headers);
  const bearer = () => `Authorization: Bearer ${token}`;
  const bare = (line: string, ...headers: string[]) => `${line} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`;
  const host = () => `Host: ${new URL(api.url).host}`;

  it.each([
    [
      '1',
      'Content-Length beside Transfer-Encoding',
      () => head(LOGIN, JSON_TYPE, 'Content-Length: 5', 'Transfer-Encoding: chunked') + '0\r\n\r\n',
    ],
    [
      '1',
      'Transfer-Encoding before Content-Length',
      () => head(LOGIN, JSON_TYPE, 'Transfer-Encoding: chunked', 'Content-Length: 5') + '0\r\n\r\n',
    ],
    [
      '1',
      'two different Content-Lengths',
      () => head(LOGIN, JSON_TYPE, 'Content-Length: 2', 'Content-Length: 3') + '{}',
    ],
    ['1', 'a negative Content-Length', () => head(LOGIN, JSON_TYPE, 'Content-Length: -1')],
    ['1', 'a Content-Length that is no number', () => head(LOGIN, JSON_TYPE, 'Content-Length: 0x2') + '{}'],
    [
      '1',
      'a chunk size that is no number',
      () => head(LOGIN, JSON_TYPE, 'Transfer-Encoding: chunked') + 'zz\r\n{}\r\n0\r\n\r\n',
    ],
    [
      '1',
      'a Transfer-Encoding that does not end in chunked',
      () => head(LOGIN, JSON_TYPE, 'Transfer-Encoding: gzip') + '{}',
    ],
    ['2', 'a folded header', () => head(ME, 'X-Note: a\r\n b')],
    ['2', 'lines that end in LF alone', () => head(ME).replaceAll('\r\n', '\n')],
    ['2', 'NUL in a header', () => head(ME, 'X-Note: a\0b')],
    ['2', 'CR in a header', () => head(ME, 'X-Note: a\rb')],
    ['2', 'a space before the colon', () => head(ME, 'X-Note : a')],
    ['2', 'a header without a name', () => head(ME, ': a')],
    ['7', 'a path without a slash', () => head('GET me')],
    ['7', 'a path that cannot be decoded', () => head('GET /api/v1/%zz', bearer())],
    ['7', 'a path that is not UTF-8', () => head('GET /api/v1/%ff', bearer())],
    ['10', 'no Host', () => bare(ME, 'Connection: close')],
    ['10', 'an empty Host', () => bare(ME, 'Host:', 'Connection: close')],
    ['10', 'two Hosts', () => bare(ME, host(), 'Host: evil.example', 'Connection: close')],
    ['10', 'HTTP/1.0 without Host', () => 'GET /api/v1/me HTTP/1.0\r\n\r\n'],
  ])('%s: answers 400 and closes the connection on %s', async (_row, _condition, bytes) => {
    const answer = await refused(api, { status: 400, code: 'malformed-request' }, () => send(bytes()));
    expect(answer.headers.connection).toBe('close');
  });

  it.each([
    ['3', 'a header of 20 KB', () => head(ME, `X-Note: ${'a'.repeat(20_000)}`)],
    ['3', 'a header beyond what the parser reads', () => head(ME, `X-Note: ${'a'.repeat(64_000)}`)],
    ['3', '200 headers', () => head(ME, ...Array.from({ length: 200 }, (_, n) => `X-${n}: a`))],
  ])('%s: answers 431 on %s', async (_row, _condition, bytes) => {
    await refused(api, { status: 431, code: 'headers-too-large' }, () => send(bytes()));
  });

  it('4: answers 414 on a URL of 16 KB', async () => {
    await refused(api, { status: 414, code: 'uri-too-long' }, () =>
      send(head(`${ME}?x=${'a'.repeat(16_000)}`)),
    );
  });

  it('5: answers as always when a header is named __proto__', async () => {
    const answer = await send(head(ME, '__proto__: x', 'constructor: x', bearer()));
    expect([answer.status, judged(answer).body.kind]).toEqual([200, 'USER']);
  });

  it.each([
    'TRACE /api/v1/me',
    'PUT /api/v1/me',
    'OPTIONS /api/v1/me',
    'PROPFIND /api/v1/me',
    'CONNECT example.org:443',
    'FOO /',
  ])('6: answers 405 with Allow on %s', async (line) => {
    await refused(api, { status: 405, code: 'method-not-allowed' }, () => send(head(line, bearer())));
  });

  it.each([
    '/api/v1/me/',
    '//api/v1/me',
    '/api//v1/me',
    '/API/v1/me',
    '/api/v1/ME',
    '/api/v1/me;x',
    '/api/v1/me%2f',
    '/api/v1/me%00',
    '/api/v1/me%3fa=1',
    '/api/v1/x/../me',
    '/api/v1/%2e%2e%2fv1/me',
    '/api/v1/%2e%2e/v1/me',
    `/api/v1/jobs/${'a'.repeat(300)}`,
    '/',
  ])('7: answers 404 on the path %s, signed in or not', async (path) => {
    for (const headers of [[bearer()], []]) {
      await refused(api, { status: 404, code: 'not-found' }, () => send(head(`GET ${path}`, ...headers)));
    }
  });

  it('7: answers 404 on every operation with a slash at its end or in capitals', async () => {
    const expected = { status: 404, code: 'not-found' };
    const variants = operations.flatMap((operation) => [
      { ...operation, path: `${operation.path}/` },
      { ...operation, path: operation.path.replace('/api/', '/API/') },
      { ...operation, path: `/${operation.path}` },
    ]);
    const ask = ({ method, path }: Operation) =>
      send(head(`${method} ${path}`, 'Content-Length: 0', bearer()));
    expect(await offenders(api, variants, expected, ask)).toEqual([]);
  });

  it('8: answers 401 to HEAD without credentials on every closed GET', async () => {
    const closed = operations.filter(({ method, isPublic }) => method === 'GET' && !isPublic);
    const answers = await Promise.all(closed.map(({ path }) => send(head(`HEAD ${path}`), { head: true })));
    expect(closed.length).toBeGreaterThan(0);
    expect(answers.map(({ status, body }) => [status, body])).toEqual(closed.map(() => [401, '']));
  });

  it.each(['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'])('9: ignores %s', async (name) => {
    const request = head('POST /api/v1/me', `${name}: GET`, 'Content-Length: 0', bearer());
    await refused(api, { status: 405, code: 'method-not-allowed' }, () => send(request));
  });

  it.each([
    ['a foreign Host', () => bare(ME, 'Host: evil.example', 'Connection: close')],
    ['a Host with user information', () => bare(ME, 'Host: a@127.0.0.1', 'Connection: close')],
    [
      'a foreign host in the request line',
      () => bare('GET http://evil.example/api/v1/me', host(), 'Connection: close', bearer()),
    ],
    [
      'a foreign X-Forwarded-Host beside a foreign Host',
      () => bare(ME, 'Host: evil.example', `X-Forwarded-${host()}`, 'Connection: close'),
    ],
  ])('10: answers 421 on %s', async (_condition, bytes) => {
    await refused(api, { status: 421, code: 'misdirected' }, () => send(bytes()));
  });

  it('12: answers 406 to whoever takes XML only, on every operation', async () => {
    const expected = { status: 406, code: 'not-acceptable' };
    const ask = ({ method, path }: Operation) =>
      send(head(`${method} ${path}`, 'Accept: application/xml', 'Content-Length: 0', bearer()));
    expect(await offenders(api, operations, expected, ask)).toEqual([]);
  });

  it('13: answers the whole document to a thousand ranges', async () => {
    const ranges = `Range: bytes=${Array(1_000).fill('0-').join(',')}`;
    const answer = await send(head('GET /api/openapi.json', ranges));
    expect([answer.status, judged(answer).body.openapi]).toEqual([200, '3.1.0']);
  });

  it.each([
    ['wrong credentials', 'Authorization: Bearer x.y.z', 'invalid-token'],
    ['malformed credentials', 'Authorization: Basic eDp5', 'unauthenticated'],
    ['no credentials', 'X-Note: none', 'unauthenticated'],
  ])('14: answers 401 without asking for the body on %s', async (_condition, header, code) => {
    const request = head(
      'POST /api/v1/service-clients',
      'Expect: 100-continue',
      JSON_TYPE,
      'Content-Length: 5000000',
      header,
    );
    const answer = await refused(api, { status: 401, code }, () => send(request));
    expect([answer.continued, answer.headers.connection]).toEqual([false, 'close']);
  });

  it('14: asks for the body when the credentials hold', async () => {
    const request = head(
      'POST /api/v1/service-clients',
      'Expect: 100-continue',
      JSON_TYPE,
      'Content-Length: 2',
      bearer(),
    );
    const answer = await send(request, { rest: ['{}'], intervalMs: 200 });
    expect([answer.continued, answer.status]).toEqual([true, 422]);
  });

  it('14: asks for the body of a public route', async () => {
    const request = head(LOGIN, 'Expect: 100-continue', JSON_TYPE, `Content-Length: ${CREDENTIALS.length}`);
    const answer = await send(request, { rest: [CREDENTIALS], intervalMs: 200 });
    expect([answer.continued, answer.status]).toEqual([true, 401]);
  });

  it('14: answers 404 without asking for the body on an unknown path', async () => {
    const request = head('POST /api/v1/nothing', 'Expect: 100-continue', JSON_TYPE, 'Content-Length: 2');
    const answer = await refused(api, { status: 404, code: 'not-found' }, () => send(request));
    expect(answer.continued).toBe(false);
  });

  it('14: answers 417 to any other expectation', async () => {
    const request = head(
      'POST /api/v1/service-clients',
      'Expect: tea',
      JSON_TYPE,
      'Content-Length: 2',
      bearer(),
    );
    await refused(api, { status: 417, code: 'expectation-failed' }, () => send(`${request}{}`));
  });

  it('11: ends slow headers within 7 seconds and a slow body within 17', async () => {
    const headers = send(`GET /api/v1/me HTTP/1.1\r\n${host()}\r\n`, {
      rest: Array(60).fill('X-A: b\r\n'),
      intervalMs: 200,
      timeoutMs: 12_000,
    });
    const body = send(head(LOGIN, JSON_TYPE, 'Content-Length: 1000'), {
      rest: Array(40).fill(' '),
      intervalMs: 500,
      timeoutMs: 19_000,
    });
    const [slowHeaders, slowBody] = await Promise.all([headers, body]);
    expectProblem(judged(slowHeaders), { status: 408, code: 'request-timeout' });
    expectProblem(judged(slowBody), { status: 408, code: 'request-timeout' });
    expect(slowHeaders.elapsedMs).toBeLessThan(7_000);
    expect(slowBody.elapsedMs).toBeLessThan(17_000);
  });
});
