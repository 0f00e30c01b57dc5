import { randomUUID } from 'node:crypto';
import { ReferenceData } from '#indicators';
import { programContext } from '#platform';
import { SlotGenerationService } from '#reporting';
import type { TestApi } from './app.js';
import { addScopes } from './people.js';
import { call } from './client.js';

const ZONES: Record<string, string> = {
  AF: 'Asia/Kabul',
  ET: 'Africa/Addis_Ababa',
  ID: 'Asia/Jakarta',
  PK: 'Asia/Karachi',
  UG: 'Africa/Kampala',
  UZ: 'Asia/Tashkent',
};

export interface UnitSpec {
  partner: string;
  unit: string;
  type?: string;
  parent?: string;
  operatingFrom?: string;
  reportsFrom?: string;
  sumsToParent?: boolean;
}

/** Loads indicators, forms and rules as `migrate` does. */
export async function loadReferenceData(api: TestApi): Promise<void> {
  await api.app.get(ReferenceData).load(programContext('OPERATOR', 'test', ['HQ'], 'test'));
}

/** Adds a reporting unit that operates and is assigned the monthly form. */
export async function addReportingUnit(api: TestApi, spec: UnitSpec): Promise<void> {
  const {
    partner,
    unit,
    type = 'CENTRE',
    parent,
    operatingFrom = '2020-01-01',
    reportsFrom = '2026-07-01',
    sumsToParent = false,
  } = spec;
  await addScopes(api.database, partner);
  const { admin } = api.database;
  await admin.query(
    `insert into app.unit (partner, code, type, name, time_zone, created_at) values ($1, $2, $3, $2, $4, now())`,
    [partner, unit, type, ZONES[partner] ?? 'Asia/Baku'],
  );
  if (parent)
    await admin.query('insert into app.unit_parent (partner, unit, parent) values ($1, $2, $3)', [
      partner,
      unit,
      parent,
    ]);
  await admin.query(
    `insert into app.unit_status_interval (id, partner, unit, status, from_earliest, from_latest, from_precision, until_precision)
     values ($1, $2, $3, 'OPERATING', $4, $4, 'DAY', 'UNKNOWN')`,
    [randomUUID(), partner, unit, operatingFrom],
  );
  await admin.query(
    `insert into app.assignment (id, partner, unit, form_code, valid_from, sums_to_parent) values ($1, $2, $3, 'MONTHLY', $4, $5)`,
    [randomUUID(), partner, unit, reportsFrom, sumsToParent],
  );
}

/** Generates the slots of partners as their schedulers do. */
export async function generateSlots(api: TestApi, ...partners: string[]): Promise<void> {
  for (const partner of partners) {
    await api.app
      .get(SlotGenerationService)
      .generate(programContext('SCHEDULER', 'test', [partner], 'test'), partner);
  }
}

/** A plausible complete report: every core cell. */
export const CORE_CELLS: Record<string, string> = {
  VISITORS: '1000',
  SERVICES_RENDERED: '1200',
  SURVEY_ANSWERS: '100',
  SATISFIED_ANSWERS: '90',
  WAIT_MINUTES_MEAN: '12.5',
  COMPLAINTS_RECEIVED: '10',
  COMPLAINTS_RESOLVED_ON_TIME: '9',
  OPEN_DAYS: '22',
};

export function cellsBody(cells: Record<string, string>, baseRev = 0): { cells: object[] } {
  return { cells: Object.entries(cells).map(([cell, value]) => ({ cell, baseRev, value })) };
}

/** The slot of a unit and period as the API shows it. */
export async function slotOf(api: TestApi, token: string, unit: string, period: string): Promise<any> {
  const answer = await call(api.url, `/api/v1/report-slots?period=${encodeURIComponent(period)}&limit=200`, {
    token,
  });
  return answer.body.data.find((slot: { unit: string }) => slot.unit === unit);
}

/** Takes a step with the current ETag. */
export async function step(api: TestApi, token: string, submission: string, body: object): Promise<any> {
  const { headers } = await call(api.url, `/api/v1/submissions/${submission}`, { token });
  return call(api.url, `/api/v1/submissions/${submission}/transitions`, {
    method: 'POST',
    token,
    body,
    headers: { 'if-match': headers.get('etag') ?? '' },
  });
}
