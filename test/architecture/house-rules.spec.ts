import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import {
  clockReads,
  defaultExports,
  downloadAddresses,
  environmentReads,
  layerNames,
  librariesWithoutIndex,
  longFiles,
  longHandlers,
  machineTraces,
  type SourceFile,
} from './house-rules.js';

const root = projectRoot();
const TEXT = /\.(ts|mjs|js|json|ya?ml|md|sh|conf|toml|html|css)$|(^|\/)(Dockerfile|Caddyfile|run|\.[\w.-]+)$/;
/** Other people's documents and this suite's own bad examples name such things on purpose. */
const QUOTES = /^(config\/facts\/|config\/samples\/|package-lock\.json|test\/architecture\/house-rules)/;

/** Tracked files and those about to be, without what git ignores. */
function tracked(): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  return listed
    .split('\0')
    .filter((file) => TEXT.test(file) && existsSync(join(root, file)))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}

const all = tracked();
const sources = all.filter(({ file }) => /^(apps|libs)\/(?!console\/).*\.(ts|mjs)$/.test(file));
const one = (file: string, text = ''): SourceFile[] => [{ file, text }];

describe('the rules of the house', () => {
  it('look at every source file', () => {
    expect(sources.length).toBeGreaterThan(100);
  });

  it(`${layerNames.name}: none`, () => {
    expect(layerNames(sources)).toEqual([]);
  });

  it.each(['common', 'shared', 'utils', 'helpers', 'core', 'types', 'interfaces', 'constants'])(
    'notices a folder and a file called %s',
    (name) => {
      expect(layerNames(one(`libs/x/src/${name}/a.ts`))).toHaveLength(1);
      expect(layerNames(one(`libs/x/src/a/${name}.ts`))).toHaveLength(1);
    },
  );

  it.each(['controllers', 'services', 'entities'])('notices a folder called %s', (name) => {
    expect(layerNames(one(`libs/x/src/${name}/a.ts`))).toHaveLength(1);
  });

  it(`${environmentReads.name}: none`, () => {
    expect(environmentReads(sources)).toEqual([]);
  });

  it('notices a read of the environment, but not a mention in a comment', () => {
    expect(environmentReads(one('libs/x/src/a.ts', 'const a = process.env.A;'))).toHaveLength(1);
    expect(environmentReads(one('apps/api/src/a.ts', 'const { env } = process["env"];'))).toHaveLength(1);
    expect(environmentReads(one('libs/x/src/a.ts', '// process.env is read elsewhere'))).toEqual([]);
  });

  it(`${clockReads.name}: none`, () => {
    expect(clockReads(sources)).toEqual([]);
  });

  it('notices a read of the clock, but not a conversion', () => {
    for (const read of ['new Date()', 'Date.now()', 'new Date( )', 'new Date;', 'const t = Date()'])
      expect(clockReads(one('libs/x/src/a.ts', read))).toHaveLength(1);
    expect(clockReads(one('libs/x/src/a.ts', 'new Date(instant)'))).toEqual([]);
  });

  it(`${longFiles.name}: none`, () => {
    expect(longFiles(sources)).toEqual([]);
  });

  it('notices a file of 301 lines', () => {
    expect(longFiles(one('libs/x/src/a.ts', 'a\n'.repeat(301)))).toHaveLength(1);
    expect(longFiles(one('libs/x/src/a.ts', 'a\n'.repeat(300)))).toEqual([]);
  });

  it(`${defaultExports.name}: none`, () => {
    expect(defaultExports(sources)).toEqual([]);
  });

  it('notices both forms of a default export', () => {
    expect(defaultExports(one('libs/x/src/a.ts', 'export default class A {}'))).toHaveLength(1);
    expect(defaultExports(one('libs/x/src/a.ts', 'export { a as default };'))).toHaveLength(1);
  });

  it(`${librariesWithoutIndex.name}: none`, () => {
    expect(librariesWithoutIndex(sources)).toEqual([]);
  });

  it('notices a library without index', () => {
    expect(librariesWithoutIndex(one('libs/x/src/a.ts'))).toHaveLength(1);
  });

  it(`${machineTraces.name}: none`, () => {
    expect(machineTraces(all.filter(({ file }) => !QUOTES.test(file)))).toEqual([]);
  });

  it.each(['see /home/ben/app', 'in /Users/anna', 'registry.example.org', 'https://host/x-1.0.0.tgz'])(
    'notices the trace of a machine in "%s"',
    (text) => {
      expect(machineTraces(one('docs/a.md', text))).toHaveLength(1);
    },
  );

  it('keeps download addresses out of the lock file', () => {
    expect(downloadAddresses(readFileSync(join(root, 'package-lock.json'), 'utf8'))).toEqual([]);
  });

  it('notices a download address in a lock file', () => {
    expect(downloadAddresses('{ "resolved": "https://host/a" }')).toHaveLength(1);
  });

  it(`${longHandlers.name}: none`, () => {
    expect(longHandlers(sources)).toEqual([]);
  });

  it('notices a handler of six statements, also when they hide in a branch', () => {
    const handler = (body: string) => one('libs/x/src/a.controller.ts', `class A { @Get() a() { ${body} } }`);
    expect(longHandlers(handler('a(); b(); c(); d(); e(); f();'))).toHaveLength(1);
    expect(longHandlers(handler('if (a) { b(); c(); d(); e(); f(); }'))).toHaveLength(1);
    expect(longHandlers(handler('a(); b(); c(); d(); return e();'))).toEqual([]);
  });
});
