import { codePattern, isCodeOf, mayContain } from './unit-code.js';

describe(isCodeOf.name, () => {
  it.each([
    ['NET-ME', 'NETWORK'],
    ['CTY-ME', 'COUNTRY'],
    ['REG-ME-N', 'REGION'],
    ['CTR-ME-PG', 'CENTRE'],
    ['MOB-ME-1', 'MOBILE'],
  ] as const)('takes %s for a %s', (code, type) => {
    expect(isCodeOf(code, 'ME', type)).toBe(true);
  });

  it.each([
    ['CTR-ME-PG', 'REGION'],
    ['CTR-MEX-PG', 'CENTRE'],
    ['CTR-ME', 'CENTRE'],
    ['NET-ME-2', 'NETWORK'],
    ['NET-PK', 'NETWORK'],
  ] as const)('does not take %s for a %s of ME', (code, type) => {
    expect(isCodeOf(code, 'ME', type)).toBe(false);
  });
});

describe(codePattern.name, () => {
  it('shows what would be right', () => {
    expect([codePattern('ME', 'NETWORK'), codePattern('ME', 'CENTRE')]).toEqual(['NET-ME', 'CTR-ME-…']);
  });
});

describe(mayContain.name, () => {
  it('puts centres into regions, regions into regions, and nothing above a network', () => {
    expect(mayContain('REGION', 'CENTRE')).toBe(true);
    expect(mayContain('REGION', 'REGION')).toBe(true);
    expect(mayContain('REGION', 'NETWORK')).toBe(false);
  });

  it('puts no centre into a centre', () => {
    expect(mayContain('CENTRE', 'CENTRE')).toBe(false);
  });
});
