import { startApi, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { addPerson, PASSWORD, signedIn } from '../../support/people.js';
import { signIn } from '../../support/client.js';
import {
  addReportingUnit,
  CORE_CELLS,
  cellsBody,
  generateSlots,
  loadReferenceData,
  slotOf,
  step,
} from '../../support/reporting.js';
import { refused, type Refusal } from './oracle.js';

const UNIT = 'CTR-PK-C';
const invalidNumber: Refusal = { status: 422, code: 'invalid-number' };
const outOfRange: Refusal = { status: 422, code: 'number-out-of-range' };
const cell = (more: object) => ({ cells: [{ cell: 'VISITORS', baseRev: 0, ...more }] });

describe('bad input, groups C and F: reports and periods', () => {
  let api: TestApi;
  let coordinator: string;
  let draft: string;

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-05T08:00:00Z' });
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'PK', unit: UNIT });
    await addReportingUnit(api, { partner: 'ET', unit: 'CTR-ET-C' });
    await generateSlots(api, 'PK', 'ET');
    coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    draft = await openDraft(UNIT);
  });
  afterAll(() => api.close());

  const post = (path: string, body?: unknown, token = coordinator) =>
    call(api.url, `/api/v1${path}`, { method: 'POST', token, body });
  const get = (path: string, token = coordinator) => call(api.url, `/api/v1${path}`, { token });
  const patch = (body: unknown, id = draft, token = coordinator): Promise<Answer> =>
    call(api.url, `/api/v1/submissions/${id}/cells`, { method: 'PATCH', token, body });

  async function openDraft(unit: string, token = coordinator): Promise<string> {
    const slot = await slotOf(api, token, unit, '2026-10');
    return (await post(`/report-slots/${slot.id}/submissions`, undefined, token)).body.id as string;
  }

  it.each([
    '1e3',
    '0x1F',
    '1_000',
    '1,5',
    '٣',
    ' 12 ',
    '+1',
    '.5',
    '5.',
    '--1',
    'NaN',
    'Infinity',
    '-Infinity',
    '1\u00a0000',
    '½',
  ])('32, 33: refuses the value %j of a cell with its pointer', async (value) => {
    const { body } = await refused(api, invalidNumber, () => patch(cell({ value })));
    expect(body.errors).toMatchObject([{ pointer: '/cells/0/value', code: 'invalid-number' }]);
  });

  it.each(['9'.repeat(16), `-${'9'.repeat(16)}`, '1.1234567', '0.0000001'])(
    '34: refuses the value %s beyond fifteen digits or six decimals',
    async (value) => {
      await refused(api, outOfRange, () => patch(cell({ value })));
    },
  );

  it.each<[string, object, Refusal]>([
    ['a number instead of text', { value: 12 }, { status: 422, code: 'validation-failed' }],
    ['a truth value', { value: true }, { status: 422, code: 'validation-failed' }],
    [
      'a value beside a kind',
      { value: '1', kind: 'NOT_AVAILABLE' },
      { status: 422, code: 'validation-failed' },
    ],
    ['a kind that does not exist', { kind: 'GUESSED' }, { status: 422, code: 'validation-failed' }],
    ['NUMBER without a value', { kind: 'NUMBER' }, { status: 422, code: 'validation-failed' }],
    [
      'a day that does not exist',
      { kind: 'NOT_AVAILABLE', expectedBy: '2026-02-30' },
      { status: 422, code: 'validation-failed' },
    ],
    ['a revision below zero', { value: '1', baseRev: -1 }, { status: 422, code: 'validation-failed' }],
    [
      'a hidden character',
      { value: '1', explanation: 'because\u202eof that' },
      { status: 422, code: 'forbidden-character' },
    ],
  ])('refuses a cell with %s', async (_condition, more, expected) => {
    await refused(api, expected, () => patch(cell(more)));
  });

  it('stores minus zero as zero', async () => {
    const id = draft;
    const answer = await patch({ cells: [{ cell: 'OPEN_DAYS', baseRev: 0, value: '-0' }] }, id);
    expect(answer.status).toBe(200);
    const { body } = await get(`/submissions/${id}`);
    expect(body.cells.find((found: any) => found.cell === 'OPEN_DAYS')).toMatchObject({ value: '0' });
  });

  it.each([
    ['a negative count', { VISITORS: '-1' }, 'rule.negative'],
    ['a part above its whole', { SATISFIED_ANSWERS: '101' }, 'rule.part-exceeds-whole'],
    ['half a visitor', { VISITORS: '1.5' }, 'rule.not-whole'],
    ['more days than the month has', { OPEN_DAYS: '32' }, 'rule.more-days-than-period'],
  ])('35: keeps %s in the draft and never lets it be submitted', async (_condition, cells, code) => {
    const unit = `CTR-PK-R${code.length}${Object.keys(cells)[0].length}`;
    await addReportingUnit(api, { partner: 'PK', unit });
    await generateSlots(api, 'PK');
    const id = await openDraft(unit);
    const saved = await patch(cellsBody({ ...CORE_CELLS, ...cells }), id);
    expect(saved.status).toBe(200);
    const { body } = await refused(api, { status: 422, code: 'guard-failed' }, () =>
      step(api, coordinator, id, { name: 'submit', attestation: true }),
    );
    expect(body.errors.map((fault: any) => fault.code)).toEqual([code]);
  });

  it('35: says what is wrong with a figure in the reader’s language', async () => {
    const unit = 'CTR-PK-LANG';
    await addReportingUnit(api, { partner: 'PK', unit });
    await generateSlots(api, 'PK');
    const id = await openDraft(unit);
    await patch(cellsBody({ ...CORE_CELLS, SATISFIED_ANSWERS: '101' }), id);
    const { headers } = await get(`/submissions/${id}`);
    const { body } = await call(api.url, `/api/v1/submissions/${id}/transitions`, {
      method: 'POST',
      token: coordinator,
      body: { name: 'submit', attestation: true },
      headers: { 'if-match': headers.get('etag') ?? '', 'accept-language': 'ru' },
    });
    expect(body.errors[0].message).toBe('Здесь 101, больше, чем 100 у SURVEY_ANSWERS.');
  });

  it.each(['2026-13', '2026-1', '0000-01', '2026-02-30', 'infinity', 'today', 'epoch', '2026-00', ''])(
    '36: refuses the month %j in a list',
    async (period) => {
      const path = `/report-slots?period=${encodeURIComponent(period)}`;
      await refused(api, { status: 400, code: 'invalid-period' }, () => get(path));
    },
  );

  it.each([
    'GREGORIAN_MONTH:2026-13',
    'LUNAR_MONTH:2026-01',
    'GREGORIAN_MONTH:2026-1',
    ':',
    'ETHIOPIAN_MONTH:2019-13x',
    'today',
  ])('36: refuses the period %j in a body', async (period) => {
    await refused(api, { status: 422, code: 'invalid-period' }, () =>
      post('/deadlines/preview', { partner: 'PK', period }),
    );
  });

  it.each([
    ['2026-10..2026-01', 'invalid-range'],
    ['1990-01..2030-12', 'range-too-large'],
  ])('52: refuses the range %s', async (period, code) => {
    await refused(api, { status: 400, code }, () => get(`/report-slots?period=${period}`));
  });

  it.each([
    ['scheme=LUNAR&from=2026-01&to=2026-02', { status: 400, code: 'invalid-parameter' }],
    ['scheme=GREGORIAN_MONTH&from=2026-13&to=2026-02', { status: 400, code: 'invalid-period' }],
    ['scheme=GREGORIAN_MONTH&from=2026-03&to=2026-02', { status: 400, code: 'invalid-range' }],
    ['scheme=GREGORIAN_MONTH&from=1990-01&to=2026-02', { status: 400, code: 'range-too-large' }],
  ])('36: refuses periods of %s', async (query, expected) => {
    await refused(api, expected, () => get(`/periods?${query}`));
  });

  it.each(['2026-02-30', '2026-13-01', 'today', 'infinity', '20261105'])(
    '36: refuses the day %s',
    async (date) => {
      await refused(api, { status: 400, code: 'invalid-date' }, () =>
        get(`/periods/convert?scheme=GREGORIAN_MONTH&date=${date}`),
      );
    },
  );

  it('37: refuses a report for a month that has not begun', async () => {
    const slot = await slotOf(api, coordinator, UNIT, '2026-12');
    await refused(api, { status: 422, code: 'period-not-open' }, () =>
      post(`/report-slots/${slot.id}/submissions`),
    );
  });

  it.each([
    '2026-10-25T02:30:00',
    '2026-10-25T02:30:60Z',
    '+275760-09-13T00:00:00Z',
    '2026-02-30T10:00:00Z',
    '2026-10-25',
    'now',
  ])('38: refuses the instant %s of a question', async (replyBy) => {
    const reviewer = await signedIn(api, { role: 'HQ_REVIEWER', scope: 'HQ' });
    const queries = [{ reason: 'OTHER', text: 'Please look again.', replyBy }];
    const expected = { status: 422, code: 'invalid-timestamp' };
    await refused(api, expected, () => step(api, reviewer, draft, { name: 'return', queries }));
  });

  it.each(['NO_SUCH', 'visitors', 'VISITORS ', '', 'SATISFACTION', '__proto__'])(
    '41: refuses the cell %j, which the form does not have',
    async (code) => {
      const body = { cells: [{ cell: code, baseRev: 0, value: '1' }] };
      await refused(api, { status: 422, code: 'unknown-kpi' }, () => patch(body));
    },
  );

  it('41: refuses the same cell twice in one patch', async () => {
    const body = { cells: [cell({ value: '1' }).cells[0], cell({ value: '2' }).cells[0]] };
    await refused(api, { status: 422, code: 'validation-failed' }, () => patch(body));
  });

  it.each([
    ['country', 'ET'],
    ['partner', 'ET'],
    ['isApproved', true],
    ['state', 'ACCEPTED'],
    ['createdBy', 'me'],
    ['unit', 'CTR-ET-C'],
  ])('68: refuses a patch of the own report with %s', async (member, value) => {
    const unknown: Refusal = { status: 422, code: 'unknown-member' };
    await refused(api, unknown, () => patch({ ...cell({ value: '1' }), [member]: value }));
    await refused(api, unknown, () => patch(cell({ value: '1', [member]: value })));
  });

  it('69: answers 404 for a foreign report and for a correction of it', async () => {
    const ethiopia = await signedIn(api, { role: 'COORDINATOR', scope: 'ET' });
    const slot = await slotOf(api, ethiopia, 'CTR-ET-C', '2026-09');
    const foreign = await call(api.url, `/api/v1/report-slots/${slot.id}/submissions`, {
      method: 'POST',
      token: ethiopia,
    });
    const notFound: Refusal = { status: 404, code: 'not-found' };
    await refused(api, notFound, () => patch(cell({ value: '1' }), foreign.body.id));
    await refused(api, notFound, () => post(`/report-slots/${slot.id}/submissions`));
    await refused(api, notFound, () =>
      post('/correction-requests', {
        submission: foreign.body.id,
        kind: 'ERROR_FIX',
        reason: 'Two days were counted twice.',
      }),
    );
  });

  it.each(['startReview', 'accept', 'return', 'releaseReview'])(
    '70: never lets a coordinator %s',
    async (name) => {
      const id = draft;
      const answer = await step(api, coordinator, id, { name });
      expect([403, 409]).toContain(answer.status);
      const { rows } = await api.database.admin.query('select state from app.submission where id = $1', [id]);
      expect(rows).toEqual([{ state: 'DRAFT' }]);
    },
  );

  it.each(['HQ_REVIEWER', 'HQ_ADMIN', 'DIRECTOR', 'AUDITOR'])(
    '70: never lets %s type a figure',
    async (role) => {
      const token = await signedIn(api, { role, scope: 'HQ' });
      await refused(api, { status: 403, code: 'forbidden' }, () => patch(cell({ value: '1' }), draft, token));
    },
  );

  it('71: never lets an author accept, and writes nothing', async () => {
    const unit = 'CTR-PK-EYES';
    await addReportingUnit(api, { partner: 'PK', unit });
    await generateSlots(api, 'PK');
    const id = await openDraft(unit);
    await patch(cellsBody(CORE_CELLS), id);
    await step(api, coordinator, id, { name: 'submit', attestation: true });
    const { id: reviewerId, email } = await addPerson(api.database, { role: 'HQ_REVIEWER', scope: 'HQ' });
    const reviewer = await signIn(api.url, email, PASSWORD);
    await step(api, reviewer, id, { name: 'startReview' });
    await api.database.admin.query(
      "update app.cell_revision set entered_by = $2 where submission_id = $1 and cell = 'VISITORS'",
      [id, reviewerId],
    );
    await refused(api, { status: 403, code: 'four-eyes' }, () => step(api, reviewer, id, { name: 'accept' }));
  });

  it('74: shows the rows of a file to nobody after the right is gone', async () => {
    const { email, id: userId } = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    const token = await signIn(api.url, email, PASSWORD);
    expect((await get(`/submissions/${draft}`, token)).status).toBe(200);
    await api.database.admin.query(
      "update app.membership set valid_until = '2000-01-02' where user_id = $1",
      [userId],
    );
    await new Promise((done) => setTimeout(done, 1_000));
    expect([403, 404]).toContain((await get(`/submissions/${draft}`, token)).status);
  });
});
