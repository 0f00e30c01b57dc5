import type { Membership } from '../users/user.js';
import type { Role } from '../permissions/permissions.js';
import { rightsOf } from './callers.js';

const EVERY_SCOPE = ['HQ', 'ET', 'PK'];
const member = (role: Role, scope: string, unit: string | null = null) =>
  ({ role, scope, unit }) as Membership;

describe(rightsOf.name, () => {
  it('gives nothing without a membership', () => {
    const { grants, unitsOf } = rightsOf([], EVERY_SCOPE);
    expect([grants.size, unitsOf.size]).toEqual([0, 0]);
  });

  it('limits the rights of a partner to its own rows', () => {
    const { grants } = rightsOf([member('COORDINATOR', 'PK')], EVERY_SCOPE);
    expect(new Set([...grants.values()].flat())).toEqual(new Set(['PK']));
  });

  it('lets headquarters reach every scope', () => {
    const { grants } = rightsOf([member('HQ_REVIEWER', 'HQ')], EVERY_SCOPE);
    expect(grants.get('submissions:accept')).toEqual(EVERY_SCOPE);
  });

  it('keeps the rights of two partners apart', () => {
    const { grants } = rightsOf([member('COORDINATOR', 'PK'), member('DATA_ENTRY', 'ET')], EVERY_SCOPE);
    expect([grants.get('submissions:submit'), grants.get('submissions:enter')]).toEqual([
      ['PK'],
      ['PK', 'ET'],
    ]);
  });

  it('names a scope once however many memberships give it', () => {
    const { grants } = rightsOf([member('COORDINATOR', 'PK'), member('DATA_ENTRY', 'PK')], EVERY_SCOPE);
    expect(grants.get('submissions:enter')).toEqual(['PK']);
  });

  it('gives no right that no role has', () => {
    const { grants } = rightsOf([member('COORDINATOR', 'PK')], EVERY_SCOPE);
    expect([grants.has('submissions:accept'), grants.has('feeds:push')]).toEqual([false, false]);
  });

  it('narrows a right to the units of the memberships', () => {
    const memberships = [member('DATA_ENTRY', 'PK', 'CTR-1'), member('DATA_ENTRY', 'PK', 'CTR-2')];
    expect(rightsOf(memberships, EVERY_SCOPE).unitsOf.get('submissions:enter')).toEqual(['CTR-1', 'CTR-2']);
  });

  it.each<[string, Membership[]]>([
    ['first', [member('COORDINATOR', 'PK'), member('DATA_ENTRY', 'PK', 'CTR-1')]],
    ['last', [member('DATA_ENTRY', 'PK', 'CTR-1'), member('COORDINATOR', 'PK')]],
  ])('lifts the limit when the unlimited membership comes %s', (_order, memberships) => {
    expect(rightsOf(memberships, EVERY_SCOPE).unitsOf.has('submissions:enter')).toBe(false);
  });

  it('keeps the limit of a right that the unlimited membership does not give', () => {
    const memberships = [member('COORDINATOR', 'PK', 'CTR-1'), member('DATA_ENTRY', 'PK')];
    const { unitsOf } = rightsOf(memberships, EVERY_SCOPE);
    expect([unitsOf.get('submissions:submit'), unitsOf.has('submissions:enter')]).toEqual([['CTR-1'], false]);
  });
});
