import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = join(ROOT, 'libs/collection/src/layouts');
const BUILT = join(ROOT, 'dist/libs/collection/src/layouts');

/**
 * Makes sure that the program of the parsing process is built from the present sources. The child runs under plain
 * Node, which cannot start TypeScript; building these few files takes a moment, building everything does not.
 */
export function ensureParserIsBuilt(): void {
  mkdirSync(BUILT, { recursive: true });
  const { $schema: _schema, ...options } = JSON.parse(readFileSync(join(ROOT, '.swcrc'), 'utf8')) as Record<
    string,
    unknown
  >;
  for (const name of readdirSync(SOURCES)) {
    if (name.endsWith('.ts') && !name.endsWith('spec.ts')) build(name, options);
  }
}

function build(name: string, options: Record<string, unknown>): void {
  const source = join(SOURCES, name);
  const target = join(BUILT, name.replace(/\.ts$/, '.js'));
  if (existsSync(target) && statSync(target).mtimeMs >= statSync(source).mtimeMs) return;
  const { code } = transformFileSync(source, { ...options, swcrc: false, sourceMaps: false });
  // Renaming is atomic, so test workers that build at the same time never see half a file.
  const draft = `${target}.${process.pid}.draft`;
  writeFileSync(draft, code);
  renameSync(draft, target);
}
