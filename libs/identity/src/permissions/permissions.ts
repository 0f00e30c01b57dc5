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

/** Who proposes rollouts, keeps their plans and prepares their gates; the director also decides. */
const ROLLOUT_MANAGERS: readonly Role[] = ['HQ_DESK', 'DIRECTOR'];

/** Who performs and accepts what an agreement obliges a side to do, on each side. */
const OBLIGATION_SIDES: Readonly<Record<'HQ' | 'PARTNER', readonly Role[]>> = {
  HQ: ['HQ_DESK', 'HQ_LEGAL', 'DIRECTOR'],
  PARTNER: ['COORDINATOR', 'PARTNER_SUPERVISOR'],
};

/**
 * The one catalogue of rights: permission → roles that have it, each limited to the scope of the
 * membership that gave the role. HQ roles never enter figures, partners' roles never accept them.
 */
export const PERMISSIONS = {
  [OWN_ACCOUNT]: READERS,
  'jobs:read': READERS,
  'jobs:control': [...ENTERERS, 'PARTNER_SUPERVISOR', 'HQ_DESK', 'HQ_ADMIN'],
  'partners:read': READERS,
  'partners:manage': ['HQ_DESK', 'HQ_LEGAL'],
  'instruments:read': READERS,
  'instruments:record': ['HQ_LEGAL', 'DIRECTOR'],
  'licences:read': READERS,
  'licences:grant': ['HQ_LEGAL', 'DIRECTOR'],
  'legal-basis:waive': ['DIRECTOR'],
  'obligations:read': READERS,
  'obligations:record': ['HQ_LEGAL', 'DIRECTOR'],
  'obligations:act': [...OBLIGATION_SIDES.HQ, ...OBLIGATION_SIDES.PARTNER],
  'obligations:act-for-hq': OBLIGATION_SIDES.HQ,
  'obligations:act-for-partner': OBLIGATION_SIDES.PARTNER,
  'obligations:waive': ['DIRECTOR'],
  'obligations:resolve': ['HQ_LEGAL', 'DIRECTOR'],
  'briefs:read': READERS,
  'engagements:read': READERS,
  'engagements:record': ['HQ_DESK', 'HQ_LEGAL', 'DIRECTOR'],
  'rollouts:read': READERS,
  'rollouts:work': ['COORDINATOR', 'PARTNER_SUPERVISOR', ...ROLLOUT_MANAGERS],
  'rollouts:manage': ROLLOUT_MANAGERS,
  'rollouts:decide': ['DIRECTOR'],
  'documents:read': READERS,
  'documents:manage': ['COORDINATOR', 'PARTNER_SUPERVISOR', 'HQ_DESK', 'HQ_LEGAL', 'DIRECTOR'],
  'documents:read-internal': HQ_ROLES,
  'documents:read-restricted': ['HQ_LEGAL', 'DIRECTOR'],
  'documents:classify': ['HQ_LEGAL', 'DIRECTOR'],
  'claims:read': READERS,
  'claims:accept': ['HQ_LEGAL', 'DIRECTOR'],
  'programme:read': HQ_ROLES,
  'programme:freeze': ['DIRECTOR'],
  'units:read': READERS,
  'units:manage': ['HQ_DESK', 'HQ_ADMIN'],
  'services:manage': ['COORDINATOR', 'PARTNER_SUPERVISOR', 'HQ_DESK'],
  'indicators:read': READERS,
  'config:edit': ['HQ_ADMIN'],
  'config:publish': ['HQ_ADMIN'],
  'targets:propose': ['COORDINATOR', 'PARTNER_SUPERVISOR', 'HQ_DESK'],
  'targets:decide': ['HQ_DESK', 'HQ_REVIEWER', 'DIRECTOR'],
  'definition-notes:file': ['COORDINATOR', 'PARTNER_SUPERVISOR'],
  'definition-notes:decide': ['HQ_REVIEWER', 'DIRECTOR'],
  'calendars:read': READERS,
  'calendars:manage': ['HQ_DESK', 'HQ_ADMIN'],
  'deadlines:decide': ['HQ_DESK', 'HQ_REVIEWER', 'DIRECTOR', 'HQ_ADMIN'],
  'slots:read': READERS,
  'slots:request': ['COORDINATOR', 'PARTNER_SUPERVISOR', 'HQ_DESK'],
  'slots:decide': ['HQ_DESK', 'DIRECTOR'],
  'submissions:read': READERS,
  'submissions:enter': ENTERERS,
  'submissions:submit': ['COORDINATOR'],
  'submissions:review': REVIEWERS,
  'submissions:accept': REVIEWERS,
  'submissions:supervise': ['PARTNER_SUPERVISOR'],
  'submissions:transition': ['DATA_ENTRY', 'COORDINATOR', 'PARTNER_SUPERVISOR', ...REVIEWERS],
  'submissions:direct': ['DIRECTOR'],
  'submissions:void': ['DIRECTOR'],
  'reports:check': ['COORDINATOR', 'PARTNER_SUPERVISOR', 'HQ_DESK', ...REVIEWERS],
  'review-queue:read': ['HQ_DESK', ...REVIEWERS],
  'delegations:manage': ['COORDINATOR'],
  'queries:ask': ['PARTNER_SUPERVISOR', ...REVIEWERS],
  'queries:answer': ENTERERS,
  'suggestions:make': ['PARTNER_SUPERVISOR', ...REVIEWERS],
  'suggestions:decide': ['COORDINATOR'],
  'suggestions:answer': ['COORDINATOR', 'PARTNER_SUPERVISOR', ...REVIEWERS],
  'exemptions:request': ['COORDINATOR', 'PARTNER_SUPERVISOR', 'HQ_DESK', 'HQ_REVIEWER'],
  'exemptions:decide': ['HQ_REVIEWER', 'DIRECTOR'],
  'corrections:request': ['COORDINATOR', 'PARTNER_SUPERVISOR', 'HQ_DESK', 'HQ_REVIEWER', 'DIRECTOR'],
  'corrections:decide': REVIEWERS,
  'corrections:direct': ['DIRECTOR'],
  'corrections:read': READERS,
  'releases:read': READERS,
  'releases:publish': ['DIRECTOR'],
  'releases:verify': ['HQ_DESK', 'HQ_REVIEWER', 'DIRECTOR', 'HQ_ADMIN', 'AUDITOR'],
  'workbooks:create': [...ENTERERS, 'PARTNER_SUPERVISOR', 'HQ_DESK'],
  'imports:create': ENTERERS,
  'imports:read': READERS,
  'feeds:push': [],
  'sources:read': [...HQ_ROLES, 'COORDINATOR', 'PARTNER_SUPERVISOR'],
  'sources:manage': ['HQ_DESK', 'HQ_ADMIN'],
  'sources:approve': ['HQ_ADMIN', 'DIRECTOR'],
  'sources:allow-hosts': ['HQ_ADMIN'],
  'analytics:read': READERS,
  'standards:read': READERS,
  'standards:edit': ['HQ_ADMIN'],
  'standards:publish': ['HQ_ADMIN'],
  'assessments:read': READERS,
  'assessments:read-drafts': HQ_ROLES,
  'assessments:plan': ['COORDINATOR', 'PARTNER_SUPERVISOR', 'ASSESSOR', 'DIRECTOR'],
  'assessments:assess': ['ASSESSOR', 'DIRECTOR'],
  'assessments:self-assess': [...ENTERERS, 'PARTNER_SUPERVISOR'],
  'assessments:answer': [...ENTERERS, 'PARTNER_SUPERVISOR', 'ASSESSOR', 'DIRECTOR'],
  'assessments:step': [...ENTERERS, 'PARTNER_SUPERVISOR', 'ASSESSOR', 'DIRECTOR'],
  'assessments:respond': ['COORDINATOR', 'PARTNER_SUPERVISOR'],
  'assessments:campaign': ['ASSESSOR', 'HQ_DESK', 'DIRECTOR'],
  'assessments:publish': ['DIRECTOR'],
  'findings:read': READERS,
  'findings:record': [...ENTERERS, 'PARTNER_SUPERVISOR', 'ASSESSOR', 'DIRECTOR'],
  'findings:act': ['COORDINATOR', 'PARTNER_SUPERVISOR'],
  'findings:judge': ['ASSESSOR', 'DIRECTOR'],
  'findings:step': ['COORDINATOR', 'PARTNER_SUPERVISOR', 'ASSESSOR', 'DIRECTOR'],
  'certificates:read': READERS,
  'certificates:issue': ['DIRECTOR'],
  'audit:read': ['DIRECTOR', 'HQ_ADMIN', 'AUDITOR'],
  'deliveries:read': ['HQ_DESK', 'DIRECTOR', 'HQ_ADMIN', 'AUDITOR'],
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
