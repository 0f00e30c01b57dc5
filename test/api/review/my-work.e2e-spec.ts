import { call } from '../../support/client.js';
import { QUESTION, ReviewWorld, type Person } from './review-world.js';

describe('everything that waits for me', () => {
  let world: ReviewWorld;

  beforeEach(async () => {
    world = await ReviewWorld.open();
  });
  afterEach(() => world.api.close());

  const workOf = async (person: Person) => (await world.get(person, 'me/work')).body;
  const kindsOf = async (person: Person, unit: string): Promise<string[]> => {
    const { data } = await workOf(person);
    return data.filter((item: any) => item.unit === unit).map(({ kind }: any) => kind);
  };

  it('is a report to fill in for those who enter, until it is handed in', async () => {
    const { id, unit } = await world.filled();
    expect(await kindsOf('entry', unit)).toContain('FILL_REPORT');
    await world.step('entry', id, 'markReady');
    expect(await kindsOf('entry', unit)).not.toContain('CORRECT_REPORT');
    const mine = (await workOf('coordinator')).data.filter(({ kind }: any) => kind === 'SUBMIT_REPORT');
    expect(mine).toMatchObject([{ id, dueAt: '2026-11-11T13:00:00.000Z', overdue: false }]);
    expect(await kindsOf('entry', unit)).not.toContain('SUBMIT_REPORT');
  });

  it('is a question and a draft to correct after a return, by the time that the country was given', async () => {
    const { next, unit, query } = await world.returned();
    const { data } = await workOf('entry');
    const about = data.filter((item: any) => item.unit === unit && item.period === 'GREGORIAN_MONTH:2026-10');
    expect(about).toMatchObject([
      { kind: 'ANSWER_QUERY', id: query.id, link: `/api/v1/queries/${query.id}/answers` },
      { kind: 'CORRECT_REPORT', id: next, dueAt: '2026-11-13T13:00:00.000Z' },
    ]);
    await world.answer(query);
    expect(await kindsOf('entry', unit)).not.toContain('ANSWER_QUERY');
  });

  it('is a suggestion for coordinators alone', async () => {
    const { id, unit } = await world.inReview();
    const offer = { cell: 'VISITORS', value: '950', reason: 'Your own list adds up to 950.' };
    await world.post('reviewer', `submissions/${id}/suggestions`, offer);
    expect(await kindsOf('coordinator', unit)).toContain('DECIDE_SUGGESTION');
    expect(await kindsOf('entry', unit)).not.toContain('DECIDE_SUGGESTION');
  });

  it('is a report to review for every reviewer until one takes it, and the director decides what is passed on', async () => {
    const { id, unit } = await world.submitted();
    expect(await kindsOf('secondReviewer', unit)).toEqual(['REVIEW_REPORT']);
    await world.step('reviewer', id, 'startReview');
    expect(await kindsOf('secondReviewer', unit)).toEqual([]);
    expect(await kindsOf('reviewer', unit)).toEqual(['REVIEW_REPORT']);
    await world.step('reviewer', id, 'escalate');
    expect(await kindsOf('director', unit)).toEqual(['DECIDE_REPORT']);
  });

  it('is a request to decide for the desk', async () => {
    const slot = await world.newSlot();
    const request = { code: 'DISASTER', reason: 'The servers of the ministry are being moved.' };
    await world.post('coordinator', `report-slots/${slot.id}/waiver`, request);
    expect(await kindsOf('desk', slot.unit)).toEqual(['DECIDE_SLOT_REQUEST']);
    expect(await kindsOf('coordinator', slot.unit)).not.toContain('DECIDE_SLOT_REQUEST');
  });

  it('comes in the order in which it is due', async () => {
    await world.returned();
    await world.filled();
    const { data } = await workOf('coordinator');
    const times = data.map(({ dueAt }: any) => dueAt ?? '9999');
    expect(times.length).toBeGreaterThan(3);
    expect(times).toEqual(times.toSorted());
  });

  it('says what is overdue', async () => {
    const { unit } = await world.filled();
    world.at('2026-11-12T08:00:00.000Z');
    const { data } = await workOf('entry');
    const october = data.find((item: any) => item.unit === unit && item.period === 'GREGORIAN_MONTH:2026-10');
    expect(october).toMatchObject({ kind: 'FILL_REPORT', overdue: true });
  });

  it('never shows the work of another country', async () => {
    await world.returned();
    const { data } = await workOf('foreign');
    expect(data.filter(({ partner }: any) => partner !== 'ET')).toEqual([]);
  });

  it('holds nothing for somebody who only reads, and nothing for nobody', async () => {
    const report = await world.inReview();
    await world.post('reviewer', `submissions/${report.id}/queries`, QUESTION);
    expect((await workOf('auditor')).data).toEqual([]);
    expect((await call(world.api.url, '/api/v1/me/work')).status).toBe(401);
  });
});
