import { deadlineRuleFrom } from './deadline-rule.js';

const MINIMAL = { anchor: { kind: 'PERIOD_END' }, offset: 7, unit: 'WORKING_DAY' };

describe(deadlineRuleFrom.name, () => {
  it('fills the defaults', () => {
    expect(deadlineRuleFrom(MINIMAL)).toEqual({
      anchor: { kind: 'PERIOD_END' },
      offset: 7,
      unit: 'WORKING_DAY',
      roll: 'FOLLOWING',
      at: '18:00',
      zone: 'unit',
      calendars: 'UNIT',
      grace: 0,
    });
  });

  it('reads an anchor with its parameter', () => {
    const anchor = { kind: 'FIXED_LOCAL_DAY', day: 5 };
    expect(deadlineRuleFrom({ ...MINIMAL, anchor }).anchor).toEqual(anchor);
  });

  it.each([
    ['anchor', { anchor: 'PERIOD_END' }, 'rule.anchor'],
    ['anchor kind', { anchor: { kind: 'NOON' } }, 'rule.anchor.kind'],
    ['fixed day without day', { anchor: { kind: 'FIXED_LOCAL_DAY' } }, 'rule.anchor.day'],
    ['event without name', { anchor: { kind: 'EVENT' } }, 'rule.anchor.name'],
    ['fraction as offset', { offset: 1.5 }, 'rule.offset'],
    ['huge offset', { offset: 401 }, 'rule.offset'],
    ['unit', { unit: 'HOUR' }, 'rule.unit'],
    ['roll', { roll: 'NEAREST' }, 'rule.roll'],
    ['time 24:00', { at: '24:00' }, 'rule.at'],
    ['unquoted time', { at: 1080 }, 'rule.at'],
    ['zone', { zone: 'Mars/Base' }, 'rule.zone'],
    ['calendars', { calendars: 'ALL' }, 'rule.calendars'],
    ['negative grace', { grace: -1 }, 'rule.grace'],
    ['unknown field', { offsets: 7 }, 'rule.offsets'],
  ])('refuses a wrong %s and names the place', (_, change, path) => {
    expect(() => deadlineRuleFrom({ ...MINIMAL, ...change }, 'rule')).toThrow(
      expect.objectContaining({ params: expect.objectContaining({ path }) }),
    );
  });
});
