import { OWN_ACCOUNT } from '#platform';

export const ROLES = [
  'DATA_ENTRY',
  'COORDINATOR',
  'PARTNER_SUPERVISOR',
  'HQ_DESK',
  'HQ_REVIEWER',
  'HQ_LEGAL',
  'ASSESSOR',
  'DIRECTOR',
  'HQ_ADMIN',
  'AUDITOR',
] as const;
export type Role = (typeof ROLES)[number];

export const HQ_ROLES: readonly Role[] = [
  'HQ_DESK',
  'HQ_REVIEWER',
  'HQ_LEGAL',
  'ASSESSOR',
  'DIRECTOR',
  'HQ_ADMIN',
  'AUDITOR',
];

const READERS: readonly Role[] = ROLES;
const ENTERERS: readonly Role[] = ['DATA_ENTRY', 'COORDINATOR'];
const REVIEWERS: readonly Role[] = ['HQ_REVIEWER', 'DIRECTOR'];

/**
 * The one catalogue of rights: permission → roles that have it, each limited to the scope of the
 * membership that gave the role. HQ roles never enter figures, partners' roles never accept them.
 */
export const PERMISSIONS = {
  [OWN_ACCOUNT]: READERS,
  'jobs:read': READERS,
  'partners:read': READERS,
  'instruments:read': READERS,
  'instruments:record': ['HQ_LEGAL', 'DIRECTOR'],
  'claims:read': READERS,
  'claims:accept': ['HQ_LEGAL', 'DIRECTOR'],
  'programme:read': HQ_ROLES,
  'units:read': READERS,
  'indicators:read': READERS,
  'calendars:read': READERS,
  'slots:read': READERS,
  'submissions:read': READERS,
  'submissions:enter': ENTERERS,
  'submissions:submit': ['COORDINATOR'],
  'submissions:review': REVIEWERS,
  'submissions:accept': REVIEWERS,
  'submissions:transition': ['DATA_ENTRY', 'COORDINATOR', ...REVIEWERS],
  'queries:answer': ENTERERS,
  'corrections:request': ['COORDINATOR', 'PARTNER_SUPERVISOR', 'HQ_DESK', 'HQ_REVIEWER', 'DIRECTOR'],
  'corrections:decide': REVIEWERS,
  'imports:create': ENTERERS,
  'imports:read': READERS,
  'feeds:push': [],
  'sources:manage': ['HQ_DESK', 'HQ_ADMIN'],
  'analytics:read': READERS,
  'audit:read': ['DIRECTOR', 'HQ_ADMIN', 'AUDITOR'],
  'users:manage': ['PARTNER_SUPERVISOR', 'HQ_DESK', 'HQ_ADMIN'],
  'service-clients:manage': ['HQ_ADMIN'],
  'operations:run': ['HQ_ADMIN'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Scopes that a service client may be given, and the permissions each of them stands for. */
export const CLIENT_SCOPES = {
  'feed:write': [
    'feeds:push',
    'jobs:read',
    'imports:read',
    'indicators:read',
    'calendars:read',
    'slots:read',
  ],
  'analytics:read': ['analytics:read', 'indicators:read', 'calendars:read', 'units:read', 'partners:read'],
  'submission:read': ['submissions:read', 'slots:read'],
} as const satisfies Record<string, readonly Permission[]>;

export type ClientScope = keyof typeof CLIENT_SCOPES;

/** Two roles that may never meet in one person for one unit: who submits must not accept. */
export function incompatible(a: Role, b: Role): boolean {
  return submits(a) && accepts(b) ? true : submits(b) && accepts(a);
}

function submits(role: Role): boolean {
  return holdsRole('submissions:submit', role);
}

function accepts(role: Role): boolean {
  return holdsRole('submissions:accept', role);
}

function holdsRole(permission: Permission, role: Role): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}

/** The permissions of a role. */
export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => holdsRole(permission, role));
}
