import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { randomBytes, randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { AuditModule } from '#audit/wiring';
import { ROLES, UsersService, type Role } from '#identity';
import { IdentityModule } from '#identity/wiring';
import { HQ_SCOPE, programContext, WORKER_LIMITS, type Config, type OperationContext } from '#platform';
import { PlatformModule } from '#platform/wiring';
import type { Command } from './command.js';
import { openInstallation } from './installation.js';
import { UsageError } from './usage-error.js';

const MIN_PASSWORD_LENGTH = 15;
const GENERATED_BYTES = 18;

export const USER_COMMANDS: readonly Command[] = [
  {
    words: 'users create',
    options:
      '--email <address> --name <name> --role <role> --scope <partner|HQ> [--unit <code>] [--locale <code>]',
    does: 'adds an account; the password is read from standard input, at a terminal one is made and shown once',
    run: createUser,
  },
  {
    words: 'users disable',
    options: '--email <address> --scope <partner|HQ>',
    does: 'closes an account and ends its sessions at once',
    run: disableUser,
  },
];

@Module({})
class UserCommandsModule {
  static for(config: Config): DynamicModule {
    const platform = PlatformModule.for(config, WORKER_LIMITS, 'asan-cli');
    return { module: UserCommandsModule, imports: [platform, AuditModule, IdentityModule] };
  }
}

async function createUser(config: Config, args: readonly string[]): Promise<void> {
  const { email, name, role, scope, unit, locale } = read(args);
  if (!name) throw new UsageError('--name is missing.');
  const membership = { role: roleFrom(role), scope, unit: unit ?? null };
  const { password, isNew } = await passwordFor();
  await withUsers(config, scope, (users, ctx) =>
    users.create(ctx, { email, name, password, locale: locale ?? 'en', memberships: [membership] }),
  );
  console.log(`created ${email}${isNew ? `, password: ${password}` : ''}`);
}

async function disableUser(config: Config, args: readonly string[]): Promise<void> {
  const { email, scope } = read(args);
  await withUsers(config, scope, (users, ctx) => users.disable(ctx, email));
  console.log(`disabled ${email}`);
}

function read(args: readonly string[]) {
  const option = { type: 'string' } as const;
  const options = { email: option, name: option, role: option, scope: option, unit: option, locale: option };
  const { email, scope, ...others } = parseArgs({ args: [...args], options }).values;
  if (!email) throw new UsageError('--email is missing.');
  if (!scope) throw new UsageError('--scope is missing.');
  return { ...others, email, scope };
}

function roleFrom(text: string | undefined): Role {
  const role = ROLES.find((known) => known === text);
  if (!role) throw new UsageError(`--role must be one of ${ROLES.join(', ')}.`);
  return role;
}

/** A password on the command line would stand in the process list and the shell's history. */
async function passwordFor(): Promise<{ password: string; isNew: boolean }> {
  if (process.stdin.isTTY)
    return { password: randomBytes(GENERATED_BYTES).toString('base64url'), isNew: true };
  const [password] = (await text(process.stdin)).split(/\r?\n/);
  if (password.length < MIN_PASSWORD_LENGTH)
    throw new UsageError(`The password on standard input needs at least ${MIN_PASSWORD_LENGTH} characters.`);
  return { password, isNew: false };
}

async function withUsers<T>(
  settings: Config,
  scope: string,
  work: (users: UsersService, ctx: OperationContext) => Promise<T>,
): Promise<T> {
  const { config, release } = await openInstallation(settings);
  const app = await NestFactory.createApplicationContext(UserCommandsModule.for(config), {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    const ctx = programContext('OPERATOR', 'cli', [...new Set([HQ_SCOPE, scope])], randomUUID());
    return await work(app.get(UsersService), ctx);
  } finally {
    await app.close();
    await release();
  }
}
