import { createHmac, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';

/** What a forger has: a real token to take apart, and, for the worst case, the key itself. */
export interface Loot {
  token: string;
  key: Buffer;
  claims: { sub: string; sid: string };
}

type Json = Record<string, unknown>;

const OWN_HEADER = { alg: 'HS256', typ: 'JWT' };
const ISSUER = 'asan-franchise';
const LIFE_SECONDS = 900;

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The claims that a token of ours carries now. */
export function ownClaims({ claims }: Pick<Loot, 'claims'>): Json {
  const now = Math.floor(Date.now() / 1000);
  return { ...claims, iat: now, exp: now + LIFE_SECONDS, aud: ISSUER, iss: ISSUER };
}

/** A token signed with HMAC; the hash follows the header's `alg`, SHA-256 when that names none. */
export function hmacToken(key: Buffer, header: Json, claims: Json): string {
  const body = `${encoded(header)}.${encoded(claims)}`;
  const digest = { HS384: 'sha384', HS512: 'sha512' }[String(header.alg)] ?? 'sha256';
  return `${body}.${createHmac(digest, key).update(body).digest('base64url')}`;
}

/** Every forgery by what is wrong with it. */
export function forgedTokens(loot: Loot): Array<[string, string]> {
  return [
    ...withoutSignature(loot),
    ...withWrongKey(loot),
    ...withForeignHeader(loot),
    ...withForeignClaims(loot),
    ...mangled(loot),
  ];
}

function withoutSignature(loot: Loot): Array<[string, string]> {
  const claims = encoded(ownClaims(loot));
  const algorithms = ['none', 'None', 'NONE', 'nOnE', '', null, 0, [], {}, 'HS256 '];
  return algorithms.flatMap((alg) => {
    const body = `${encoded({ alg, typ: 'JWT' })}.${claims}`;
    const signature = loot.token.split('.')[2];
    return [
      [`alg ${JSON.stringify(alg)} without signature`, `${body}.`],
      [`alg ${JSON.stringify(alg)} with a borrowed signature`, `${body}.${signature}`],
    ] satisfies Array<[string, string]>;
  });
}

function withWrongKey(loot: Loot): Array<[string, string]> {
  const claims = ownClaims(loot);
  const keys: Array<[string, Buffer]> = [
    ['random', randomBytes(32)],
    ['empty', Buffer.alloc(0)],
    ['all zero', Buffer.alloc(32)],
    ['the word secret', Buffer.from('secret')],
    ['the issuer', Buffer.from(ISSUER)],
    ['the key in hexadecimal', Buffer.from(loot.key.toString('hex'))],
  ];
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = `${encoded({ alg: 'ES256', typ: 'JWT' })}.${encoded(claims)}`;
  const es256 = sign('sha256', Buffer.from(body), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  const jwk = publicKey.export({ format: 'jwk' });
  const embedded = `${encoded({ alg: 'ES256', typ: 'JWT', jwk })}.${encoded(claims)}`;
  const own = sign('sha256', Buffer.from(embedded), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return [
    ...keys.map(([name, key]): [string, string] => [`key ${name}`, hmacToken(key, OWN_HEADER, claims)]),
    ['ES256 of a foreign key', `${body}.${es256.toString('base64url')}`],
    ['ES256 of the key that it brings along', `${embedded}.${own.toString('base64url')}`],
  ];
}

/** Signed with the right key: whoever has it still has to send a token that is exactly ours. */
function withForeignHeader({ key, claims }: Loot): Array<[string, string]> {
  const own = ownClaims({ claims });
  const headers: Array<[string, Json]> = [
    ['alg HS384', { ...OWN_HEADER, alg: 'HS384' }],
    ['alg HS512', { ...OWN_HEADER, alg: 'HS512' }],
    ['alg hs256', { ...OWN_HEADER, alg: 'hs256' }],
    ['kid of a file', { ...OWN_HEADER, kid: '../../../../dev/null' }],
    ['kid of SQL', { ...OWN_HEADER, kid: "x' union select 'secret'--" }],
    ['kid of a URL', { ...OWN_HEADER, kid: 'http://127.0.0.1:1/key' }],
    ['jku', { ...OWN_HEADER, jku: 'http://127.0.0.1:1/jwks.json' }],
    ['x5u', { ...OWN_HEADER, x5u: 'http://127.0.0.1:1/cert.pem' }],
    ['jwk', { ...OWN_HEADER, jwk: { kty: 'oct', k: key.toString('base64url') } }],
    ['crit', { ...OWN_HEADER, crit: ['exp'], exp: 1 }],
    ['crit that nobody knows', { ...OWN_HEADER, crit: ['x-unknown'], 'x-unknown': true }],
    ['zip', { ...OWN_HEADER, zip: 'DEF' }],
    ['typ of a refresh token', { ...OWN_HEADER, typ: 'rt+jwt' }],
    ['typ of an id token', { ...OWN_HEADER, typ: 'id_token' }],
    ['no typ', { alg: 'HS256' }],
    ['b64 false', { ...OWN_HEADER, b64: false, crit: ['b64'] }],
  ];
  return headers.map(([name, header]) => [`header with ${name}`, hmacToken(key, header, own)]);
}

function withForeignClaims({ key, claims }: Loot): Array<[string, string]> {
  const own = ownClaims({ claims });
  const { exp: _exp, ...endless } = own;
  const { aud: _aud, ...noAudience } = own;
  const { iss: _iss, ...noIssuer } = own;
  const now = own.iat as number;
  const variants: Array<[string, Json]> = [
    ['no exp', endless],
    ['exp past', { ...own, exp: now - 1 }],
    ['exp as text', { ...own, exp: String(now + LIFE_SECONDS) }],
    ['exp null', { ...own, exp: null }],
    ['exp zero', { ...own, exp: 0 }],
    ['exp negative', { ...own, exp: -1 }],
    ['nbf future', { ...own, nbf: now + 600 }],
    ['nbf as text', { ...own, nbf: 'now' }],
    ['no aud', noAudience],
    ['aud foreign', { ...own, aud: 'other' }],
    ['aud empty list', { ...own, aud: [] }],
    ['no iss', noIssuer],
    ['iss foreign', { ...own, iss: 'https://evil.example' }],
    ['iss as list', { ...own, iss: [ISSUER, 'x'] }],
    ['sub of nobody', { ...own, sub: randomUUID(), sid: randomUUID() }],
    ['sid of nobody', { ...own, sid: randomUUID() }],
    ['sid no id', { ...own, sid: "'; drop table app.session--" }],
    ['sub as number', { ...own, sub: 1 }],
    ['sub as object', { ...own, sub: { $ne: null } }],
    ['sub and sid absent', { ...own, sub: undefined, sid: undefined }],
  ];
  const odd: Array<[string, unknown]> = [
    ['claims null', null],
    ['claims a list', []],
    ['claims a text', 'text'],
    ['claims a number', 7],
  ];
  return [...variants, ...odd].map(([name, payload]) => [name, hmacToken(key, OWN_HEADER, payload as Json)]);
}

function mangled({ token }: Loot): Array<[string, string]> {
  const [header, claims, signature] = token.split('.');
  const other = signature.startsWith('A') ? 'B' : 'A';
  return [
    ['truncated signature', token.slice(0, -5)],
    ['no signature', `${header}.${claims}`],
    ['empty signature', `${header}.${claims}.`],
    ['only the header', header],
    ['re-ordered', `${claims}.${header}.${signature}`],
    ['an extra part', `${token}.${signature}`],
    ['an extra dot', `${token}.`],
    ['a leading dot', `.${token}`],
    ['dots alone', '..'],
    ['changed signature', `${header}.${claims}.${other}${signature.slice(1)}`],
    ['changed claims', `${header}.${claims.slice(0, -3)}AAA.${signature}`],
    ['not base64', `${header}.%%%.${signature}`],
    ['not JSON', `${header}.${Buffer.from('{').toString('base64url')}.${signature}`],
    ['padding', `${header}==.${claims}.${signature}`],
    ['standard base64', token.replaceAll('-', '+').replaceAll('_', '/').replace(header, `${header}+`)],
    ['twice', `${token}${token}`],
    ['in quotes', `"${token}"`],
    ['100 characters of nothing', 'a'.repeat(100)],
    ['15 KB', `${header}.${'a'.repeat(15_000)}.${signature}`],
  ];
}
