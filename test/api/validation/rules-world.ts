import { startApi, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { addScopes, signedIn } from '../../support/people.js';
import {
  addReportingUnit,
  cellsBody,
  CORE_CELLS,
  generateSlots,
  loadReferenceData,
  slotOf,
  step,
} from '../../support/reporting.js';

export const NOW = '2026-11-05T08:00:00Z';

/** A rule that no report of the tests breaks unless it is made to. */
export const LONG_WAIT = { kind: 'RANGE', severity: 'BLOCK', cell: 'WAIT_MINUTES_MEAN', max: '60' };

export interface RulesWorld {
  api: TestApi;
  author: string;
  second: string;
  coordinator: string;
  reviewer: string;
  /** The next rule code that no test has used. */
  newCode(): string;
  ask(method: string, path: string, token: string, body?: object, rev?: number): Promise<Answer>;
  openDraft(cells?: Record<string, string>): Promise<{ id: string; unit: string; slot: any }>;
  accepted(cells?: Record<string, string>): Promise<{ id: string; unit: string; slot: any }>;
  close(): Promise<void>;
}

/** One partner with reports, two administrators, a coordinator and a reviewer. */
export async function rulesWorld(): Promise<RulesWorld> {
  const api = await startApi({ now: NOW });
  await loadReferenceData(api);
  await addScopes(api.database, 'PK', 'ET');
  const author = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
  const second = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
  const coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
  const reviewer = await signedIn(api, { role: 'HQ_REVIEWER', scope: 'HQ' });
  let codes = 0;
  let units = 0;

  const ask = (method: string, path: string, token: string, body?: object, rev?: number) =>
    call(api.url, `/api/v1${path}`, {
      method,
      token,
      body,
      headers: rev === undefined ? {} : { 'if-match': `"r${rev}"` },
    });

  const openDraft: RulesWorld['openDraft'] = async (cells = CORE_CELLS) => {
    const unit = `CTR-PK-V${(units += 1)}`;
    await addReportingUnit(api, { partner: 'PK', unit });
    await generateSlots(api, 'PK');
    const slot = await slotOf(api, coordinator, unit, '2026-10');
    const { body } = await ask('POST', `/report-slots/${slot.id}/submissions`, coordinator);
    await ask('PATCH', `/submissions/${body.id}/cells`, coordinator, cellsBody(cells));
    return { id: body.id, unit, slot };
  };

  const accepted: RulesWorld['accepted'] = async (cells) => {
    const draft = await openDraft(cells);
    await step(api, coordinator, draft.id, { name: 'submit', attestation: true });
    await step(api, reviewer, draft.id, { name: 'startReview' });
    const answer = await step(api, reviewer, draft.id, { name: 'accept' });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return draft;
  };

  const newCode = () => `R-TEST-${(codes += 1)}`;
  return {
    api,
    author,
    second,
    coordinator,
    reviewer,
    newCode,
    ask,
    openDraft,
    accepted,
    close: () => api.close(),
  };
}

/** Puts a rule into force as two persons do; answers the published version. */
export async function publishRule(
  { ask, author, second }: RulesWorld,
  code: string,
  document: object,
): Promise<any> {
  const known = await ask('GET', `/validation-rules/${code}/versions`, author);
  const path = known.status === 404 ? '/validation-rules' : `/validation-rules/${code}/versions`;
  const body = known.status === 404 ? { code, document } : { document };
  const draft = await ask('POST', path, author, body);
  if (draft.status !== 201) throw new Error(JSON.stringify(draft.body));
  const at = `/validation-rules/${code}/versions/${draft.body.version}`;
  const checked = await ask('POST', `${at}/transitions`, author, { name: 'check' }, draft.body.rev);
  await ask('POST', `${at}/backtest`, author);
  const published = await ask('POST', `${at}/transitions`, second, { name: 'publish' }, checked.body.rev);
  if (published.status !== 200) throw new Error(JSON.stringify(published.body));
  return published.body;
}
