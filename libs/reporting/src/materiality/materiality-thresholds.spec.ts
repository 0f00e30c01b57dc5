import { MaterialityThresholds, thresholdsFrom } from './materiality-thresholds.js';

describe(MaterialityThresholds.name, () => {
  it('takes five of a hundred where an indicator has no share of its own', () => {
    expect(new MaterialityThresholds().of('NO_SUCH_INDICATOR')).toBe('0.05');
  });
});

describe(thresholdsFrom.name, () => {
  it('reads shares of single indicators', () => {
    const { byIndicator } = thresholdsFrom({ default: '0.05', indicators: { VISITORS: '0.02' } });
    expect([...byIndicator]).toEqual([['VISITORS', '0.02']]);
  });

  it.each([
    [0.05, 'a number'],
    ['5%', 'a percentage'],
    ['1.5', 'more than everything'],
    ['-0.1', 'less than nothing'],
    [undefined, 'nothing'],
  ])('refuses %s, which is %s', (general, _what) => {
    expect(() => thresholdsFrom({ default: general })).toThrow(/materiality\.default/);
  });
});
