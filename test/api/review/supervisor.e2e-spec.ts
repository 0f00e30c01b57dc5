import { codesOf, NOW, QUESTION, ReviewWorld } from './review-world.js';

const OFFER = { cell: 'VISITORS', value: '950', reason: 'Your own daily list adds up to 950.' };
const RETURN = { queries: [QUESTION] };

describe("a partner's own supervisor", () => {
  let world: ReviewWorld;

  beforeAll(async () => {
    world = await ReviewWorld.open();
  });
  afterAll(() => world.api.close());
  beforeEach(() => world.at(NOW));

  const ask = (id: string) => world.post('supervisor', `submissions/${id}/queries`, QUESTION);

  it('returns a report with questions as long as headquarters does not read it', async () => {
    const { id, slot } = await world.submitted();
    const { status, body } = await world.step('supervisor', id, 'return', RETURN);
    expect([status, body.state]).toEqual([200, 'RETURNED']);
    expect(await world.stateOf(body.nextRevision)).toBe('DRAFT');
    expect((await world.newsOf(slot)).map(({ kind }) => kind)).toEqual(['RETURNED']);
    expect((await world.auditOf(id)).at(-1)).toMatchObject({
      action: 'submission.return',
      after: { state: 'RETURNED' },
    });
  });

  it('says what has to be answered', async () => {
    const { id } = await world.submitted();
    const answer = await world.step('supervisor', id, 'return');
    expect([answer.status, codesOf(answer)]).toEqual([422, ['query-missing']]);
  });

  it('leaves a report to the reviewer who reads it, and decides on none', async () => {
    const { id } = await world.inReview();
    const [returned, accepted] = [
      await world.step('supervisor', id, 'return', RETURN),
      await world.step('supervisor', id, 'accept'),
    ];
    expect([returned.status, accepted.status, await world.stateOf(id)]).toEqual([403, 403, 'IN_REVIEW']);
  });

  it.each(['reviewer', 'coordinator', 'director'] as const)(
    'has a step that is none for the %s',
    async (person) => {
      const { id } = await world.submitted();
      const { status, body } = await world.step(person, id, 'return', RETURN);
      expect([status, body.code]).toEqual([409, 'invalid-transition']);
      expect(body.allowed).not.toContain('return');
    },
  );

  it('asks about a report that headquarters reads, which holds its acceptance up until it is answered', async () => {
    const { id } = await world.inReview();
    const { status, body: query } = await ask(id);
    expect(status).toBe(201);
    const early = await world.step('reviewer', id, 'accept');
    expect([early.status, codesOf(early)]).toEqual([422, ['query-unanswered']]);
    await world.answer(query);
    expect((await world.step('reviewer', id, 'accept')).status).toBe(200);
  });

  it('asks nothing about a draft', async () => {
    const { id } = await world.filled();
    expect((await ask(id)).status).toBe(409);
  });

  it('closes own questions and none of headquarters', async () => {
    const { id } = await world.inReview();
    const theirs = (await world.post('reviewer', `submissions/${id}/queries`, QUESTION)).body;
    const own = (await ask(id)).body;
    for (const query of [theirs, own]) await world.answer(query);
    const close = (query: any) =>
      world.post('supervisor', `queries/${query.id}/transitions`, { name: 'close' }, query.rev + 1);
    expect([(await close(theirs)).status, (await close(own)).status]).toEqual([403, 200]);
  });

  it('suggests a value, and only the coordinator takes it over', async () => {
    const { id } = await world.submitted();
    const { status, body } = await world.post('supervisor', `submissions/${id}/suggestions`, OFFER);
    expect(status).toBe(201);
    const taken = await world.post(
      'supervisor',
      `suggestions/${body.id}/transitions`,
      { name: 'accept' },
      body.rev,
    );
    expect(taken.status).toBe(403);
    const withdrawn = await world.post(
      'supervisor',
      `suggestions/${body.id}/transitions`,
      { name: 'withdraw' },
      body.rev,
    );
    expect(withdrawn.status).toBe(200);
  });

  it('enters and hands in nothing', async () => {
    const { id } = await world.filled();
    const saved = await world.save('supervisor', id, {
      cells: [{ cell: 'VISITORS', baseRev: 1, value: '1' }],
    });
    const handed = await world.step('supervisor', id, 'submit', { attestation: true });
    expect([saved.status, handed.status]).toEqual([403, 403]);
  });
});
