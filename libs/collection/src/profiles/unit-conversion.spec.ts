import { describe, expect, it } from '@jest/globals';
import { convertUnit } from './unit-conversion.js';

describe(convertUnit.name, () => {
  it.each([
    ['894', '1/60', 1, '14.9', false],
    ['522', '1/60', 1, '8.7', false],
    ['900', '1/60', 1, '15', false],
    ['0', '1/60', 1, '0', false],
    ['0.0', '1/60', 1, '0', false],
    ['100', '1/3', 6, '33.333333', true],
    ['1', '1/2', 0, '1', true],
    ['999999999999999', '1/1000', 6, '999999999999.999', false],
    ['1.5', '1000', 2, '1500', false],
    ['-90', '1/60', 1, '-1.5', false],
  ])('%s times %s with %i decimals is %s', (value, factor, decimals, expected, rounded) => {
    expect(convertUnit(value, factor, decimals)).toEqual({ value: expected, rounded });
  });
});
