import { readFileSync } from 'node:fs';

const swcrc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));
delete swcrc.$schema;
// Suites of the night take too long for every run; whoever names one gets it.
const isNight =
  process.env.ASAN_TEST_NIGHT === 'true' || process.argv.some((word) => word.includes('test/night'));

export default {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  testRegex: '\\.(spec|db-spec|e2e-spec)\\.ts$',
  testPathIgnorePatterns: ['/node_modules/', ...(isNight ? [] : ['<rootDir>/test/night/'])],
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swcrc, swcrc: false, sourceMaps: 'inline' }] },
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  reporters: ['default', '<rootDir>/test/support/plain-count-reporter.mjs'],
  testTimeout: 60_000,
  maxWorkers: 2,
  // Every file's modules stay in its worker's memory; a worker that grew is replaced between two files.
  workerIdleMemoryLimit: '1GB',
};
