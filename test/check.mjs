import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installPackages, root } from '../apps/cli/bootstrap.mjs';

/**
 * `npm run check`: everything that can be said about the sources without running the product.
 * Every step runs even after a failure, so that one round shows all there is to mend.
 */
const packages = (...path) => join(root, 'node_modules', ...path);
const STEPS = [
  { name: 'types', args: [packages('typescript7', 'bin', 'tsc'), '-p', 'tsconfig.json', '--noEmit'] },
  { name: 'lint', args: [packages('oxlint', 'bin', 'oxlint'), '--quiet'] },
  {
    name: 'format',
    args: [packages('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  },
  {
    name: 'dependency table',
    args: [
      packages('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      'apps',
      'libs',
    ],
  },
  {
    name: 'generated documents',
    args: [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      packages('jest', 'bin', 'jest.js'),
      'test/architecture/generated-documents',
    ],
  },
];

function run({ name, args }) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = ((performance.now() - started) / 1_000).toFixed(1).padStart(6);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${seconds} s  ${name}`);
  if (status !== 0) console.log(`${stdout}${stderr}`.trim());
  return status === 0;
}

installPackages();
const failed = STEPS.filter((step) => !run(step));
if (failed.length > 0) {
  console.log(
    `${failed.length} of ${STEPS.length} steps failed: ${failed.map(({ name }) => name).join(', ')}`,
  );
  process.exitCode = 1;
}
