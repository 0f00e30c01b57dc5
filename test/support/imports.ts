import type { TestApi } from './app.js';
import { call, type Answer } from './client.js';
import { CORE_CELLS } from './reporting.js';
import { eventually } from './worker.js';

const FINISHED = ['SUCCEEDED', 'PARTIALLY_SUCCEEDED', 'FAILED', 'CANCELLED'];

/** Fields of an upload form; PK and the platform's own CSV unless told. */
export interface UploadFields {
  partner?: string;
  profile?: string;
  period?: string;
  mode?: string;
  atomicity?: string;
  [unknown: string]: string | undefined;
}

/** Hands a file in as a browser does. */
export async function upload(
  api: TestApi,
  token: string,
  content: string | Buffer,
  fields: UploadFields = {},
  name = 'report.csv',
): Promise<Answer> {
  const form = new FormData();
  for (const [field, value] of Object.entries({ partner: 'PK', profile: 'ASAN-CSV', ...fields })) {
    if (value !== undefined) form.set(field, value);
  }
  form.set('file', new Blob([new Uint8Array(Buffer.from(content))], { type: 'text/csv' }), name);
  const answer = await fetch(`${api.url}/api/v1/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

/** The import once its job is over. */
export async function finishedImport(api: TestApi, token: string, id: string): Promise<any> {
  const { body: known } = await call(api.url, `/api/v1/imports/${id}`, { token });
  await eventually(async () => {
    const { body } = await call(api.url, `/api/v1/jobs/${known.job}`, { token });
    return FINISHED.includes(body.state);
  });
  return (await call(api.url, `/api/v1/imports/${id}`, { token })).body;
}

/** Hands a file in and waits until it is dealt with. */
export async function imported(
  api: TestApi,
  token: string,
  content: string | Buffer,
  fields: UploadFields = {},
  name?: string,
): Promise<any> {
  const { status, body } = await upload(api, token, content, fields, name);
  if (status !== 202) throw new Error(`upload refused: ${status} ${JSON.stringify(body)}`);
  return finishedImport(api, token, body.id);
}

/** A month in the platform's own CSV: one line per unit, every core cell unless overridden. */
export function csvMonth(
  lines: ReadonlyArray<{ unit: string; period?: string; cells?: Record<string, string> }>,
  columns: readonly string[] = Object.keys(CORE_CELLS),
): string {
  const header = ['unit', 'period', ...columns].join(',');
  const rows = lines.map(({ unit, period = 'GREGORIAN_MONTH:2026-10', cells = {} }) =>
    [unit, period, ...columns.map((column) => cells[column] ?? CORE_CELLS[column] ?? '')].join(','),
  );
  return [header, ...rows, ''].join('\n');
}
