import { codesOf, NOW, QUESTION, ReviewWorld } from './review-world.js';

describe('questions of a review', () => {
  let world: ReviewWorld;

  beforeAll(async () => {
    world = await ReviewWorld.open();
  });
  afterAll(() => world.api.close());
  beforeEach(() => world.at(NOW));

  const ask = async (id: string, person = 'reviewer' as const, question: object = QUESTION) =>
    world.post(person, `submissions/${id}/queries`, question);
  const decide = async (query: any, body: object, person = 'reviewer' as const) =>
    world.post(person, `queries/${query.id}/transitions`, body, query.rev);

  it('are asked while the report is being read, and answered without sending it back', async () => {
    const { id, slot } = await world.inReview();
    const { status, body: query } = await ask(id);
    expect([status, query.state, query.cell]).toEqual([201, 'OPEN', 'VISITORS']);
    const answered = await world.answer(query, 'coordinator');
    expect([answered.status, answered.body.state]).toEqual([200, 'ANSWERED']);
    expect(await world.newsOf(slot)).toMatchObject([
      { kind: 'QUESTION', event: `question:${query.id}`, to: 'ENTERERS' },
      { kind: 'ANSWERED', to: world.id('reviewer') },
    ]);
    expect((await world.auditOf(query.id)).map(({ action }) => action)).toEqual([
      'query.ask',
      'query.answer',
    ]);
  });

  it('keep everything that was said, by whom and on which side', async () => {
    const { id } = await world.inReview();
    const { body: query } = await ask(id);
    const { body: answered } = await world.answer(query);
    const { body: reopened } = await decide(answered, { name: 'reopen', text: 'And the mobile visits?' });
    const { body: again } = await world.answer(reopened);
    const { body: closed } = await decide(again, { name: 'close' });
    expect([reopened.state, again.state, closed.state]).toEqual(['REOPENED', 'ANSWERED', 'CLOSED']);
    expect(closed.messages.map(({ side, text }: any) => [side, text])).toEqual([
      ['PARTNER', 'Yes, all 22 days.'],
      ['HQ', 'And the mobile visits?'],
      ['PARTNER', 'Yes, all 22 days.'],
    ]);
  });

  it('block the hand-in again when they are asked again', async () => {
    const { next, query } = await world.returned();
    const { body: answered } = await world.answer(query);
    await decide(answered, { name: 'reopen', text: 'Which days exactly?' });
    const refused = await world.step('coordinator', next, 'submit', { attestation: true });
    expect(codesOf(refused)).toEqual(['query-unanswered']);
  });

  it('name their reason in the languages of both sides', async () => {
    const { query } = await world.returned();
    expect(Object.keys(query.reasonTitles).toSorted()).toEqual(
      ['am', 'az', 'en', 'fa-AF', 'id', 'ps', 'ru', 'ur', 'uz'].toSorted(),
    );
    expect(query.reasonTitles.ru).toBe('Показатель выглядит неправдоподобно');
  });

  it('are told to those who fill the report in when it is sent back, and the reviewer learns of its return', async () => {
    const { id, slot, next, query } = await world.returned();
    await world.answer(query);
    await world.step('coordinator', next, 'submit', { attestation: true });
    expect(await world.newsOf(slot)).toMatchObject([
      { kind: 'RETURNED', event: `returned:${id}`, to: 'ENTERERS' },
      { kind: 'ANSWERED', to: world.id('reviewer') },
      { kind: 'RESUBMITTED', to: world.id('reviewer') },
    ]);
  });

  it.each([
    ['nobody reads the report', 'submitted', 409, 'invalid-transition'],
    ['somebody else holds it', 'inReview', 422, 'guard-failed'],
  ] as const)('are refused when %s', async (_condition, state, status, code) => {
    const { id } = await world[state]();
    const answer = await world.post('secondReviewer', `submissions/${id}/queries`, QUESTION);
    expect([answer.status, answer.body.code, answer.body.lock.reason]).toEqual([
      status,
      code,
      'UNDER_REVIEW',
    ]);
  });

  it('are no right of the partner, and answers none of headquarters', async () => {
    const { id } = await world.inReview();
    const { body: query } = await ask(id);
    expect((await world.post('coordinator', `submissions/${id}/queries`, QUESTION)).status).toBe(403);
    expect((await world.post('reviewer', `queries/${query.id}/answers`, { answer: 'Yes.' }, 1)).status).toBe(
      403,
    );
    expect(
      (await world.post('coordinator', `queries/${query.id}/transitions`, { name: 'close' }, 1)).status,
    ).toBe(403);
  });

  it('are hidden from another country', async () => {
    const { query } = await world.returned();
    const answer = await world.post('foreign', `queries/${query.id}/answers`, { answer: 'Yes.' }, query.rev);
    expect(answer.status).toBe(404);
  });

  it('cannot be answered once they are closed', async () => {
    const { query } = await world.returned();
    const { body: closed } = await decide(query, { name: 'close' });
    const { status, body } = await world.answer(closed);
    expect([status, body.code, body.allowed]).toEqual([409, 'invalid-transition', ['reopen']]);
  });

  it('want the revision that was read, and a word when they are asked again', async () => {
    const { query } = await world.returned();
    const path = `queries/${query.id}/answers`;
    expect((await world.post('coordinator', path, { answer: 'Yes.' })).status).toBe(428);
    expect((await world.post('coordinator', path, { answer: 'Yes.' }, 9)).status).toBe(412);
    const { body: answered } = await world.answer(query);
    expect((await decide(answered, { name: 'reopen' })).body.code).toBe('validation-failed');
  });

  it('refuse a cell that the form does not have', async () => {
    const { id } = await world.inReview();
    const { status, body } = await ask(id, 'reviewer', { ...QUESTION, cell: 'NO_SUCH_CELL' });
    expect([status, body.code]).toEqual([422, 'unknown-kpi']);
  });
});
