import * as fc from 'fast-check';
import { BusinessError } from '../errors/business-error.js';
import { NumberText, parseStrictJson } from './strict-json.js';

const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];
const WIDE = { maxDepth: 20, maxNodes: 10_000_000 };

/** Numbers of at most 15 digits, which a double carries unchanged. */
const exactNumbers = fc
  .tuple(
    fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
    fc.integer({ min: -20, max: 20 }),
  )
  .map(([digits, exponent]) => Number(`${digits}e${exponent}`))
  .filter(
    (value) => JSON.stringify(value).replace(/e.*$/, '').replace(/\D/g, '').replace(/^0+/, '').length <= 15,
  );
const texts = fc
  .string({ unit: 'binary', maxLength: 20 })
  .filter((text) => !text.includes('\0') && text.isWellFormed());
const names = texts.filter((name) => !FORBIDDEN.includes(name));
const documents = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constant(null),
    fc.boolean(),
    exactNumbers,
    texts,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(names, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

function refusal(text: string, limits?: { maxDepth: number; maxNodes: number }): string {
  try {
    parseStrictJson(text, limits);
  } catch (error) {
    if (error instanceof BusinessError)
      return `${error.code} ${error.faults[0]?.pointer ?? error.params.offset ?? ''}`.trim();
    throw error;
  }
  return 'none';
}

describe(parseStrictJson.name, () => {
  it('reads whatever JSON.stringify wrote', () => {
    fc.assert(
      fc.property(documents, (value) => {
        expect(parseStrictJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('reads it with any white space between', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(1, '\t', '\r\n ', 4), (value, space) => {
        expect(parseStrictJson(JSON.stringify(value, null, space))).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });

  it('throws nothing but business errors, and takes nothing that JSON.parse refuses', () => {
    const mutations = fc.tuple(
      fc.nat(),
      fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', '\\', '0', '-', 'e', 'u', '\0', '\ud800'),
      fc.nat(3),
    );
    fc.assert(
      fc.property(documents, fc.array(mutations, { minLength: 1, maxLength: 4 }), (value, changes) => {
        const text = changes.reduce((before, [seed, inserted, removed]) => {
          const at = seed % (before.length + 1);
          return before.slice(0, at) + inserted + before.slice(at + removed);
        }, JSON.stringify(value));
        if (refusal(text) === 'none') expect(() => JSON.parse(text) as unknown).not.toThrow();
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['{"a":1,"a":2}', 'duplicate-member /a'],
    ['{"a":{"b":1,"\\u0062":2}}', 'duplicate-member /a/b'],
    ['[{"__proto__":1}]', 'unknown-member /0/__proto__'],
    ['{"a/b":{"c~d":1,"c~d":2}}', 'duplicate-member /a~1b/c~0d'],
    ['{"a":[1,9007199254740993]}', 'number-not-exact /a/1'],
    ['1e400', 'number-not-exact'],
    ['1e-400', 'number-not-exact'],
    ['"\\u0000"', 'forbidden-character'],
    ['{"a":"\\ud800"}', 'forbidden-character /a'],
    ['{"a":1,}', 'malformed-json 7'],
    ['nulll', 'malformed-json 4'],
    ['', 'malformed-json 0'],
  ])('refuses %s as %s', (text, expected) => {
    expect(refusal(text)).toBe(expected);
  });

  it('refuses nesting beyond its limit and takes nesting at it', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect([refusal(nested(21)), refusal(nested(22))]).toEqual(['none', 'json-too-deep']);
  });

  it('refuses more values than its limit and takes as many', () => {
    const list = (length: number) => `[${Array(length).fill(0).join()}]`;
    expect([refusal(list(4_999)), refusal(list(5_000))]).toEqual(['none', 'json-too-deep']);
  });

  it('reads a text of five million characters without running out of stack', () => {
    const text = 'a\\n'.repeat(1_700_000);
    expect((parseStrictJson(`"${text}"`) as string).length).toBe(3_400_000);
    expect(refusal(`["${'a'.repeat(5_000_000)}`, WIDE)).toBe('malformed-json 1');
  });

  it('takes minus zero for zero', () => {
    expect(Object.is(parseStrictJson('-0'), 0)).toBe(true);
  });

  it('keeps numbers as they were written when asked to', () => {
    expect(parseStrictJson('[1.10, 9007199254740993]', undefined, 'text')).toEqual([
      new NumberText('1.10'),
      new NumberText('9007199254740993'),
    ]);
  });

  it('skips one byte order mark and refuses a second', () => {
    expect([refusal('\ufeff{}'), refusal('\ufeff\ufeff{}')]).toEqual(['none', 'malformed-json 0']);
  });
});
