import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A file that must be refused by the named rule of the dependency table. */
export interface Breach {
  rule: string;
  file: string;
  imports: string;
}

/** What every breach tree has besides: something to import. */
const TARGETS = [
  'libs/platform/src/index.ts',
  'libs/platform/src/secret.ts',
  'libs/identity/src/index.ts',
  'libs/identity/src/own-target.ts',
  'libs/reporting/src/index.ts',
  'libs/reporting/src/slots/slots.ts',
  'libs/reporting/src/corrections/corrections.ts',
  'libs/reporting/src/packs/packs.ts',
  'libs/reporting/src/ledger/ledger.ts',
  'libs/reporting/src/ledger/ledger.read-model.ts',
  'apps/api/src/api.module.ts',
  'test/support/tool.ts',
  'node_modules/typeorm/index.js',
  'node_modules/@nestjs/common/index.js',
  'node_modules/jest-only/index.js',
];

/** Writes a small tree with one forbidden import per file and answers its folder. */
export function writeBreachTree(files: ReadonlyArray<{ file: string; imports: string }>): string {
  const root = mkdtempSync(join(tmpdir(), 'asan-breaches-'));
  write(root, 'package.json', JSON.stringify(packageFile()));
  for (const name of ['typeorm', '@nestjs/common', 'jest-only']) {
    write(
      root,
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
  }
  for (const target of TARGETS) write(root, target, 'export const thing = 1;\n');
  for (const { file, imports } of files) write(root, file, `import '${imports}';\n`);
  return root;
}

function packageFile(): object {
  const libraries = ['platform', 'identity', 'reporting'];
  return {
    name: 'breaches',
    type: 'module',
    imports: Object.fromEntries(
      libraries.map((name) => [`#${name}`, { source: `./libs/${name}/src/index.ts` }]),
    ),
    dependencies: { typeorm: '1.0.0', '@nestjs/common': '1.0.0' },
    devDependencies: { 'jest-only': '1.0.0' },
  };
}

function write(root: string, file: string, content: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
}
