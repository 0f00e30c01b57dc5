import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** People, their memberships and sessions; service clients and their keys. */
export class IdentitySchema1700000002000 implements MigrationInterface {
  name = 'IdentitySchema1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    await createUsers(runner);
    await createSessions(runner);
    await createClients(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table app.service_client_key, app.service_client, app.session, app.login_failure, app.membership, app.user_account',
    );
  }
}

async function createUsers(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.user_account (
      id uuid primary key,
      scope text not null references app.scope_code,
      email text not null unique check (email = lower(email)),
      name text not null,
      password_hash text not null,
      locale text not null default 'en',
      demo boolean not null default false,
      disabled_at timestamptz,
      created_at timestamptz not null
    )`);
  await runner.query(`
    create table app.membership (
      id uuid primary key,
      scope text not null references app.scope_code,
      user_id uuid not null references app.user_account,
      role text not null,
      unit text,
      valid_from date not null,
      valid_until date,
      check (valid_until is null or valid_until > valid_from)
    )`);
  await runner.query(`
    create table app.login_failure (
      account text not null,
      scope text not null default 'HQ',
      at timestamptz not null
    )`);
  await runner.query('create index membership_user on app.membership (user_id)');
  await runner.query('create index login_failure_account on app.login_failure (account, at)');
  await wallTable(runner, { table: 'user_account', scope: 'scope', grants: ['select', 'insert', 'update'] });
  await wallTable(runner, {
    table: 'membership',
    scope: 'scope',
    grants: ['select', 'insert', 'update', 'delete'],
  });
  await wallTable(runner, { table: 'login_failure', scope: 'scope', grants: ['select', 'insert', 'delete'] });
}

async function createSessions(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.session (
      id uuid primary key,
      scope text not null references app.scope_code,
      user_id uuid not null references app.user_account,
      token_hash text not null,
      previous_token_hash text,
      rotated_at timestamptz not null,
      expires_at timestamptz not null,
      ended_at timestamptz,
      end_reason text
    )`);
  await runner.query('create index session_of_user on app.session (user_id)');
  await wallTable(runner, { table: 'session', scope: 'scope', grants: ['select', 'insert', 'update'] });
}

async function createClients(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.service_client (
      id uuid primary key,
      scope text not null references app.scope_code,
      code text not null unique,
      name text not null,
      scopes text[] not null,
      created_by text not null,
      disabled_at timestamptz,
      created_at timestamptz not null
    )`);
  await runner.query(`
    create table app.service_client_key (
      id text primary key,
      scope text not null references app.scope_code,
      client_id uuid not null references app.service_client,
      key_hash text not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      revoked_at timestamptz,
      last_used_at timestamptz
    )`);
  await wallTable(runner, {
    table: 'service_client',
    scope: 'scope',
    grants: ['select', 'insert', 'update'],
  });
  await wallTable(runner, {
    table: 'service_client_key',
    scope: 'scope',
    grants: ['select', 'insert', 'update'],
  });
}
