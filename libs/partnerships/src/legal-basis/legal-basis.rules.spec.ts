import { anAct, anInstrument, onDay, signatures } from '../../../../test/support/agreements.js';
import type { Instrument } from '../instruments/instrument.js';
import { legalBasisOn } from './legal-basis.rules.js';
import type { LicenceGrant, Waiver } from './licence-grant.js';

const ON = '2026-06-01';
const question = { partner: 'PK', component: 'ASAN', on: ON } as const;

const grantOf = (instrument: Instrument, more: Partial<LicenceGrant> = {}): LicenceGrant => ({
  id: `grant-${instrument.code}`,
  partner: 'PK',
  instrumentId: instrument.id,
  instrumentCode: instrument.code,
  component: 'ASAN',
  wording: 'The model',
  conditions: null,
  validFrom: null,
  validUntil: null,
  recordedAt: '2026-01-01T00:00:00Z',
  rev: 1,
  ...more,
});
const waiver = (more: Partial<Waiver> = {}): Waiver => ({
  id: 'waiver',
  partner: 'PK',
  component: 'ASAN',
  reason: 'The decree is on its way',
  validFrom: '2026-05-01',
  validUntil: '2026-07-01',
  grantedAt: '2026-05-01T00:00:00Z',
  grantedByName: 'Director',
  ...more,
});
const inForce = anInstrument({ acts: signatures('2025-01-01') });
const onlySigned = anInstrument({ acts: signatures('2025-01-01'), entryIntoForceRule: 'ON_APPROVAL' });

const ask = (instrument: Instrument, grants: LicenceGrant[], waivers: Waiver[] = []) =>
  legalBasisOn(question, grants, [onDay(instrument, ON)], waivers);

describe(legalBasisOn.name, () => {
  it('is an instrument in force that grants the component', () => {
    expect(ask(inForce, [grantOf(inForce)])).toMatchObject({
      covered: true,
      instruments: [{ code: inForce.code, status: 'IN_FORCE', covers: true }],
      waiver: null,
    });
  });

  it('is missing where the only instrument is signed but not in force', () => {
    expect(ask(onlySigned, [grantOf(onlySigned)])).toMatchObject({
      covered: false,
      instruments: [{ status: 'PENDING_PROCEDURES', covers: false }],
    });
  });

  it('is missing where a source says that it was signed and none how it enters into force', () => {
    const documented = { ...inForce, entryIntoForceRule: 'UNKNOWN' as const };
    expect(ask(documented, [grantOf(documented)]).covered).toBe(false);
  });

  it('is replaced by a waiver, which shows', () => {
    expect(ask(onlySigned, [grantOf(onlySigned)], [waiver()])).toMatchObject({
      covered: true,
      waiver: { id: 'waiver' },
    });
  });

  it('shows no waiver where an instrument covers it anyway', () => {
    expect(ask(inForce, [grantOf(inForce)], [waiver()]).waiver).toBeNull();
  });

  it.each<[string, Partial<Waiver>]>([
    ['for another component', { component: 'MOBILE' }],
    ['for another partner', { partner: 'ET' }],
    ['that has not begun', { validFrom: '2026-06-02' }],
    ['on the day on which it ends', { validUntil: ON }],
  ])('is not replaced by a waiver %s', (_what, more) => {
    expect(ask(onlySigned, [], [waiver(more)]).covered).toBe(false);
  });

  it.each<[string, Partial<LicenceGrant>, boolean]>([
    ['of another component', { component: 'BRAND' }, false],
    ['to another partner', { partner: 'ET' }, false],
    ['from the next day on', { validFrom: '2026-06-02' }, false],
    ['from this day on', { validFrom: ON }, true],
    ['until this day', { validUntil: ON }, false],
    ['until the next day', { validUntil: '2026-06-02' }, true],
  ])('with a grant %s is covered: %p%p', (_what, more, covered) => {
    expect(ask(inForce, [grantOf(inForce, more)]).covered).toBe(covered);
  });

  it('is an instrument of several partners only for those for whom it is in force', () => {
    const several = anInstrument({
      partner: 'HQ',
      parties: ['PK', 'UG'],
      entryIntoForceRule: 'NTH_RATIFICATION',
      ratificationsNeeded: 2,
      acts: [
        ...signatures('2020-01-01'),
        anAct('SIGNED', 'UG', '2020-01-01'),
        anAct('RATIFIED', 'HQ', '2021-01-01'),
        anAct('RATIFIED', 'UG', '2021-01-01'),
      ],
    });
    const grants = [grantOf(several), grantOf(several, { partner: 'UG' })];
    const answerFor = (partner: string) =>
      legalBasisOn({ ...question, partner }, grants, [onDay(several, ON)], []).covered;
    expect([answerFor('PK'), answerFor('UG')]).toEqual([false, true]);
  });
});
