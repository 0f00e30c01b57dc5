import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { TestDatabase } from './database.js';
import { signIn } from './client.js';

export const PASSWORD = 'a long test password';
let passwordHash: Promise<string> | undefined;

/** Makes partners exist as scopes, for tests that need nothing else of them. */
export async function addScopes(database: TestDatabase, ...codes: string[]): Promise<void> {
  await database.admin.query('insert into app.scope_code select unnest($1::text[]) on conflict do nothing', [
    codes,
  ]);
}

export interface PersonSpec {
  role: string;
  scope: string;
  unit?: string;
  email?: string;
}

/** Adds an account with one role; answers its id and e-mail. */
export async function addPerson(
  database: TestDatabase,
  { role, scope, unit, email }: PersonSpec,
): Promise<{ id: string; email: string }> {
  passwordHash ??= hash(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 });
  const person = {
    id: randomUUID(),
    email: email ?? `${role.toLowerCase()}.${randomUUID().slice(0, 8)}@${scope.toLowerCase()}.example`,
  };
  await database.admin.query(
    `insert into app.user_account (id, scope, email, name, password_hash, created_at) values ($1, $2, $3, $4, $5, now())`,
    [person.id, scope, person.email, person.email, await passwordHash],
  );
  await database.admin.query(
    `insert into app.membership (id, scope, user_id, role, unit, valid_from) values ($1, $2, $3, $4, $5, '2000-01-01')`,
    [randomUUID(), scope, person.id, role, unit ?? null],
  );
  return person;
}

/** Adds an account and signs it in. */
export async function signedIn(
  api: { url: string; database: TestDatabase },
  spec: PersonSpec,
): Promise<string> {
  const { email } = await addPerson(api.database, spec);
  return signIn(api.url, email, PASSWORD);
}
