import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import { writeBreachTree, type Breach } from './breach-tree.js';

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

const root = projectRoot();

/** Runs dependency-cruiser with our table over a folder. */
function violations(folder: string, ...paths: string[]): Violation[] {
  const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [
    program,
    '--config',
    join(root, '.dependency-cruiser.mjs'),
    '--output-type',
    'json',
    ...paths,
  ];
  const run = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (!run.stdout) throw new Error(run.stderr);
  return (JSON.parse(run.stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

const { LIBRARIES, APPLICATIONS, REPORTING_ORDER } = (await import(
  join(root, '.dependency-cruiser.mjs')
)) as {
  LIBRARIES: Record<string, string[]>;
  APPLICATIONS: Record<string, string[]>;
  REPORTING_ORDER: string[];
};

/** Every library with the first library that its row does not list. */
const ROWS: Breach[] = Object.keys(LIBRARIES).map((library) => {
  const forbidden = ['reporting', 'identity'].find(
    (other) => other !== library && !LIBRARIES[library].includes(other),
  );
  // Whoever may use every target of the tree is tried with a library that nobody may use.
  const imports = forbidden ? `#${forbidden}` : '../../nowhere/src/index.js';
  return { rule: `row-of-${library}`, file: `libs/${library}/src/row-breach.ts`, imports };
});

const BREACHES: Breach[] = [
  ...ROWS,
  ...Object.keys(APPLICATIONS)
    .filter((app) => app !== 'standalone')
    .map((app) => ({
      rule: `app-${app}`,
      file: `apps/${app}/src/app-breach.ts`,
      imports: '../../standalone/src/app-breach.js',
    })),
  {
    rule: 'app-standalone',
    file: 'apps/standalone/src/app-breach.ts',
    imports: '../../elsewhere/src/app.js',
  },
  ...REPORTING_ORDER.slice(0, -1).map((feature) => ({
    rule: `reporting-order-${feature}`,
    file: `libs/reporting/src/${feature}/order-breach.ts`,
    imports: '../packs/packs.js',
  })),
  {
    rule: 'ledger-is-written-by-review-and-corrections',
    file: 'libs/reporting/src/slots/ledger-breach.ts',
    imports: '../ledger/ledger.js',
  },
  {
    rule: 'ledger-knows-no-workflow',
    file: 'libs/reporting/src/ledger/workflow-breach.ts',
    imports: '../corrections/corrections.js',
  },
  { rule: 'no-cycle', file: 'libs/platform/src/circle-a.ts', imports: './circle-b.js' },
  { rule: 'resolvable', file: 'libs/platform/src/lost.ts', imports: './not-there.js' },
  { rule: 'unknown-library', file: 'libs/nowhere/src/index.ts', imports: '#platform' },
  {
    rule: 'public-files-only',
    file: 'libs/identity/src/deep.ts',
    imports: '../../platform/src/secret.js',
  },
  {
    rule: 'apps-use-public-files',
    file: 'apps/api/src/deep.ts',
    imports: '../../../libs/platform/src/secret.js',
  },
  {
    rule: 'subpath-imports-only',
    file: 'libs/identity/src/relative.ts',
    imports: '../../platform/src/index.js',
  },
  { rule: 'own-index-is-for-others', file: 'libs/identity/src/users/own.ts', imports: '../index.js' },
  {
    rule: 'nothing-imports-apps-or-test',
    file: 'libs/platform/src/upwards.ts',
    imports: '../../../apps/api/src/api.module.js',
  },
  {
    rule: 'apps-do-not-import-test',
    file: 'apps/worker/src/support.ts',
    imports: '../../../test/support/tool.js',
  },
  { rule: 'pure-stays-pure', file: 'libs/calendars/src/dates/mapper.ts', imports: 'typeorm' },
  { rule: 'pure-stays-pure', file: 'libs/reporting/src/slots/slot.lifecycle.ts', imports: '@nestjs/common' },
  { rule: 'sql-has-its-places', file: 'libs/identity/src/users/users.service.ts', imports: 'typeorm' },
  { rule: 'no-test-package-in-production', file: 'libs/identity/src/dev.ts', imports: 'jest-only' },
];

/** Allowed counterparts of the above: a rule that refuses everything proves nothing. */
const ALLOWED = [
  { file: 'libs/identity/src/good.ts', imports: '#platform' },
  { file: 'libs/identity/src/users/users.repository.ts', imports: 'typeorm' },
  { file: 'libs/reporting/src/review/good.ts', imports: '../ledger/ledger.js' },
  { file: 'libs/reporting/src/submissions/good.ts', imports: '../slots/slots.js' },
  { file: 'libs/reporting/src/validation/good.ts', imports: '../ledger/ledger.read-model.js' },
  { file: 'libs/identity/src/users/good.db-spec.ts', imports: '../../../../test/support/tool.js' },
  { file: 'apps/standalone/src/good.ts', imports: '../../api/src/api.module.js' },
];

describe('the dependency table', () => {
  let folder: string;
  let found: Violation[];

  beforeAll(() => {
    const closing = { file: 'libs/platform/src/circle-b.ts', imports: './circle-a.js' };
    const elsewhere = { file: 'apps/elsewhere/src/app.ts', imports: '#platform' };
    folder = writeBreachTree([...BREACHES, ...ALLOWED, closing, elsewhere]);
    found = violations(folder, 'apps', 'libs');
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(BREACHES.map((breach) => [breach.rule, breach.file] as const))('%s refuses %s', (rule, file) => {
    expect(found.filter((one) => one.from === file).map((one) => one.rule.name)).toContain(rule);
  });

  it.each(ALLOWED.map(({ file, imports }) => [file, imports]))('lets %s import %s', (file) => {
    expect(found.filter((one) => one.from === file)).toEqual([]);
  });

  it('has a breach for every rule', async () => {
    const { default: config } = (await import(join(root, '.dependency-cruiser.mjs'))) as {
      default: { forbidden: { name: string }[] };
    };
    const tried = new Set(BREACHES.map((breach) => breach.rule));
    expect(config.forbidden.map((rule) => rule.name).filter((name) => !tried.has(name))).toEqual([]);
  });

  it('is obeyed by the whole tree', () => {
    const here = violations(root, 'apps', 'libs');
    expect(here.map((one) => `${one.rule.name}: ${one.from} -> ${one.to}`)).toEqual([]);
  });
});
