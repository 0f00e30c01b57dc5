import { programContext } from '#platform';
import { ShippedStandards } from '#standards';
import { call } from './client.js';
import { signedIn } from './people.js';
import type { TestApi } from './app.js';

/** Loads the standards of `config/reference` as `migrate` does. */
export async function loadStandards(api: TestApi): Promise<void> {
  const shipped = api.app.get(ShippedStandards, { strict: false });
  await shipped.load(programContext('OPERATOR', 'test', ['HQ'], 'test'));
}

/** A centre that was assessed, has a finding with a plan, and a certificate that is suspended; texts begin with `word`. */
export async function assessedCentre(api: TestApi, unit: string, word: string): Promise<void> {
  await loadStandards(api);
  const [director, lead] = [
    await signedIn(api, { role: 'DIRECTOR', scope: 'HQ' }),
    await signedIn(api, { role: 'ASSESSOR', scope: 'HQ' }),
  ];
  const coordinator = await signedIn(api, { role: 'COORDINATOR', scope: unit.split('-')[1] });
  const send = async (token: string, path: string, body: object, rev = 0, method = 'POST'): Promise<any> => {
    const headers: Record<string, string> = rev > 0 ? { 'if-match': `"r${rev}"` } : {};
    const answer = await call(api.url, `/api/v1${path}`, { method, token, body, headers });
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const { body } = await call(api.url, '/api/v1/standards/ASAN-INDEX/versions/1/tree', { token: lead });
  const items = body.tree.parameters.flatMap((parameter: any) =>
    parameter.criteria.flatMap((criterion: any) =>
      criterion.items.map(({ code, max }: any) => ({ item: code, value: max, note: `${word} note` })),
    ),
  );
  const round = { name: `${word} round`, standard: 'ASAN-INDEX', centres: [unit] };
  const [{ siteId: id }] = (await send(lead, '/assessment-campaigns', round)).centres;
  const step = (token: string, name: string, rev: number, more: object = {}) =>
    send(token, `/assessments/${id}/transitions`, { name, ...more }, rev);
  await step(lead, 'start', 1);
  await send(lead, `/assessments/${id}/items`, { items }, 2, 'PATCH');
  const told = { item: 'P1.1.1', severity: 'MINOR', text: `${word} finding` };
  const finding = await send(lead, `/assessments/${id}/findings`, told);
  await step(lead, 'complete', 3);
  await step(lead, 'share', 4);
  await step(coordinator, 'respond', 5, { statement: `${word} statement` });
  await step(director, 'finalise', 6);
  const path = `/findings/${finding.id}/transitions`;
  await send(coordinator, path, { name: 'recordRootCause', text: `${word} cause` }, 1);
  const action = { kind: 'CORRECTIVE', what: `${word} action`, owner: `${word} owner`, dueOn: finding.dueOn };
  await send(coordinator, path, { name: 'submitPlan', actions: [action] }, 2);
  const certificate = await send(director, '/certificates', { assessmentId: id, scope: `${word} scope` });
  const act = { act: 'SUSPEND', reason: `${word} reason of the suspension` };
  await send(director, `/certificates/${certificate.id}/acts`, act);
}
