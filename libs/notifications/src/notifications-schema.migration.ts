import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** What people were told, by which mail, with which outcome, and what they asked us not to send. */
export class NotificationsSchema1700000010300 implements MigrationInterface {
  name = 'NotificationsSchema1700000010300';

  async up(runner: QueryRunner): Promise<void> {
    await createNotifications(runner);
    await createDigests(runner);
    await createDeliveries(runner);
    await createPreferences(runner);
    await createContactTasks(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table app.contact_task, app.notification_preference, app.notification_delivery, app.notification_digest, app.notification',
    );
  }
}

const STATES = "('QUEUED','SENDING','SENT','DELIVERED','BOUNCED','SUPPRESSED','UNCERTAIN')";

async function createNotifications(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.notification (
      id uuid primary key,
      partner text not null references app.scope_code,
      recipient uuid not null references app.user_account,
      recipient_scope text not null references app.scope_code,
      event text not null,
      rung text not null,
      kind text not null,
      urgent boolean not null,
      superseded boolean not null,
      subject_id uuid,
      params jsonb not null,
      created_at timestamptz not null,
      read_at timestamptz,
      unique (partner, event, recipient, rung)
    )`);
  await runner.query(
    `comment on column app.notification.superseded is 'A later rung was due at the same time: recorded, never shown or sent'`,
  );
  await runner.query(
    'create index notification_inbox on app.notification (recipient, created_at desc, id desc)',
  );
  await wallTable(runner, {
    table: 'notification',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}

async function createDigests(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.notification_digest (
      id uuid primary key,
      scope text not null references app.scope_code,
      recipient uuid not null references app.user_account,
      sort text not null check (sort in ('DAILY','IMMEDIATE')),
      day date not null,
      state text not null default 'QUEUED' check (state in ${STATES}),
      reason text,
      locale text,
      address text,
      message_id text,
      answer text,
      attempts integer not null default 0,
      lease_until timestamptz,
      promised_at timestamptz,
      promises integer not null default 0,
      queued_at timestamptz not null default clock_timestamp(),
      sent_at timestamptz,
      check (state <> 'SUPPRESSED' or reason is not null),
      check ((state = 'SENDING') = (lease_until is not null))
    )`);
  await runner.query(
    `comment on column app.notification_digest.scope is 'Home scope of the recipient; one mail may tell of several partners'`,
  );
  await runner.query(
    "create unique index notification_digest_daily on app.notification_digest (scope, recipient, day) where sort = 'DAILY'",
  );
  await runner.query(
    "create index notification_digest_open on app.notification_digest (queued_at) where state in ('QUEUED', 'SENDING')",
  );
  await wallTable(runner, {
    table: 'notification_digest',
    scope: 'scope',
    grants: ['select', 'insert', 'update'],
  });
}

async function createDeliveries(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.notification_delivery (
      id uuid primary key,
      partner text not null references app.scope_code,
      notification_id uuid not null references app.notification,
      recipient uuid not null references app.user_account,
      recipient_scope text not null references app.scope_code,
      channel text not null check (channel in ('EMAIL')),
      urgent boolean not null,
      digest_id uuid references app.notification_digest,
      state text not null check (state in ${STATES}),
      reason text,
      created_at timestamptz not null,
      unique (partner, notification_id, channel),
      check ((state = 'SUPPRESSED') <= (reason is not null))
    )`);
  await runner.query(
    "create index notification_delivery_waiting on app.notification_delivery (recipient) where state = 'QUEUED' and digest_id is null",
  );
  await runner.query('create index notification_delivery_digest on app.notification_delivery (digest_id)');
  await wallTable(runner, {
    table: 'notification_delivery',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}

async function createPreferences(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.notification_preference (
      recipient uuid primary key references app.user_account,
      scope text not null references app.scope_code,
      snoozed_until timestamptz,
      unsubscribed_at timestamptz,
      rev integer not null default 1
    )`);
  await wallTable(runner, {
    table: 'notification_preference',
    scope: 'scope',
    grants: ['select', 'insert', 'update'],
  });
}

async function createContactTasks(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.contact_task (
      id uuid primary key,
      scope text not null references app.scope_code,
      recipient uuid not null references app.user_account,
      reason text not null check (reason in ('contact-unreachable')),
      opened_at timestamptz not null,
      closed_at timestamptz
    )`);
  await runner.query(
    'create unique index contact_task_open on app.contact_task (scope, recipient, reason) where closed_at is null',
  );
  await wallTable(runner, { table: 'contact_task', scope: 'scope', grants: ['select', 'insert', 'update'] });
}
