/**
 * Who may import whom. This table is the rule; docs/architecture.md shows it, `npm run check` and
 * test/architecture enforce it. Besides itself a library imports only what its row lists.
 */
const base = ['platform', 'calendars', 'audit', 'identity'];
export const LIBRARIES = {
  platform: [],
  calendars: ['platform'],
  audit: ['platform'],
  identity: ['platform', 'audit'],
  evidence: [...base],
  notifications: [...base],
  indicators: [...base],
  partnerships: [...base, 'evidence', 'notifications'],
  centres: [...base, 'evidence', 'partnerships'],
  rollouts: [...base, 'evidence', 'notifications', 'partnerships', 'centres'],
  standards: [...base, 'evidence', 'notifications', 'partnerships', 'centres'],
  reporting: [...base, 'evidence', 'notifications', 'partnerships', 'centres', 'indicators'],
  collection: [...base, 'notifications', 'partnerships', 'centres', 'indicators', 'reporting'],
  analytics: [...base, 'partnerships', 'centres', 'rollouts', 'standards', 'indicators', 'reporting'],
};

/** Applications compose libraries; only these may also build on another application. */
export const APPLICATIONS = {
  api: [],
  worker: [],
  // Writes the OpenAPI document, which only the composed API can describe.
  cli: ['api'],
  standalone: ['api', 'worker', 'cli'],
};

/** Inside reporting: what stands further right may use what stands further left, never the reverse. */
export const REPORTING_ORDER = [
  'calendars',
  'deadlines',
  'slots',
  'review-news',
  'assignments',
  'extensions',
  'exemptions',
  'validation',
  'backtests',
  'submissions',
  'validation-runs',
  'report-checks',
  'revision-diffs',
  'delegations',
  'review',
  'suggestions',
  'review-queue',
  'releases',
  'materiality',
  'corrections',
  'work',
  'packs',
];
/** Accepted figures are written by these two steps; others may read them. */
const LEDGER_WRITERS = ['review', 'review-queue', 'corrections'];

const TESTS = '\\.(spec|db-spec|e2e-spec)\\.ts$';
const PUBLIC_FILES = '^libs/[^/]+/src/(index|wiring)\\.ts$';
/** Functions of their input alone: they must run without container and database. */
const PURE = [
  '\\.lifecycle\\.ts$',
  '^libs/calendars/',
  '^libs/indicators/src/formulas/',
  '^libs/indicators/src/rules/',
  '^libs/indicators/src/configuration/',
  '^libs/analytics/src/aggregation/',
];
/** What serves the pure functions of a feature to the rest carries its role in its name. */
const ROLES = '\\.(module|controller|service|dto|read-model|repository|entity|migration)\\.ts$';
const FRAMEWORKS = '^node_modules/(@nestjs|typeorm|pg|bullmq|ioredis|fastify)(/|$)';
/** Where SQL may live; migrations and modules only name the mapper's types. */
const SQL_FILES =
  '(\\.(entity|repository|read-model|migration|module)\\.ts$|^libs/platform/src/(database|http|queue|platform))';

function rule(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}

function oneOf(names) {
  return names.length === 0 ? '(?!)' : `(${names.join('|')})`;
}

const libraryRules = Object.entries(LIBRARIES).map(([library, allowed]) =>
  rule(
    `row-of-${library}`,
    `${library} may import only: ${allowed.join(', ') || 'nothing'}.`,
    { path: `^libs/${library}/`, pathNot: TESTS },
    { path: '^libs/', pathNot: `^libs/${oneOf([library, ...allowed])}/` },
  ),
);

const applicationRules = Object.entries(APPLICATIONS).map(([app, allowed]) =>
  rule(
    `app-${app}`,
    `apps/${app} may build on the applications: ${allowed.join(', ') || 'none'}.`,
    { path: `^apps/${app}/`, pathNot: TESTS },
    { path: '^apps/', pathNot: [`^apps/${oneOf([app, ...allowed])}/`, '^apps/standalone/build\\.mjs$'] },
  ),
);

const reportingRules = REPORTING_ORDER.slice(0, -1).map((feature, index) =>
  rule(
    `reporting-order-${feature}`,
    `${feature} comes before ${REPORTING_ORDER.slice(index + 1).join(', ')} and must not know them.`,
    { path: `^libs/reporting/src/${feature}/`, pathNot: TESTS },
    { path: `^libs/reporting/src/${oneOf(REPORTING_ORDER.slice(index + 1))}/` },
  ),
);

export default {
  forbidden: [
    rule(
      'no-cycle',
      'Mutual value imports crash in ESM and make two features one.',
      { path: '^(apps|libs)/' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule(
      'resolvable',
      'An import that nobody can resolve hides from every other rule.',
      {},
      { couldNotResolve: true },
    ),
    ...libraryRules,
    ...applicationRules,
    ...reportingRules,
    rule(
      'ledger-is-written-by-review-and-corrections',
      'Features before the review may read accepted figures through read models only.',
      {
        path: '^libs/reporting/src/[^/]+/',
        pathNot: [TESTS, `^libs/reporting/src/${oneOf([...LEDGER_WRITERS, 'ledger'])}/`],
      },
      { path: '^libs/reporting/src/ledger/', pathNot: '\\.read-model\\.ts$' },
    ),
    rule(
      'ledger-knows-no-workflow',
      'The ledger stores figures and does not know how they came to be accepted.',
      { path: '^libs/reporting/src/ledger/', pathNot: TESTS },
      { path: `^libs/reporting/src/${oneOf(REPORTING_ORDER.slice(REPORTING_ORDER.indexOf('validation')))}/` },
    ),
    rule(
      'unknown-library',
      'A library without a row in the table has no place in the order yet.',
      { path: '^libs/([^/]+)/', pathNot: `^libs/${oneOf(Object.keys(LIBRARIES))}/` },
      {},
    ),
    rule(
      'public-files-only',
      'Across libraries only index and wiring may be imported.',
      { path: '^libs/([^/]+)/', pathNot: TESTS },
      { path: '^libs/', pathNot: ['^libs/$1/', PUBLIC_FILES] },
    ),
    rule(
      'apps-use-public-files',
      'Applications see of a library what everybody sees.',
      { path: '^apps/', pathNot: TESTS },
      { path: '^libs/', pathNot: PUBLIC_FILES },
    ),
    rule(
      'subpath-imports-only',
      'Another library is named #library, never by a relative path.',
      { path: '^libs/([^/]+)/', pathNot: TESTS },
      { path: '^libs/', pathNot: '^libs/$1/', dependencyTypesNot: ['aliased-subpath-import'] },
    ),
    rule(
      'own-index-is-for-others',
      'A feature that imports its own index closes a circle through every other feature.',
      { path: '^libs/([^/]+)/src/', pathNot: [TESTS, PUBLIC_FILES] },
      { path: '^libs/$1/src/(index|wiring)\\.ts$' },
    ),
    rule(
      'nothing-imports-apps-or-test',
      'Libraries are composed by applications and know none of them; test support stays in tests.',
      { path: '^libs/', pathNot: TESTS },
      { path: '^(apps|test)/' },
    ),
    rule(
      'apps-do-not-import-test',
      'Test support stays in tests.',
      { path: '^apps/', pathNot: TESTS },
      { path: '^test/' },
    ),
    rule(
      'pure-stays-pure',
      'States, calendars, formulas and aggregation run without container and database.',
      { path: PURE, pathNot: [TESTS, ROLES] },
      { path: FRAMEWORKS },
    ),
    rule(
      'sql-has-its-places',
      'The mapper and the driver are used in entities, repositories, read models and the platform.',
      { path: '^libs/', pathNot: [TESTS, SQL_FILES] },
      { path: '^node_modules/(typeorm|pg)(/|$)', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'no-test-package-in-production',
      'A production image is installed without development packages; the seed of holidays runs in development only.',
      { path: '^(apps|libs)/', pathNot: [TESTS, '^apps/cli/src/holidays/library-holidays\\.ts$'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage|apps/console)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
