import { gzipSync } from 'node:zlib';
import { startApi, type TestApi } from '../../support/app.js';
import { addScopes } from '../../support/people.js';
import { requestHead, sendRaw } from '../../support/raw-http.js';
import { describedOperations, almighty, type Operation } from './operations.js';
import { judged, offenders, refused, type Refusal } from './oracle.js';

const JSON_TYPE = 'Content-Type: application/json';
const GIGABYTE = 2 ** 30;
const CHUNK = Buffer.alloc(65_536, 0x20);

const malformed: Refusal = { status: 400, code: 'malformed-json' };
const invalid: Refusal = { status: 422, code: 'validation-failed' };
const unknownMember: Refusal = { status: 422, code: 'unknown-member' };
const forbidden: Refusal = { status: 422, code: 'forbidden-character' };
const notJson: Refusal = { status: 415, code: 'unsupported-media-type' };
const packed: Refusal = { status: 415, code: 'unsupported-encoding' };

const client = { partner: 'ET', code: 'MIS', name: 'National system', scopes: ['feed:write'] };
const withName = (name: string) => JSON.stringify({ ...client, name });

describe('bad input, group B: JSON syntax and shape', () => {
  let api: TestApi;
  let token: string;
  let jsonOperations: Operation[];
  beforeAll(async () => {
    api = await startApi();
    await addScopes(api.database, 'ET', 'PK');
    token = await almighty(api);
    jsonOperations = (await describedOperations(api)).filter(
      ({ takesJson, isPublic, isForPeople }) => takesJson && (isPublic || isForPeople),
    );
  });
  afterAll(() => api.close());

  const post = (path: string, body: string | Buffer, ...headers: string[]) => {
    const bytes = Buffer.from(body as string);
    const head = requestHead(
      api.url,
      `POST ${path}`,
      `Content-Length: ${bytes.length}`,
      `Authorization: Bearer ${token}`,
      ...headers,
    );
    return sendRaw(api.url, Buffer.concat([Buffer.from(head), bytes]));
  };
  const send = ({ method, path }: Operation, body: string | Buffer, ...headers: string[]) => {
    const bytes = Buffer.from(body as string);
    const fixed = [`Content-Length: ${bytes.length}`, `Authorization: Bearer ${token}`, 'If-Match: "r1"'];
    const head = requestHead(api.url, `${method} ${path}`, ...fixed, ...headers);
    return sendRaw(api.url, Buffer.concat([Buffer.from(head), bytes]));
  };

  it('finds operations that take JSON', () => {
    expect(jsonOperations.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['POST /api/v1/auth/login', 'POST /api/v1/service-clients']),
    );
  });

  it.each<[string, string, string | Buffer, string[], Refusal]>([
    ['15', 'truncated JSON', '{"email":', [JSON_TYPE], malformed],
    ['15', 'a trailing comma', '{"email":"a@b.c",}', [JSON_TYPE], malformed],
    ['15', 'a comment', '{/* */"email":"a@b.c"}', [JSON_TYPE], malformed],
    ['15', 'NaN', '{"email":NaN}', [JSON_TYPE], malformed],
    ['15', 'single quotes', "{'email':'a'}", [JSON_TYPE], malformed],
    ['15', 'a second document', '{}{}', [JSON_TYPE], malformed],
    ['15', 'nothing at all', '', [JSON_TYPE], malformed],
    ['15', 'a raw line break in a string', '{"email":"a\nb"}', [JSON_TYPE], malformed],
    ['16', 'UTF-16', Buffer.from('\ufeff{}', 'utf16le'), [JSON_TYPE], malformed],
    ['16', 'Latin-1', Buffer.from('{"email":"\u00e9"}', 'latin1'), [JSON_TYPE], malformed],
    [
      '16',
      'overlong UTF-8',
      Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d]),
      [JSON_TYPE],
      malformed,
    ],
    ['16', 'UTF-8 of a surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), [JSON_TYPE], malformed],
    ['17', 'text/plain', '{}', ['Content-Type: text/plain'], notJson],
    ['17', 'no Content-Type', '{}', [], notJson],
    ['17', 'a form', 'email=a', ['Content-Type: application/x-www-form-urlencoded'], notJson],
    ['17', 'a Content-Type of punctuation', '{}', ['Content-Type: ;;;'], notJson],
    ['18', 'gzip', gzipSync('{}'), [JSON_TYPE, 'Content-Encoding: gzip'], packed],
    ['18', 'brotli', '{}', [JSON_TYPE, 'Content-Encoding: br'], packed],
    ['18', 'gzip inside identity', '{}', [JSON_TYPE, 'Content-Encoding: identity, gzip'], packed],
    [
      '19',
      '5000 arrays in each other',
      '['.repeat(5_000) + ']'.repeat(5_000),
      [JSON_TYPE],
      { status: 400, code: 'json-too-deep' },
    ],
    [
      '19',
      '15000 members',
      `{"a":[${'1,'.repeat(15_000)}1]}`,
      [JSON_TYPE],
      { status: 400, code: 'json-too-deep' },
    ],
    [
      '20',
      '300 KB',
      `{"email":"${'a'.repeat(300_000)}"}`,
      [JSON_TYPE],
      { status: 413, code: 'body-too-large' },
    ],
    [
      '21',
      'a member twice',
      '{"email":"a","email":"b"}',
      [JSON_TYPE],
      { status: 400, code: 'duplicate-member' },
    ],
    [
      '21',
      'a member twice, once escaped',
      '{"email":"a","\\u0065mail":"b"}',
      [JSON_TYPE],
      { status: 400, code: 'duplicate-member' },
    ],
    ['22', '__proto__', '{"__proto__":{"isAdmin":true}}', [JSON_TYPE], unknownMember],
    ['22', '__proto__, escaped', '{"__pro\\u0074o__":{"isAdmin":true}}', [JSON_TYPE], unknownMember],
    [
      '22',
      'constructor, nested',
      '{"email":{"constructor":{"prototype":{"isAdmin":true}}}}',
      [JSON_TYPE],
      unknownMember,
    ],
    ['24', 'an array', '[]', [JSON_TYPE], invalid],
    ['24', 'null', 'null', [JSON_TYPE], invalid],
    ['24', 'a string', '"body"', [JSON_TYPE], invalid],
    ['24', 'a number', '7', [JSON_TYPE], invalid],
    ['25', 'numbers for strings', '{"email":7,"password":8}', [JSON_TYPE], invalid],
    ['25', 'true for a string', '{"email":true,"password":"x"}', [JSON_TYPE], invalid],
    ['25', 'objects for strings', '{"email":{"$gt":""},"password":{"$gt":""}}', [JSON_TYPE], invalid],
    ['25', 'arrays for strings', '{"email":["a@b.c"],"password":["x"]}', [JSON_TYPE], invalid],
    ['26', 'NUL in a text', '{"email":"a\\u0000@b.c","password":"x"}', [JSON_TYPE], forbidden],
    ['27', 'half of a character', '{"email":"a\\ud800@b.c","password":"x"}', [JSON_TYPE], forbidden],
    ['27', 'the other half first', '{"email":"a\\udc00\\ud800","password":"x"}', [JSON_TYPE], forbidden],
    [
      '29',
      'a password of 250 KB',
      `{"email":"a@b.c","password":"${'x'.repeat(250_000)}"}`,
      [JSON_TYPE],
      { status: 422, code: 'too-long' },
    ],
  ])('%s: refuses %s at sign-in', async (_row, _condition, body, headers, expected) => {
    await refused(api, expected, () => post('/api/v1/auth/login', body, ...headers));
  });

  it('16: accepts a byte order mark', async () => {
    const credentials = '\ufeff{"email":"nobody@pk.example","password":"a long test password"}';
    await refused(api, { status: 401, code: 'invalid-credentials' }, () =>
      post('/api/v1/auth/login', credentials, JSON_TYPE),
    );
  });

  it('20: ends a gigabyte in chunks after a few hundred kilobytes', async () => {
    let sent = 0;
    function* chunks() {
      for (; sent < GIGABYTE; sent += CHUNK.length)
        yield Buffer.concat([Buffer.from('10000\r\n'), CHUNK, Buffer.from('\r\n')]);
    }
    const head = requestHead(api.url, 'POST /api/v1/auth/login', JSON_TYPE, 'Transfer-Encoding: chunked');
    const answer = await refused(api, { status: 413, code: 'body-too-large' }, () =>
      sendRaw(api.url, head, { rest: chunks() }),
    );
    expect(answer.headers.connection).toBe('close');
    expect(sent).toBeLessThan(GIGABYTE / 16);
  });

  it.each<[string, string, string, Refusal]>([
    ['23', 'a member that would approve', JSON.stringify({ ...client, isApproved: true }), unknownMember],
    [
      '23',
      'a member that would own',
      JSON.stringify({ ...client, createdBy: 'me', scope: 'PK' }),
      unknownMember,
    ],
    ['25', 'a string for a list', JSON.stringify({ ...client, scopes: 'feed:write' }), invalid],
    ['26', 'NUL in a name', withName('a\0b'), forbidden],
    ['28', 'an override of the writing direction', withName('a\u202eb'), forbidden],
    ['28', 'a zero-width space', withName('a\u200bb'), forbidden],
    ['28', 'a control character', withName('a\u0007b'), forbidden],
    ['28', 'a byte order mark inside', withName('a\ufeffb'), forbidden],
    ['28', 'a line separator', withName('a\u2028b'), forbidden],
    ['29', '201 characters where 200 fit', withName('x'.repeat(201)), { status: 422, code: 'too-long' }],
    [
      '30',
      'more items than exist',
      JSON.stringify({ ...client, scopes: Array(4_000).fill('feed:write') }),
      { status: 422, code: 'too-many-items' },
    ],
    [
      '30',
      '100 001 items',
      `{"scopes":[${'"a",'.repeat(60_000)}"a"]}`,
      { status: 400, code: 'json-too-deep' },
    ],
  ])('%s: refuses %s when a service client is registered', async (_row, _condition, body, expected) => {
    await refused(api, expected, () => post('/api/v1/service-clients', body, JSON_TYPE));
  });

  it('22: pollutes nothing', () => {
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  });

  it('23: refuses members on a route that takes none', async () => {
    await refused(api, unknownMember, () => post('/api/v1/auth/logout', '{"everywhere":true}', JSON_TYPE));
  });

  it.each<[string, string, string | Buffer, string[], Refusal]>([
    ['15', 'truncated JSON', '{"a":', [JSON_TYPE], malformed],
    ['16', 'UTF-16', Buffer.from('{}', 'utf16le'), [JSON_TYPE], malformed],
    ['17', 'text/plain', '{}', ['Content-Type: text/plain'], notJson],
    ['18', 'compressed JSON', gzipSync('{}'), [JSON_TYPE, 'Content-Encoding: gzip'], packed],
    ['19', 'nested JSON', '['.repeat(5_000), [JSON_TYPE], { status: 400, code: 'json-too-deep' }],
    ['20', '300 KB', ' '.repeat(300_000), [JSON_TYPE], { status: 413, code: 'body-too-large' }],
    ['21', 'a member twice', '{"a":1,"a":2}', [JSON_TYPE], { status: 400, code: 'duplicate-member' }],
    ['22', '__proto__', '{"__proto__":1}', [JSON_TYPE], unknownMember],
    ['24', 'an array', '[]', [JSON_TYPE], invalid],
    ['24', 'null', 'null', [JSON_TYPE], invalid],
    ['27', 'half of a character', '{"a":"\\ud800"}', [JSON_TYPE], forbidden],
    [
      '31',
      'a number that loses digits',
      '{"a":9007199254740993}',
      [JSON_TYPE],
      { status: 422, code: 'number-not-exact' },
    ],
  ])(
    '%s: refuses %s on every operation that takes JSON',
    async (_row, _condition, body, headers, expected) => {
      expect(
        await offenders(api, jsonOperations, expected, (operation) => send(operation, body, ...headers)),
      ).toEqual([]);
    },
  );

  it('23: names a member that no operation knows', async () => {
    const silent: string[] = [];
    for (const operation of jsonOperations) {
      const answer = judged(
        await send(operation, JSON.stringify({ ...operation.body, isApproved: true }), JSON_TYPE),
      );
      const faults = (answer.body?.errors ?? []) as Array<{ pointer: string; code: string }>;
      if (!faults.some(({ pointer, code }) => pointer === '/isApproved' && code === 'unknown-member'))
        silent.push(`${operation.name}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    expect(silent).toEqual([]);
  });
});
