import type { TestApi } from './app.js';
import { call, type Answer } from './client.js';

const ORDER = { kind: 'ERROR_FIX', reason: 'Two days were counted twice.' };

/** Asks that an accepted report is corrected. */
export async function askCorrection(
  api: TestApi,
  token: string,
  submission: string,
  order: object = ORDER,
): Promise<Answer> {
  return call(api.url, '/api/v1/correction-requests', {
    method: 'POST',
    token,
    body: { submission, ...order },
  });
}

/** Grants or declines a correction as it stands. */
export async function decideCorrection(
  api: TestApi,
  token: string,
  { id, rev }: { id: string; rev: number },
  body: object = { decision: 'GRANT' },
): Promise<Answer> {
  const headers = { 'if-match': `"r${rev}"` };
  return call(api.url, `/api/v1/correction-requests/${id}/decision`, {
    method: 'POST',
    token,
    body,
    headers,
  });
}

/** Asks on one side and grants on the other; answers the draft in which to correct. */
export async function openCorrection(
  api: TestApi,
  hands: { coordinator: string; reviewer: string },
  submission: string,
): Promise<string> {
  const asked = await askCorrection(api, hands.coordinator, submission);
  const granted = await decideCorrection(api, hands.reviewer, asked.body);
  if (granted.status !== 200) throw new Error(JSON.stringify([asked.body, granted.body]));
  return granted.body.revision as string;
}
