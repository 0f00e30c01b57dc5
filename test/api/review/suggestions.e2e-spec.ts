import { NOW, QUESTION, ReviewWorld, type Person } from './review-world.js';

const OFFER = { cell: 'VISITORS', value: '950', reason: 'Your own daily list adds up to 950.' };

describe('suggestions', () => {
  let world: ReviewWorld;

  beforeAll(async () => {
    world = await ReviewWorld.open();
  });
  afterAll(() => world.api.close());
  beforeEach(() => world.at(NOW));

  const suggest = async (id: string, offer: object = OFFER, person: Person = 'reviewer') =>
    world.post(person, `submissions/${id}/suggestions`, offer);
  const decide = async (suggestion: any, body: object, person: Person = 'coordinator') =>
    world.post(person, `suggestions/${suggestion.id}/transitions`, body, suggestion.rev);

  /** A suggestion about a report that was sent back: the partner has a draft to take it over into. */
  async function offered(): Promise<{ id: string; next: string; suggestion: any; slot: string; query: any }> {
    const { id, slot } = await world.inReview();
    const { status, body: suggestion } = await suggest(id);
    expect(status).toBe(201);
    const { body } = await world.step('reviewer', id, 'return', { queries: [QUESTION] });
    const [query] = (await world.get('coordinator', `submissions/${id}/queries`)).body.data;
    return { id, slot, next: body.nextRevision, suggestion, query };
  }

  const visitorsOf = async (id: string) => {
    const { body } = await world.get('coordinator', `submissions/${id}`);
    return body.cells.find(({ cell }: any) => cell === 'VISITORS');
  };

  it('change nothing until the partner takes them over', async () => {
    const { next } = await offered();
    expect(await visitorsOf(next)).toMatchObject({ value: '1000', source: 'FORM' });
  });

  it('become the entry of the coordinator who takes them over, and keep where the value came from', async () => {
    const { next, suggestion } = await offered();
    const { status, body } = await decide(suggestion, { name: 'accept' });
    expect([status, body.state]).toEqual([200, 'ACCEPTED']);
    expect(await visitorsOf(next)).toMatchObject({ value: '950', source: 'SUGGESTION' });
    const [row] = await world.rows(
      `select entered_by, source_ref from app.cell_revision where submission_id = $1 and cell = 'VISITORS' and is_current`,
      [next],
    );
    expect(row).toEqual({
      entered_by: world.id('coordinator'),
      source_ref: { suggestion: suggestion.id, suggestedBy: world.id('reviewer') },
    });
  });

  it('make the suggester an author: somebody else has to accept that revision', async () => {
    const { next, suggestion, query } = await offered();
    await decide(suggestion, { name: 'accept' });
    await world.answer(query);
    await world.step('coordinator', next, 'submit', { attestation: true });
    await world.step('reviewer', next, 'startReview');
    const mine = await world.step('reviewer', next, 'accept');
    expect([mine.status, mine.body.code]).toEqual([403, 'four-eyes']);
    await world.step('reviewer', next, 'releaseReview');
    await world.step('secondReviewer', next, 'startReview');
    expect((await world.step('secondReviewer', next, 'accept')).body.state).toBe('ACCEPTED');
  });

  it('leave a suggester free to accept what the partner did not take over', async () => {
    const { next, suggestion, query } = await offered();
    const declined = await decide(suggestion, { name: 'decline', reason: 'Our list has 1000.' });
    expect(declined.body).toMatchObject({ state: 'DECLINED', decisionReason: 'Our list has 1000.' });
    await world.answer(query);
    await world.step('coordinator', next, 'submit', { attestation: true });
    await world.step('reviewer', next, 'startReview');
    expect((await world.step('reviewer', next, 'accept')).body.state).toBe('ACCEPTED');
  });

  it('lapse with the acceptance of the report', async () => {
    const { id } = await world.inReview();
    await suggest(id);
    await world.step('reviewer', id, 'accept');
    const { body } = await world.get('coordinator', `submissions/${id}/suggestions`);
    expect(body.data).toMatchObject([{ state: 'LAPSED' }]);
  });

  it('are told to the coordinator', async () => {
    const { id, slot } = await world.inReview();
    const { body } = await suggest(id);
    expect(await world.newsOf(slot)).toMatchObject([
      { kind: 'SUGGESTION', event: `suggested:${body.id}`, to: 'COORDINATORS' },
    ]);
  });

  it('cannot be taken over while headquarters holds the report; the answer says who does', async () => {
    const { id } = await world.inReview();
    const { body: suggestion } = await suggest(id);
    const { status, body } = await decide(suggestion, { name: 'accept' });
    expect([status, body.lock]).toEqual([
      423,
      expect.objectContaining({ reason: 'UNDER_REVIEW', by: world.id('reviewer') }),
    ]);
  });

  it('stand alone for a cell at a time', async () => {
    const { id } = await world.inReview();
    await suggest(id);
    const { status, body } = await suggest(id, { ...OFFER, value: '960' });
    expect([status, body.code]).toEqual([409, 'suggestion-exists']);
  });

  it('are withdrawn by their author only, and decided by the partner only', async () => {
    const { suggestion } = await offered();
    expect((await decide(suggestion, { name: 'accept' }, 'reviewer')).status).toBe(403);
    expect((await decide(suggestion, { name: 'withdraw' }, 'secondReviewer')).status).toBe(403);
    expect((await decide(suggestion, { name: 'withdraw' }, 'reviewer')).body.state).toBe('WITHDRAWN');
    const late = await decide({ ...suggestion, rev: 2 }, { name: 'accept' });
    expect([late.status, late.body.code]).toEqual([409, 'invalid-transition']);
  });

  it('are no right of partners or entry clerks', async () => {
    const { id } = await world.inReview();
    expect((await suggest(id, OFFER, 'coordinator')).status).toBe(403);
    const { suggestion } = await offered();
    expect((await decide(suggestion, { name: 'accept' }, 'entry')).status).toBe(403);
  });

  it('are hidden from another country', async () => {
    const { suggestion, id } = await offered();
    expect((await decide(suggestion, { name: 'decline', reason: 'No thanks.' }, 'foreign')).status).toBe(404);
    expect((await world.get('foreign', `submissions/${id}/suggestions`)).status).toBe(404);
  });

  it.each([
    [{ ...OFFER, value: '1,5' }, 'invalid-number'],
    [{ ...OFFER, value: 'NaN' }, 'invalid-number'],
    [{ ...OFFER, value: '1234567890123456' }, 'number-out-of-range'],
    [{ ...OFFER, cell: 'NO_SUCH_CELL' }, 'unknown-kpi'],
  ])('refuse %j', async (offer, code) => {
    const { id } = await world.inReview();
    const { status, body } = await suggest(id, offer);
    expect([status, body.code]).toEqual([422, code]);
  });

  it('want a word when they are declined', async () => {
    const { suggestion } = await offered();
    expect((await decide(suggestion, { name: 'decline' })).body.code).toBe('validation-failed');
  });
});
