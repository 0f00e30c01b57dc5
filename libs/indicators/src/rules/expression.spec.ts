import * as fc from 'fast-check';
import { expressionOf, ExpressionInvalidError } from './expression.js';
import { MAX_EXPRESSION_LENGTH } from './expression-reader.js';
import { Figure } from './figure.js';
import type { ExpressionFault } from './expression-fault.js';

const KNOWN = new Set(['VISITORS', 'STAFF']);

function faultsOf(source: string, of: 'decimal' | 'bool' = 'bool'): readonly ExpressionFault[] {
  try {
    expressionOf(source, of, KNOWN);
    return [];
  } catch (error) {
    if (!(error instanceof ExpressionInvalidError)) throw error;
    return error.faults;
  }
}

/** Reason, line, column and offset of every fault. */
const places = (source: string, of: 'decimal' | 'bool' = 'bool') =>
  faultsOf(source, of).map(({ reason, line, column, offset }) => [reason, line, column, offset]);

describe(expressionOf.name, () => {
  it('names what it reads, apart by how it reads it', () => {
    const { cells, previous, asked, context } = expressionOf(
      'missing(STAFF) || VISITORS > previous(VISITORS) * periodDays',
      'bool',
      KNOWN,
    );
    expect({ cells, previous, asked, context }).toEqual({
      cells: ['VISITORS'],
      previous: ['VISITORS'],
      asked: ['STAFF'],
      context: ['periodDays'],
    });
  });

  it.each<[string, string, number, number, number]>([
    ['VISITOR > 1', 'unknown-cell', 1, 1, 0],
    ['VISITORS > 1 &&\n  STAF > 2', 'unknown-cell', 2, 3, 18],
    ['previous(STAF) > 1', 'unknown-cell', 1, 10, 9],
    ['VISITORS >', 'unexpected_token', 1, 11, 10],
    ['VISITORS > "1"', 'not-a-decimal', 1, 12, 11],
    ['VISITORS > 0x10', 'not-a-decimal', 1, 12, 11],
    ['VISITORS > 1e3', 'not-a-decimal', 1, 12, 11],
    ['VISITORS > 5u', 'not-a-decimal', 1, 12, 11],
    ['VISITORS.size() > 1', 'not-allowed', 1, 1, 0],
    ['"aaaa".matches("(a+)+$")', 'not-allowed', 1, 1, 0],
    ['VISITORS in [STAFF]', 'limit_exceeded', 1, 14, 13],
    ['timestamp("2026-01-01T00:00:00Z") > 1', 'unknown-function', 1, 1, 0],
    ['dyn(VISITORS) > 1', 'unknown-function', 1, 1, 0],
    ['has(VISITORS)', 'unknown-function', 1, 1, 0],
    ['min(VISITORS) > 1', 'wrong-arguments', 1, 1, 0],
    ['previous(VISITORS + 1) > 1', 'wrong-arguments', 1, 1, 0],
    ['VISITORS % 2 == 0', 'not-allowed', 1, 1, 0],
    ['VISITORS > missing(STAFF)', 'no_such_overload', 1, 1, 0],
    ['10 + true > 1', 'no_such_overload', 1, 1, 0],
    ['1 < 2 && 10 + true > 1', 'no_such_overload', 1, 10, 9],
    ['VISITORS + 1', 'wrong-type', 1, 1, 0],
    ['', 'unexpected_token', 1, 1, 0],
    ['ВИЗИТЫ > 1', 'unexpected_character', 1, 1, 0],
  ])('refuses %j with its place', (source, reason, line, column, offset) => {
    expect(places(source)).toEqual([[reason, line, column, offset]]);
  });

  it('finds every unknown cell at once', () => {
    expect(places('X > 1 && Y > 2')).toEqual([
      ['unknown-cell', 1, 1, 0],
      ['unknown-cell', 1, 10, 9],
    ]);
  });

  it('wants a number where a number is compared', () => {
    expect(places('VISITORS > 1', 'decimal')).toEqual([['wrong-type', 1, 1, 0]]);
  });

  it.each([
    ['length', `VISITORS > ${'1'.repeat(MAX_EXPRESSION_LENGTH)}`, 'too-long'],
    ['nodes', `${'1+'.repeat(150)}VISITORS > 1`, 'limit_exceeded'],
    ['depth', `${'('.repeat(40)}VISITORS${')'.repeat(40)} > 1`, 'limit_exceeded'],
    ['arguments', 'min(1, 2, 3, 4, 5) > 1', 'limit_exceeded'],
  ])('is bounded in %s', (_what, source, reason) => {
    expect(faultsOf(source).map((fault) => fault.reason)).toEqual([reason]);
  });

  it('answers the largest that is allowed, with the longest numbers, in less than a second', () => {
    const source = `${'(VISITORS / STAFF + VISITORS) * '.repeat(24)} 1 > 0`;
    const { run } = expressionOf(source, 'bool', KNOWN);
    const [visitors, staff] = ['999999999999999.999999', '0.000007'].map((text) => new Figure(text));
    const before = performance.now();
    expect(run({ VISITORS: visitors, STAFF: staff })).toBe(true);
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  it('has no answer where it divides by zero, unless the answer does not depend on it', () => {
    const zero = new Figure(0);
    const ask = (source: string) => expressionOf(source, 'bool', KNOWN).run({ VISITORS: zero, STAFF: zero });
    expect([ask('VISITORS / STAFF > 1'), ask('STAFF > 0 && VISITORS / STAFF > 1')]).toEqual([null, false]);
  });

  it('reads or refuses whatever it is given, and knows the place', () => {
    const words = fc.constantFrom(
      ...'VISITORS STAFF X previous( missing( min( ) ( + - * / % && || ! ? : , . [ ] { } "a" 1 0.5 1e9 0x1 in true null \n //'.split(
        ' ',
      ),
    );
    const soup = fc.array(words, { maxLength: 25 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 60 })), (source) => {
        for (const { offset, line, column } of faultsOf(source)) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(source.length);
          expect(line > 0 && column > 0).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
