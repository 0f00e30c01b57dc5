import 'reflect-metadata';
import { InvalidConfigError, loadConfig } from '#platform';
import type { Command } from './command.js';
import { DOCUMENT_COMMANDS } from './document-commands.js';
import { JOB_COMMANDS } from './job-commands.js';
import { HOLIDAY_COMMANDS } from './holidays/holiday-commands.js';
import { MIGRATE_COMMANDS } from './migrate-commands.js';
import { SEED_COMMANDS } from './seed-commands.js';
import { UsageError } from './usage-error.js';
import { USER_COMMANDS } from './user-commands.js';

const EXIT_USAGE = 2;

/** A new command is one more entry here; a command that does not exist yet is not listed. */
const COMMANDS: readonly Command[] = [
  ...MIGRATE_COMMANDS,
  ...USER_COMMANDS,
  ...DOCUMENT_COMMANDS,
  ...SEED_COMMANDS,
  ...HOLIDAY_COMMANDS,
  ...JOB_COMMANDS,
];

async function main(words: readonly string[]): Promise<void> {
  const command = COMMANDS.find((one) => matches(one, words));
  if (!command)
    throw new UsageError(words.length === 0 ? 'No command given.' : `Unknown command: ${words.join(' ')}`);
  await command.run(loadConfig(), words.slice(command.words.split(' ').length));
}

function matches(command: Command, words: readonly string[]): boolean {
  return command.words.split(' ').every((word, index) => words[index] === word);
}

function list(): string {
  const lines = COMMANDS.map(
    ({ words, options, does }) => `  ${[words, options].filter(Boolean).join(' ')}\n      ${does}`,
  );
  return ['Commands (npm run cli -- <command>):', ...lines].join('\n');
}

/** The option parser's own faults are the caller's, not ours. */
function isUsage(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS');
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  console.error(isUsage(error) ? `${message}\n\n${list()}` : message);
  process.exitCode = isUsage(error) || error instanceof InvalidConfigError ? EXIT_USAGE : 1;
}
