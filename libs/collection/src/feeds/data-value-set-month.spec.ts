import { describe, expect, it } from '@jest/globals';
import { InvalidValueError } from '#platform';
import type { SourceProfile } from '../profiles/source-profile.js';
import { monthOfSet, type SetPeriods } from './data-value-set-month.js';

const PROFILE = {
  period: { where: 'jsonPath', at: 'period', pattern: 'yyyyMM', scheme: 'GREGORIAN_MONTH' },
  numbers: { digits: ['latin'], thousands: null, decimal: '.' },
} as unknown as SourceProfile;

function refusalOf(set: SetPeriods): { code: string; message: string } {
  try {
    return { code: 'taken', message: monthOfSet(set, PROFILE) };
  } catch (error) {
    const { code, faults } = error as InvalidValueError;
    return { code, message: faults[0]!.message };
  }
}

describe(monthOfSet.name, () => {
  it('takes the month of the set', () => {
    expect(monthOfSet({ period: '202610', dataValues: [{}] }, PROFILE)).toBe('GREGORIAN_MONTH:2026-10');
  });

  it('takes the month of the values where the set names none', () => {
    expect(monthOfSet({ dataValues: [{ period: '202610' }, { period: '202610' }] }, PROFILE)).toBe(
      'GREGORIAN_MONTH:2026-10',
    );
  });

  it("lets a value's own month win over the set's", () => {
    expect(monthOfSet({ period: '202610', dataValues: [{ period: '202609' }] }, PROFILE)).toBe(
      'GREGORIAN_MONTH:2026-09',
    );
  });

  it('refuses several months by their names', () => {
    expect(refusalOf({ dataValues: [{ period: '202610' }, { period: '202609' }] })).toEqual({
      code: 'periods-mixed',
      message: expect.stringContaining('GREGORIAN_MONTH:2026-09, GREGORIAN_MONTH:2026-10'),
    });
  });

  it('refuses a set that names no month', () => {
    expect(refusalOf({ dataValues: [{}] }).code).toBe('invalid-period');
  });

  it('refuses a month that is written in another way than agreed', () => {
    expect(refusalOf({ period: '2026-10', dataValues: [{}] }).code).toBe('invalid-period');
  });
});
