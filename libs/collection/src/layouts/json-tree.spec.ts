import { describe, expect, it } from '@jest/globals';
import { jsonTreeOf, readJsonTree } from './json-tree.js';

describe(readJsonTree.name, () => {
  it.each([['9007199254740993'], ['14.90'], ['-0'], ['1e400']])(
    'keeps the number %s as it was sent',
    (text) => {
      expect(readJsonTree(Buffer.from(text))).toEqual({ type: 'number', text });
    },
  );

  it('reads every kind of value, escapes and blanks, after a byte-order mark', () => {
    const text = '\ufeff { "a\\u0041\\n" : [ null, true, false, "۱", {} ] , "b": [] }\n';
    expect(readJsonTree(Buffer.from(text))).toEqual({
      type: 'object',
      members: [
        [
          'aA\n',
          {
            type: 'array',
            items: [
              { type: 'null' },
              { type: 'boolean', value: true },
              { type: 'boolean', value: false },
              { type: 'string', text: '۱' },
              { type: 'object', members: [] },
            ],
          },
        ],
        ['b', { type: 'array', items: [] }],
      ],
    });
  });

  it.each<[string, string, string]>([
    ['nothing', ' ', 'empty-file'],
    ['a truncated text', '{"a":1', 'malformed-json'],
    ['a trailing comma', '[1,]', 'malformed-json'],
    ['a comment', '[1] // x', 'malformed-json'],
    ['NaN', '{"a":NaN}', 'malformed-json'],
    ['a leading zero', '[01]', 'malformed-json'],
    ['a plus sign', '[+1]', 'malformed-json'],
    ['a hexadecimal number', '[0x1F]', 'malformed-json'],
    ['a raw line break in a text', '["a\nb"]', 'malformed-json'],
    ['a wrong escape', '["\\x41"]', 'malformed-json'],
    ['two values', '1 2', 'malformed-json'],
    ['a member without quotation marks', '{a:1}', 'malformed-json'],
    ['a duplicate member', '{"value":1,"value":2}', 'duplicate-member'],
    ['a duplicate member in disguise', '{"value":1,"valu\\u0065":2}', 'duplicate-member'],
    ['__proto__', '{"__proto__":{"isAdmin":true}}', 'unknown-member'],
    ['5 000 nested arrays', '['.repeat(5_000) + ']'.repeat(5_000), 'json-too-deep'],
    ['more values than any report', `[${'1,'.repeat(200_000)}1]`, 'too-many-items'],
    ['NUL in a text', '["a\\u0000"]', 'forbidden-character'],
    ['half of a surrogate pair', '["\\ud800"]', 'forbidden-character'],
    ['a text of a megabyte', `["${'x'.repeat(1_000_000)}"]`, 'field-too-long'],
    ['an HTML page', '<html>', 'type-mismatch'],
  ])('refuses %s', (_name, text, code) => {
    expect(() => readJsonTree(Buffer.from(text))).toThrow(
      expect.objectContaining({ name: 'FileRefusal', code }),
    );
  });
});

describe(jsonTreeOf.name, () => {
  it('turns a parsed body into the same tree', () => {
    expect(jsonTreeOf({ a: ['1'] })).toEqual(readJsonTree(Buffer.from('{"a":["1"]}')));
  });

  it('refuses an integer that is no longer exact', () => {
    const body: unknown = JSON.parse('{"value":9007199254740993}');
    expect(() => jsonTreeOf(body)).toThrow(
      expect.objectContaining({ code: 'number-not-exact', at: { pointer: '/value' } }),
    );
  });
});
