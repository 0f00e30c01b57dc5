import * as fc from 'fast-check';
import { apiKeyId, hashApiKey, newApiKey } from './api-key.js';

const { id, key } = newApiKey();

describe(newApiKey.name, () => {
  it('makes a key that scanners can recognise', () => {
    expect(key).toMatch(/^asan_live_[a-z0-9]{12}_[\w-]{43}_[0-9a-f]{8}$/);
  });

  it('makes no key twice', () => {
    const keys = Array.from({ length: 500 }, () => newApiKey());
    expect([new Set(keys.map((made) => made.key)).size, new Set(keys.map((made) => made.id)).size]).toEqual([
      500, 500,
    ]);
  });
});

describe(apiKeyId.name, () => {
  it('finds the id of every key that was made', () => {
    const keys = Array.from({ length: 200 }, () => newApiKey());
    expect(keys.map((made) => apiKeyId(made.key))).toEqual(keys.map((made) => made.id));
  });

  it('refuses a key with any one character changed', () => {
    const mistyped = fc
      .tuple(fc.nat(key.length - 1), fc.constantFrom(...'abcdefABCDEF0123456789-_ \u0430'))
      .filter(([place, char]) => key[place] !== char)
      .map(([place, char]) => `${key.slice(0, place)}${char}${key.slice(place + 1)}`);
    fc.assert(
      fc.property(mistyped, (given) => apiKeyId(given) === null),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['nothing', ''],
    ['the id alone', id],
    ['a key with a blank before it', ` ${key}`],
    ['a key with a line after it', `${key}\n`],
    ['a key in capitals', key.toUpperCase()],
    ['a key of another kind', key.replace('asan_live', 'asan_test')],
    ['a key cut short', key.slice(0, -1)],
    ['a key that is too long', `${key}0`],
    ['two keys', `${key}${key}`],
  ])('refuses %s', (_condition, given) => {
    expect(apiKeyId(given)).toBeNull();
  });
});

describe(hashApiKey.name, () => {
  it('answers 64 hexadecimal digits that do not show the key', () => {
    expect(hashApiKey(key)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashApiKey(key)).not.toContain(id);
  });

  it('answers the same for the same key only', () => {
    expect([hashApiKey(key) === hashApiKey(key), hashApiKey(key) === hashApiKey(`${key} `)]).toEqual([
      true,
      false,
    ]);
  });
});
