import { OWN_ACCOUNT } from '#platform';
import {
  CLIENT_SCOPES,
  HQ_ROLES,
  incompatible,
  PERMISSIONS,
  permissionsOf,
  ROLES,
  type Permission,
  type Role,
} from './permissions.js';

const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[];
const PARTNER_ROLES = ROLES.filter((role) => !HQ_ROLES.includes(role));
const EVERY_PAIR = ROLES.flatMap((a) => ROLES.map((b): [Role, Role] => [a, b]));

/** Who may do what, as it was agreed: an action and every role that has it. */
const AGREED: Array<[string, Permission, Role[]]> = [
  ['enter cells', 'submissions:enter', ['DATA_ENTRY', 'COORDINATOR']],
  ['hand in a file', 'imports:create', ['DATA_ENTRY', 'COORDINATOR']],
  ['answer a question', 'queries:answer', ['DATA_ENTRY', 'COORDINATOR']],
  ['submit and recall', 'submissions:submit', ['COORDINATOR']],
  ['return and ask', 'submissions:review', ['HQ_REVIEWER', 'DIRECTOR']],
  ['accept', 'submissions:accept', ['HQ_REVIEWER', 'DIRECTOR']],
  ['decide what is passed on', 'submissions:direct', ['DIRECTOR']],
  ['void a revision', 'submissions:void', ['DIRECTOR']],
  ['read the queue of the review', 'review-queue:read', ['HQ_DESK', 'HQ_REVIEWER', 'DIRECTOR']],
  ['send back a report of their own country', 'submissions:supervise', ['PARTNER_SUPERVISOR']],
  ['ask while reading', 'queries:ask', ['PARTNER_SUPERVISOR', 'HQ_REVIEWER', 'DIRECTOR']],
  ['suggest a value', 'suggestions:make', ['PARTNER_SUPERVISOR', 'HQ_REVIEWER', 'DIRECTOR']],
  ['take a suggested value over', 'suggestions:decide', ['COORDINATOR']],
  ['lend the right to hand in', 'delegations:manage', ['COORDINATOR']],
  [
    'request a correction',
    'corrections:request',
    ['COORDINATOR', 'PARTNER_SUPERVISOR', 'HQ_DESK', 'HQ_REVIEWER', 'DIRECTOR'],
  ],
  ['decide on a correction', 'corrections:decide', ['HQ_REVIEWER', 'DIRECTOR']],
  ['decide on a late correction', 'corrections:direct', ['DIRECTOR']],
  ['publish figures', 'releases:publish', ['DIRECTOR']],
  ['propose a target', 'targets:propose', ['COORDINATOR', 'PARTNER_SUPERVISOR', 'HQ_DESK']],
  ['decide on a target', 'targets:decide', ['HQ_DESK', 'HQ_REVIEWER', 'DIRECTOR']],
  ['say what is counted differently', 'definition-notes:file', ['COORDINATOR', 'PARTNER_SUPERVISOR']],
  ['decide on a definition note', 'definition-notes:decide', ['HQ_REVIEWER', 'DIRECTOR']],
  ['record acts of instruments', 'instruments:record', ['HQ_LEGAL', 'DIRECTOR']],
  ['manage users', 'users:manage', ['PARTNER_SUPERVISOR', 'HQ_DESK', 'HQ_ADMIN']],
  ['manage service clients', 'service-clients:manage', ['HQ_ADMIN']],
  ['read the audit', 'audit:read', ['DIRECTOR', 'HQ_ADMIN', 'AUDITOR']],
  ['push a feed', 'feeds:push', []],
  ['decide a gate', 'rollouts:decide', ['DIRECTOR']],
  ['assess for the agency', 'assessments:assess', ['ASSESSOR', 'DIRECTOR']],
  ['assess themselves', 'assessments:self-assess', ['DATA_ENTRY', 'COORDINATOR', 'PARTNER_SUPERVISOR']],
  ['answer a draft report', 'assessments:respond', ['COORDINATOR', 'PARTNER_SUPERVISOR']],
  ['issue a certificate', 'certificates:issue', ['DIRECTOR']],
  ['publish a standard', 'standards:publish', ['HQ_ADMIN']],
];

describe('the catalogue of permissions', () => {
  it.each(AGREED)('lets exactly the agreed roles %s', (_action, permission, roles) => {
    expect(ROLES.filter((role) => permissionsOf(role).includes(permission)).toSorted()).toEqual(
      roles.toSorted(),
    );
  });

  it.each(ROLES)('never lets %s both submit and accept', (role) => {
    const rights = permissionsOf(role);
    expect(rights.includes('submissions:submit') && rights.includes('submissions:accept')).toBe(false);
  });

  it.each(HQ_ROLES)('never lets %s enter figures in any way', (role) => {
    const entering: Permission[] = [
      'submissions:enter',
      'submissions:submit',
      'imports:create',
      'feeds:push',
    ];
    expect(permissionsOf(role).filter((permission) => entering.includes(permission))).toEqual([]);
  });

  it.each(PARTNER_ROLES)('never lets %s judge figures in any way', (role) => {
    const judging: Permission[] = [
      'submissions:review',
      'submissions:accept',
      'submissions:direct',
      'submissions:void',
      'corrections:decide',
      'corrections:direct',
      'releases:publish',
    ];
    expect(permissionsOf(role).filter((permission) => judging.includes(permission))).toEqual([]);
  });

  it('lets the administrator neither enter nor accept', () => {
    const rights = permissionsOf('HQ_ADMIN').filter((permission) => permission.startsWith('submissions:'));
    expect(rights).toEqual(['submissions:read']);
  });

  it('lets the auditor only read, and have a released figure computed anew', () => {
    const rights = permissionsOf('AUDITOR').filter((permission) => !/:read(?:-|$)/.test(permission));
    expect(rights).toEqual([OWN_ACCOUNT, 'releases:verify']);
  });

  it.each(Object.entries(CLIENT_SCOPES))('gives a client of scope %s only what exists', (_scope, rights) => {
    expect(rights.filter((right) => !PERMISSION_NAMES.includes(right))).toEqual([]);
  });

  it('gives no client a step of the review or the management of anything', () => {
    const given = Object.values(CLIENT_SCOPES).flat() as Permission[];
    const forbidden = given.filter((right) =>
      /:(submit|accept|review|transition|enter|manage|run)$/.test(right),
    );
    expect(forbidden).toEqual([]);
  });
});

describe(incompatible.name, () => {
  it.each<[Role, Role]>([
    ['COORDINATOR', 'HQ_REVIEWER'],
    ['HQ_REVIEWER', 'COORDINATOR'],
    ['COORDINATOR', 'DIRECTOR'],
  ])('refuses %s with %s', (a, b) => {
    expect(incompatible(a, b)).toBe(true);
  });

  it.each<[Role, Role]>([
    ['COORDINATOR', 'DATA_ENTRY'],
    ['HQ_REVIEWER', 'DIRECTOR'],
    ['DATA_ENTRY', 'HQ_REVIEWER'],
  ])('takes %s with %s', (a, b) => {
    expect(incompatible(a, b)).toBe(false);
  });

  it('does not depend on the order', () => {
    expect(EVERY_PAIR.filter(([a, b]) => incompatible(a, b) !== incompatible(b, a))).toEqual([]);
  });

  it('refuses every pair of roles that together could submit and accept', () => {
    const together = EVERY_PAIR.filter(([a, b]) => {
      const rights = new Set([...permissionsOf(a), ...permissionsOf(b)]);
      return rights.has('submissions:submit') && rights.has('submissions:accept');
    });
    expect(together.length).toBeGreaterThan(0);
    expect(together.filter(([a, b]) => !incompatible(a, b))).toEqual([]);
  });
});
