import { describe, expect, it } from '@jest/globals';
import { SourceProfileError } from './profile-fields.js';
import { loadSourceProfiles } from './load-source-profiles.js';
import { sourceProfileFrom } from './source-profile-from.js';

const SOUND = {
  code: 'XX-CSV',
  partner: 'XX',
  version: 1,
  title: 'A table',
  format: 'CSV',
  orientation: 'ROWS_ARE_UNITS',
  period: { where: 'column', at: 'period', pattern: 'yyyy-MM', scheme: 'GREGORIAN_MONTH' },
  unit: { column: 'unit' },
  numbers: { digits: ['latin'], thousands: null, decimal: '.' },
  indicators: { VISITORS: 'VISITORS' },
};

function faultsOf(value: unknown): readonly { pointer: string; message: string }[] {
  try {
    sourceProfileFrom(value);
    return [];
  } catch (error) {
    if (error instanceof SourceProfileError) return error.faults;
    throw error;
  }
}

describe(sourceProfileFrom.name, () => {
  it('accepts a sound profile and fills in what was left out', () => {
    expect(sourceProfileFrom(SOUND)).toMatchObject({
      table: { codeRow: 1, delimiter: ',', codeIn: 'CELL' },
      indicators: { VISITORS: { indicator: 'VISITORS' } },
      acceptsIndicatorCodes: false,
      ignore: [],
    });
  });

  it.each<[string, unknown, string]>([
    ['no object at all', 'text', '/'],
    ['an unknown member', { ...SOUND, delimeter: ';' }, '/delimeter'],
    ['an unknown member within', { ...SOUND, table: { codeRows: 2 } }, '/table/codeRows'],
    ['a missing code', { ...SOUND, code: undefined }, '/code'],
    ['a version that is no whole number', { ...SOUND, version: 1.5 }, '/version'],
    ['an unknown format', { ...SOUND, format: 'PDF' }, '/format'],
    ['an orientation that does not fit the format', { ...SOUND, orientation: 'NESTED' }, '/orientation'],
    ['a delimiter of two characters', { ...SOUND, table: { delimiter: ';;' } }, '/table/delimiter'],
    [
      'a period place that does not fit',
      { ...SOUND, period: { ...SOUND.period, where: 'jsonPath' } },
      '/period/where',
    ],
    [
      'a period cell that is none',
      { ...SOUND, period: { ...SOUND.period, where: 'cell', at: 'first' } },
      '/period/at',
    ],
    [
      'no scheme where the month names none',
      { ...SOUND, period: { ...SOUND.period, scheme: null } },
      '/period/scheme',
    ],
    ['no place for the unit', { ...SOUND, unit: {} }, '/unit'],
    ['two places for the unit', { ...SOUND, unit: { column: 'a', fixed: 'b' } }, '/unit'],
    ['two columns for one indicator', { ...SOUND, indicators: { A: 'X', B: 'X' } }, '/indicators'],
    ['no indicators', { ...SOUND, indicators: {} }, '/indicators'],
    [
      'a factor that is no fraction',
      { ...SOUND, indicators: { A: { indicator: 'X', factor: '0,5' } } },
      '/indicators/A/factor',
    ],
    [
      'a factor that divides by zero',
      { ...SOUND, indicators: { A: { indicator: 'X', factor: '1/0' } } },
      '/indicators/A/factor',
    ],
    ['a kind that is none', { ...SOUND, markers: { NA: 'BLANK' } }, '/markers/NA'],
    ['a marker that is a number', { ...SOUND, markers: { '0': 'NOT_APPLICABLE' } }, '/markers'],
    [
      'an unknown digit set',
      { ...SOUND, numbers: { ...SOUND.numbers, digits: ['roman'] } },
      '/numbers/digits',
    ],
    [
      'the same mark twice',
      { ...SOUND, numbers: { ...SOUND.numbers, thousands: '.' } },
      '/numbers/thousands',
    ],
    ['a digit as a mark', { ...SOUND, numbers: { ...SOUND.numbers, decimal: '5' } }, '/numbers'],
  ])('names %s', (_name, value, pointer) => {
    expect(faultsOf(value).map((fault) => fault.pointer)).toContain(pointer);
  });

  it('names all faults at once', () => {
    expect(faultsOf({ ...SOUND, version: 0, title: '' })).toHaveLength(2);
  });
});

describe(loadSourceProfiles.name, () => {
  it('begins the pointer of a fault with the place in the list', () => {
    const yaml = JSON.stringify({ profiles: [SOUND, { ...SOUND, title: '' }] });
    expect(() => loadSourceProfiles(yaml)).toThrow('/profiles/1/title');
  });

  it('refuses a code that is used twice', () => {
    expect(() => loadSourceProfiles(JSON.stringify({ profiles: [SOUND, SOUND] }))).toThrow('XX-CSV twice');
  });

  it('refuses a document without a list', () => {
    expect(() => loadSourceProfiles('profile: []')).toThrow('/profiles must be a list');
  });
});
