import type { TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { openCorrection } from '../../support/corrections.js';
import { signedIn } from '../../support/people.js';
import { CORE_CELLS, slotOf, step } from '../../support/reporting.js';

/** A value of a cell, or a kind such as NOT_APPLICABLE in its place. */
export type Cells = Record<string, string>;

export interface ReportSpec {
  unit: string;
  /** Aligned month. */
  month: string;
  cells?: Cells;
  /** The cells are all that is entered; otherwise they come in addition to the core cells. */
  only?: boolean;
}

const EXPLANATION = 'As the centre itself counted it.';

/** The people of one partner and of headquarters who carry reports to the ledger. */
export interface Hands {
  coordinator: string;
  reviewer: string;
  /** Who grants what was released; absent: the reviewer grants. */
  director?: string;
}

export async function handsOf(api: TestApi, partner: string): Promise<Hands> {
  return {
    coordinator: await signedIn(api, { role: 'COORDINATOR', scope: partner }),
    reviewer: await signedIn(api, { role: 'HQ_REVIEWER', scope: 'HQ' }),
  };
}

/** Opens, fills, submits, reviews and accepts a report; answers the id of the submission. */
export async function acceptReport(api: TestApi, hands: Hands, spec: ReportSpec): Promise<string> {
  const slot = await slotOf(api, hands.coordinator, spec.unit, spec.month);
  const draft = await call(api.url, `/api/v1/report-slots/${slot.id}/submissions`, {
    method: 'POST',
    token: hands.coordinator,
  });
  await carryThrough(api, hands, draft.body.id, { ...(spec.only ? {} : CORE_CELLS), ...spec.cells });
  return draft.body.id;
}

/** Corrects an accepted report in some cells and has the correction accepted. */
export async function correctReport(
  api: TestApi,
  hands: Hands,
  submission: string,
  cells: Cells,
): Promise<string> {
  const revision = await openCorrection(
    api,
    { ...hands, reviewer: hands.director ?? hands.reviewer },
    submission,
  );
  await carryThrough(api, hands, revision, cells, 1);
  return revision;
}

async function carryThrough(
  api: TestApi,
  hands: Hands,
  submission: string,
  cells: Cells,
  baseRev = 0,
): Promise<void> {
  await call(api.url, `/api/v1/submissions/${submission}/cells`, {
    method: 'PATCH',
    token: hands.coordinator,
    body: { cells: Object.entries(cells).map(([cell, given]) => ({ cell, baseRev, ...contentOf(given) })) },
  });
  await take(api, hands.coordinator, submission, { name: 'submit', attestation: true });
  await take(api, hands.reviewer, submission, { name: 'startReview' });
  const acknowledgements = await remarkable(api, hands.reviewer, submission);
  const state = await take(api, hands.reviewer, submission, { name: 'accept', acknowledgements });
  if (state !== 'IN_DIRECTOR_REVIEW') return;
  const director = await signedIn(api, { role: 'DIRECTOR', scope: 'HQ' });
  await take(api, director, submission, { name: 'accept', acknowledgements });
}

/** What the reviewer has to have seen. */
async function remarkable(api: TestApi, token: string, submission: string): Promise<object[]> {
  const { body } = await call(api.url, `/api/v1/submissions/${submission}`, { token });
  return body.cells.flatMap(({ cell, findings }: any) =>
    findings.filter(({ severity }: any) => severity === 'EXPLAIN').map(({ rule }: any) => ({ rule, cell })),
  );
}

function contentOf(given: string): object {
  return /^[A-Z]/.test(given)
    ? { kind: given, reason: EXPLANATION }
    : { value: given, explanation: EXPLANATION };
}

async function take(api: TestApi, token: string, submission: string, body: object): Promise<string> {
  const answer = await step(api, token, submission, body);
  if (answer.status !== 200) throw new Error(`${JSON.stringify(body)}: ${JSON.stringify(answer.body)}`);
  return answer.body.state;
}
