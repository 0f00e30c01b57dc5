import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import { startApi, type TestApi } from '../support/app.js';
import { addPerson } from '../support/people.js';
import {
  addReportingUnit,
  cellsBody,
  CORE_CELLS,
  generateSlots,
  loadReferenceData,
} from '../support/reporting.js';
import { StoryBook } from './story-book.js';

const FOLDER = join(projectRoot(), 'docs', 'stories');
const FILE = join(FOLDER, 'twelve-months.md');
const UNIT = 'CTR-PK-ISB';
const INTRODUCTION = `One centre, one year, six people. **All figures and people are synthetic**; only the names of the country and of its centre
are real. A test lives this story through the API and compares this page with what happened; figures are what a dashboard
would have shown that day. Ids are shortened.`;
const PEOPLE = {
  entry: { role: 'DATA_ENTRY', scope: 'PK' },
  coordinator: { role: 'COORDINATOR', scope: 'PK' },
  reviewer: { role: 'HQ_REVIEWER', scope: 'HQ' },
  'second reviewer': { role: 'HQ_REVIEWER', scope: 'HQ' },
  director: { role: 'DIRECTOR', scope: 'HQ' },
  auditor: { role: 'AUDITOR', scope: 'HQ' },
};
/** Visitors month by month, and the other figures in proportion: nothing that a rule would find remarkable. */
const VISITORS: Record<string, number> = {
  '2026-01': 1000,
  '2026-02': 1060,
  '2026-03': 1130,
  '2026-04': 1080,
  '2026-05': 1150,
  '2026-06': 1210,
  '2026-07': 1190,
  '2026-08': 1240,
  '2026-09': 1260,
  '2026-10': 1310,
  '2026-11': 1290,
  '2026-12': 1350,
};

const state = ({ state: is, rev }: any) => ({ state: is, rev });

describe('a year of reports', () => {
  let api: TestApi;
  let book: StoryBook;
  const accepted = new Map<string, string>();

  beforeAll(async () => {
    api = await startApi({ now: '2026-01-05T06:00:00.000Z' });
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'PK', unit: UNIT, reportsFrom: '2026-01-01' });
    const emails = new Map<string, string>();
    for (const [name, role] of Object.entries(PEOPLE))
      emails.set(name, (await addPerson(api.database, role)).email);
    book = new StoryBook(api, emails);
  });
  afterAll(() => api.close());

  function cellsOf(month: string): Record<string, string> {
    const visitors = VISITORS[month]!;
    return {
      ...CORE_CELLS,
      VISITORS: String(visitors),
      SERVICES_RENDERED: String(Math.round(visitors * 1.2)),
      SURVEY_ANSWERS: String(Math.round(visitors / 10)),
      SATISFIED_ANSWERS: String(Math.round((visitors / 10) * 0.9)),
    };
  }

  const nextMonth = (month: string): string => {
    const [year, number] = month.split('-').map(Number) as [number, number];
    return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  };

  async function slotFor(month: string): Promise<any> {
    await generateSlots(api, 'PK');
    const { body } = await book.send('coordinator', 'GET', `report-slots?period=${month}`);
    return body.data.find(({ unit }: { unit: string }) => unit === UNIT);
  }

  async function draft(month: string, isTold: boolean): Promise<string> {
    const { id: slot } = await slotFor(month);
    if (!isTold) {
      const { body } = await book.send('entry', 'POST', `report-slots/${slot}/submissions`);
      await book.send('entry', 'PATCH', `submissions/${body.id}/cells`, cellsBody(cellsOf(month)));
      return body.id;
    }
    const { id } = await book.call('entry', 'POST', `report-slots/${slot}/submissions`, undefined, state);
    const filled = cellsBody(cellsOf(month));
    await book.send('entry', 'PATCH', `submissions/${id}/cells`, filled);
    book.tell(`The clerk fills in ${filled.cells.length} cells in one patch.`);
    return id;
  }

  async function revOf(id: string): Promise<number> {
    return (await book.send('auditor', 'GET', `submissions/${id}`)).body.rev;
  }

  /** A step that the page tells of. */
  async function step(
    person: string,
    id: string,
    name: string,
    along: object = {},
    status = 200,
  ): Promise<any> {
    const path = `submissions/${id}/transitions`;
    const shown = (answer: any): object => (answer.code ? { code: answer.code } : state(answer));
    return book.call(person, 'POST', path, { name, ...along }, shown, { rev: await revOf(id), status });
  }

  async function quiet(person: string, id: string, name: string, along: object = {}): Promise<void> {
    const path = `submissions/${id}/transitions`;
    const { status, body } = await book.send(person, 'POST', path, { name, ...along }, await revOf(id));
    expect([name, status, body.errors]).toEqual([name, 200, body.errors]);
  }

  /** A month without anything to tell: filled in, handed in in time, read and accepted. */
  async function uneventful(month: string): Promise<void> {
    book.begin(`${nextMonth(month)}-04T06:00:00.000Z`, `${month} goes by without a word`);
    const id = await draft(month, false);
    await quiet('coordinator', id, 'submit', { attestation: true });
    await quiet('reviewer', id, 'startReview');
    await quiet('reviewer', id, 'accept');
    accepted.set(month, id);
    book.tell('Filled in, handed in, read and accepted on one day.');
    const { value } = await book.figure(month);
    expect(value).toBe(String(VISITORS[month]));
  }

  const timelinessOf = async (month: string): Promise<string> => {
    const { body } = await book.send('coordinator', 'GET', `report-slots?period=${month}`);
    return body.data[0].timeliness;
  };

  it('begins with a month that is accepted at once', async () => {
    await uneventful('2026-01');
    expect(await timelinessOf('2026-01')).toBe('ON_TIME');
  });

  it('has a report that comes late, and stays late', async () => {
    book.begin('2026-03-16T06:00:00.000Z', 'February is overdue');
    const before = await book.figure('2026-02');
    expect(before).toMatchObject({ value: null, included: 0, expected: 1 });
    const id = await draft('2026-02', true);
    await step('coordinator', id, 'submit', { attestation: true });
    expect(await timelinessOf('2026-02')).toBe('LATE');
    book.tell('The report counts as late whatever happens next: the first hand-in decides.');
    await quiet('reviewer', id, 'startReview');
    await quiet('reviewer', id, 'accept');
    accepted.set('2026-02', id);
    expect((await book.figure('2026-02')).value).toBe('1060');
  });

  it('has a report that is returned with three questions and a suggestion, and accepted by somebody else', async () => {
    book.begin('2026-04-06T06:00:00.000Z', 'March is returned with three questions');
    const first = await draft('2026-03', true);
    await step('coordinator', first, 'submit', { attestation: true });
    await step('reviewer', first, 'startReview');
    const offer = { cell: 'VISITORS', value: '1120', reason: 'Your own daily list adds up to 1120.' };
    const suggestion = await book.call('reviewer', 'POST', `submissions/${first}/suggestions`, offer, state, {
      status: 201,
    });
    const queries = [
      { cell: 'VISITORS', reason: 'INCONSISTENT', text: 'Does this contain the visits of the mobile team?' },
      {
        cell: 'SERVICES_RENDERED',
        reason: 'IMPLAUSIBLE',
        text: 'Were repeated services counted once or twice?',
      },
      { cell: 'OPEN_DAYS', reason: 'WRONG_PERIOD', text: 'Is the holiday of 23 March among the open days?' },
    ];
    const { nextRevision } = await step('reviewer', first, 'return', { queries });
    expect((await book.figure('2026-03')).value).toBeNull();
    book.begin('2026-04-08T06:00:00.000Z', 'March comes back');
    await book.call(
      'coordinator',
      'POST',
      `suggestions/${suggestion.id}/transitions`,
      { name: 'accept' },
      state,
      { rev: suggestion.rev, status: 200 },
    );
    await step('coordinator', nextRevision, 'submit', { attestation: true }, 422);
    const { body } = await book.send('coordinator', 'GET', `submissions/${nextRevision}/queries`);
    for (const { id, rev } of body.data) {
      const answer = { answer: 'The list was checked against the tickets of each day.' };
      await book.call('coordinator', 'POST', `queries/${id}/answers`, answer, state, { rev, status: 200 });
    }
    await step('coordinator', nextRevision, 'submit', { attestation: true });
    book.tell('The number came out of the first reviewer’s head, so another one has to judge it.');
    await step('reviewer', nextRevision, 'startReview');
    await step('reviewer', nextRevision, 'accept', {}, 403);
    await step('reviewer', nextRevision, 'releaseReview');
    await step('second reviewer', nextRevision, 'startReview');
    await step('second reviewer', nextRevision, 'accept');
    accepted.set('2026-03', nextRevision);
    expect((await book.figure('2026-03')).value).toBe('1120');
    expect(await timelinessOf('2026-03')).toBe('ON_TIME');
  });

  it.each(['2026-04', '2026-05', '2026-06'])('goes on quietly in %s', async (month) => {
    await uneventful(month);
  });

  it('has half a year released, corrected afterwards, and an erratum', async () => {
    book.begin('2026-07-15T06:00:00.000Z', 'Half a year is released');
    const order = { name: 'half-year-2026', title: 'First half of 2026', from: '2026-01', to: '2026-06' };
    const release = await book.call(
      'director',
      'POST',
      'releases',
      order,
      ({ checksum, watermark }: any) => ({ checksum: `${String(checksum).slice(0, 7)}…`, watermark }),
      { status: 201 },
    );
    expect((await book.figure('2026-05')).value).toBe('1150');
    await corrects(release);
  });

  async function corrects(release: any): Promise<void> {
    book.begin('2026-07-20T06:00:00.000Z', 'May turns out to be wrong');
    const reason = 'Two days of May were counted twice in the old queue system.';
    const request = await book.call(
      'coordinator',
      'POST',
      'correction-requests',
      { submission: accepted.get('2026-05'), kind: 'ERROR_FIX', reason },
      state,
      { status: 201 },
    );
    await book.call(
      'reviewer',
      'POST',
      `correction-requests/${request.id}/decision`,
      { decision: 'GRANT' },
      ({ code }: any) => ({ code }),
      { rev: request.rev, status: 403 },
    );
    book.tell('A release holds the month, so the director decides.');
    const granted = await book.call(
      'director',
      'POST',
      `correction-requests/${request.id}/decision`,
      { decision: 'GRANT' },
      state,
      { rev: request.rev, status: 200 },
    );
    const { body } = await book.send('coordinator', 'GET', `submissions/${granted.revision}`);
    const { rev: baseRev } = body.cells.find(({ cell }: any) => cell === 'VISITORS');
    const cells = [{ cell: 'VISITORS', baseRev, value: '1050' }];
    const outcome = ({ results }: any) => ({ outcome: results[0].outcome });
    await book.call('coordinator', 'PATCH', `submissions/${granted.revision}/cells`, { cells }, outcome);
    await step('coordinator', granted.revision, 'submit', { attestation: true });
    expect((await book.figure('2026-05')).value).toBe('1150');
    book.tell(
      'The old figure stays official until the correction is accepted. It is large: the director accepts.',
    );
    await step('reviewer', granted.revision, 'startReview');
    await step('reviewer', granted.revision, 'escalate');
    await step('director', granted.revision, 'accept');
    expect((await book.figure('2026-05')).value).toBe('1050');
    expect((await book.figureAsOf('2026-05', '2026-07-16')).value).toBe('1150');
    const errata = await book.call(
      'auditor',
      'GET',
      `releases/${release.id}/errata`,
      undefined,
      ({ data }: any) =>
        data.map(({ indicator, period, old, new: now, reasonKind }: any) => ({
          indicator,
          period,
          old: old?.value,
          new: now?.value,
          reasonKind,
        })),
    );
    expect(errata.data).toHaveLength(1);
    const verified = await book.call(
      'reviewer',
      'POST',
      `releases/${release.id}/verification`,
      {},
      ({ equal }: any) => ({ equal }),
      { status: 200 },
    );
    expect(verified.equal).toBe(true);
    book.tell('What was released can be made again to the byte; the erratum says what is known since.');
  }

  it.each(['2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12'])(
    'goes on quietly in %s',
    async (month) => {
      await uneventful(month);
    },
  );

  it('is told on a page that is true', async () => {
    book.begin('2027-01-31T06:00:00.000Z', 'The year as a whole');
    await book.figure('2026-12');
    const page = book.page('Twelve months of one centre', INTRODUCTION);
    if (process.env.UPDATE_GENERATED === 'true' || !existsSync(FILE)) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(FILE, page);
    }
    expect(page).toBe(readFileSync(FILE, 'utf8'));
  });
});
