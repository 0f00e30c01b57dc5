import type { withClient } from '#platform';

type Client = Parameters<Parameters<typeof withClient>[1]>[0];

const SYNTHETIC_SLOTS = 'select id from app.report_slot where synthetic';
const SYNTHETIC_SUBMISSIONS = `select id from app.submission where slot_id in (${SYNTHETIC_SLOTS})`;
const DEMO_USERS = 'select id from app.user_account where demo';
const DEMO_IMPORTS = `select import_id from app.import_report where slot_id in (${SYNTHETIC_SLOTS})
  union select id from app.import where created_by in (select id::text from app.user_account where demo)`;
const DEMO_CLIENTS =
  'select id from app.service_client where created_by in (select id::text from app.user_account where demo)';

/** Children before parents; the audit record is append-only and stays. */
const DELETIONS = [
  `delete from app.notification_delivery where recipient in (${DEMO_USERS})
     or notification_id in (select id from app.notification where subject_id in (${SYNTHETIC_SLOTS}))`,
  `delete from app.notification where recipient in (${DEMO_USERS}) or subject_id in (${SYNTHETIC_SLOTS})`,
  `delete from app.notification_digest where recipient in (${DEMO_USERS})`,
  `delete from app.notification_preference where recipient in (${DEMO_USERS})`,
  `delete from app.contact_task where recipient in (${DEMO_USERS})`,
  'delete from app.observation where synthetic',
  `delete from app.ledger_event where slot_id in (${SYNTHETIC_SLOTS})`,
  `delete from app.release_erratum where submission_id in (${SYNTHETIC_SUBMISSIONS})`,
  `delete from app.correction_request where slot_id in (${SYNTHETIC_SLOTS})`,
  `delete from app.query_message where query_id in (select id from app.review_query where slot_id in (${SYNTHETIC_SLOTS}))`,
  `delete from app.review_query where slot_id in (${SYNTHETIC_SLOTS})`,
  `delete from app.suggestion where slot_id in (${SYNTHETIC_SLOTS})`,
  `delete from app.finding_acknowledgement where submission_id in (${SYNTHETIC_SUBMISSIONS})`,
  `delete from app.bulk_acceptance_item where submission_id in (${SYNTHETIC_SUBMISSIONS})`,
  `delete from app.delegation where deputy in (${DEMO_USERS}) or coordinator in (${DEMO_USERS})`,
  `delete from app.validation_finding where submission_id in (${SYNTHETIC_SUBMISSIONS})`,
  `delete from app.validation_run where submission_id in (${SYNTHETIC_SUBMISSIONS})`,
  `delete from app.open_finding where slot_id in (${SYNTHETIC_SLOTS})`,
  `delete from app.cell_revision where submission_id in (${SYNTHETIC_SUBMISSIONS})`,
  `create temporary table demo_import on commit drop as select import_id as id from (${DEMO_IMPORTS}) d`,
  `update app.submission set correction_of = null where slot_id in (${SYNTHETIC_SLOTS})`,
  `delete from app.submission where slot_id in (${SYNTHETIC_SLOTS})`,
  'delete from app.import_part where import_id in (select id from demo_import)',
  'delete from app.import_report where import_id in (select id from demo_import)',
  'delete from app.job where subject_id in (select id from demo_import)',
  `create temporary table demo_file on commit drop as select file_id as id from app.import where id in (select id from demo_import)`,
  'delete from app.import where id in (select id from demo_import)',
  'delete from app.import_file where id in (select id from demo_file)',
  'delete from app.report_slot where synthetic',
  'delete from app.assignment where synthetic',
  "delete from app.connector where code = 'PK-DEMO'",
  `delete from app.service_client_key where client_id in (${DEMO_CLIENTS})`,
  'delete from app.service_client where created_by in (select id::text from app.user_account where demo)',
  `delete from app.session where user_id in (${DEMO_USERS})`,
  `delete from app.membership where user_id in (${DEMO_USERS})`,
  'delete from app.user_account where demo',
  "delete from app.unit_parent where unit like 'REG-UZ-%'",
  "delete from app.unit where code like 'REG-UZ-%' and name like '%(demo region)'",
];

/** Removes everything synthetic in one transaction; answers how many rows that were. Needs a role above the policies. */
export async function dropDemo(client: Client): Promise<number> {
  let dropped = 0;
  await client.query('begin');
  try {
    for (const deletion of DELETIONS) {
      const { rowCount, command } = await client.query(deletion);
      if (command === 'DELETE') dropped += rowCount ?? 0;
    }
    await client.query('commit');
    return dropped;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
