import { validateSync } from 'class-validator';
import { instantOfAsOf, IsAsOf } from './as-of.js';

class Question {
  @IsAsOf()
  asOf: string;
}

const accepts = (asOf: string): boolean => validateSync(Object.assign(new Question(), { asOf })).length === 0;

describe(IsAsOf.name, () => {
  it.each(['2026-11-05', '2026-11-05T08:00:00Z', '2026-11-05T08:00:00.123456+05:00'])('takes %s', (text) => {
    expect(accepts(text)).toBe(true);
  });

  it.each([
    '',
    'today',
    'infinity',
    '2026-02-30',
    '2026-02-30T00:00:00Z',
    '2026-11-05T24:00:00Z',
    '2026-11-05T08:00:00',
    '2026-11-05 08:00:00Z',
    '2026-11-05T08:00:00 05:00',
    '0001-01-01',
    '9999-01-01',
  ])('refuses %s', (text) => {
    expect(accepts(text)).toBe(false);
  });
});

describe(instantOfAsOf.name, () => {
  it('is the last millisecond of a day at headquarters', () => {
    expect(instantOfAsOf('2026-11-05')).toBe('2026-11-05T19:59:59.999Z');
  });

  it('leaves an instant as it is', () => {
    expect(instantOfAsOf('2026-11-05T08:00:00.123456+05:00')).toBe('2026-11-05T08:00:00.123456+05:00');
  });
});
