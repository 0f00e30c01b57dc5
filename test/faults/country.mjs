import { hash } from '@node-rs/argon2';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createHttpApp, loadConfig, programContext } from '#platform';
import { ReferenceData } from '#indicators';
import { SlotGenerationService } from '#reporting';
import { ROOT } from './process.mjs';

export const PARTNER = 'PK';
export const UNITS = Array.from({ length: 8 }, (_, index) => `CTR-PK-${index}`);
export const MONTHS = ['2026-07', '2026-08', '2026-09', '2026-10'];
const PASSWORD = 'a long password of the fault suites';

/** One country with units, open months and a coordinator; answers the coordinator's credentials. */
export async function prepareCountry(stack) {
  const { admin } = stack;
  await admin.query('insert into app.scope_code values ($1) on conflict do nothing', [PARTNER]);
  for (const unit of UNITS) await addUnit(admin, unit);
  await loadReference(await stack.environment('api', 'asan_api'));
  const coordinator = { email: 'coordinator@pk.example', password: PASSWORD };
  await addCoordinator(admin, coordinator.email);
  return coordinator;
}

async function addUnit(admin, unit) {
  await admin.query(
    "insert into app.unit (partner, code, type, name, time_zone, created_at) values ($1, $2, 'CENTRE', $2, 'Asia/Karachi', now())",
    [PARTNER, unit],
  );
  await admin.query(
    `insert into app.unit_status_interval (id, partner, unit, status, from_earliest, from_latest, from_precision, until_precision)
     values ($1, $2, $3, 'OPERATING', '2020-01-01', '2020-01-01', 'DAY', 'UNKNOWN')`,
    [randomUUID(), PARTNER, unit],
  );
  await admin.query(
    `insert into app.assignment (id, partner, unit, form_code, valid_from, sums_to_parent) values ($1, $2, $3, 'MONTHLY', '2026-07-01', false)`,
    [randomUUID(), PARTNER, unit],
  );
}

async function loadReference(environment) {
  const { ApiModule } = await import(join(ROOT, 'dist/apps/api/src/api.module.js'));
  const config = loadConfig({ ...environment, LOG_LEVEL: 'silent' });
  const app = await createHttpApp(ApiModule.for(config), config);
  await app.init();
  const find = (token) => app.get(token, { strict: false });
  await find(ReferenceData).load(programContext('OPERATOR', 'faults', ['HQ'], 'faults'));
  await find(SlotGenerationService).generate(
    programContext('SCHEDULER', 'faults', [PARTNER], 'faults'),
    PARTNER,
  );
  await app.close();
}

async function addCoordinator(admin, email) {
  const id = randomUUID();
  await admin.query(
    'insert into app.user_account (id, scope, email, name, password_hash, created_at) values ($1, $2, $3, $3, $4, now())',
    [id, PARTNER, email, await hash(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 })],
  );
  await admin.query(
    "insert into app.membership (id, scope, user_id, role, valid_from) values ($1, $2, $3, 'COORDINATOR', '2000-01-01')",
    [randomUUID(), PARTNER, id],
  );
}
