import { randomUUID } from 'node:crypto';
import { NOW, ReviewWorld, type Person } from './review-world.js';

const REASON = 'The coordinator is on leave in November.';

describe('four eyes and deputies (vector 5.10)', () => {
  let world: ReviewWorld;

  beforeEach(async () => {
    world = await ReviewWorld.open();
  });
  afterEach(() => world.api.close());

  const lend = async (
    deputy: Person = 'deputy',
    validUntil = '2026-11-20T00:00:00Z',
    by: Person = 'coordinator',
  ) =>
    world.post(by, 'delegations', {
      partner: 'PK',
      deputy: world.email(deputy),
      validFrom: NOW,
      validUntil,
      reason: REASON,
    });

  /** Whatever kept the two roles apart is passed by: four eyes must hold all the same. */
  const makeReviewer = async (person: Person) => {
    await world.rows(
      `insert into app.membership (id, scope, user_id, role, valid_from) values ($1, 'HQ', $2, 'HQ_REVIEWER', '2000-01-01')`,
      [randomUUID(), world.id(person)],
    );
    // Rights are remembered for less than a second.
    await new Promise((done) => setTimeout(done, 1_000));
  };

  it('keeps a deputy who entered from accepting in a second role', async () => {
    const { id } = await world.filled('deputy');
    await world.step('coordinator', id, 'submit', { attestation: true });
    await makeReviewer('deputy');
    await world.step('deputy', id, 'startReview');
    const { status, body } = await world.step('deputy', id, 'accept');
    expect([status, body.code]).toEqual([403, 'four-eyes']);
    expect(await world.rows('select 1 from app.observation where submission_id = $1', [id])).toEqual([]);
  });

  it.each(['deputy', 'coordinator'] as const)(
    'keeps both sides of a delegation from accepting: the %s',
    async (person) => {
      await lend();
      const { id } = await world.filled('entry');
      expect((await world.step('deputy', id, 'submit', { attestation: true })).body.state).toBe('SUBMITTED');
      await makeReviewer(person);
      await world.step(person, id, 'startReview');
      const { status, body } = await world.step(person, id, 'accept');
      expect([status, body.code]).toEqual([403, 'four-eyes']);
    },
  );

  it('keeps a deputy from accepting who shared the right without using it', async () => {
    await lend();
    const { id } = await world.submitted();
    await makeReviewer('deputy');
    await world.step('deputy', id, 'startReview');
    expect((await world.step('deputy', id, 'accept')).body.code).toBe('four-eyes');
  });

  it('puts both names on what a deputy hands in', async () => {
    await lend();
    const { id } = await world.filled('entry');
    await world.step('deputy', id, 'submit', { attestation: true });
    const { body } = await world.get('reviewer', `submissions/${id}`);
    expect([body.submittedBy.id, body.onBehalfOf.id]).toEqual([world.id('deputy'), world.id('coordinator')]);
    const audit = await world.auditOf(id);
    expect(audit.at(-1)?.after).toMatchObject({ onBehalfOf: world.id('coordinator') });
  });

  it('lets nobody hand in without the right or after it is back', async () => {
    const { id } = await world.filled('entry');
    expect((await world.step('deputy', id, 'submit', { attestation: true })).status).toBe(403);
    const { body } = await lend();
    expect((await world.post('otherCoordinator', `delegations/${body.id}/end`, {}, 1)).status).toBe(403);
    expect((await world.post('coordinator', `delegations/${body.id}/end`, {}, 1)).body.endedAt).toBe(NOW);
    expect((await world.step('deputy', id, 'submit', { attestation: true })).status).toBe(403);
    expect((await world.post('coordinator', `delegations/${body.id}/end`, {}, 2)).status).toBe(409);
  });

  it('gives the right back by the clock alone', async () => {
    const { id } = await world.filled('entry');
    await lend('deputy', '2026-11-06T00:00:00Z');
    world.at('2026-11-06T00:00:00.000Z');
    expect((await world.step('deputy', id, 'submit', { attestation: true })).status).toBe(403);
  });

  it('ends with the role of who lent it', async () => {
    const { id } = await world.filled('entry');
    await lend();
    await world.rows('delete from app.membership where user_id = $1', [world.id('coordinator')]);
    expect((await world.step('deputy', id, 'submit', { attestation: true })).status).toBe(403);
  });

  it('refuses a deputy who judges figures at headquarters, whom the coordinator cannot see', async () => {
    await makeReviewer('deputy');
    const { status, body } = await lend();
    expect([status, body.code]).toEqual([409, 'incompatible-roles']);
  });

  it.each(['reviewer', 'foreign', 'supervisor', 'coordinator'] as const)(
    'refuses the %s as a deputy',
    async (person) => {
      const { status, body } = await lend(person);
      expect([status, body.code]).toEqual([422, 'deputy-not-eligible']);
    },
  );

  it.each([
    ['2026-11-05T08:00:00Z', 'invalid-range'],
    ['2027-03-01T00:00:00Z', 'range-too-large'],
  ])('refuses to lend until %s', async (until, code) => {
    const { status, body } = await lend('deputy', until);
    expect([status, body.code]).toEqual([422, code]);
  });

  it('is the right of coordinators of the partner', async () => {
    expect((await lend('deputy', undefined, 'entry')).status).toBe(403);
    expect((await lend('deputy', undefined, 'foreign')).status).toBe(404);
  });

  it('shows delegations to the partner and to headquarters, not to another country', async () => {
    const { body } = await lend();
    const seen = async (person: Person) => (await world.get(person, 'delegations')).body.data;
    expect((await seen('reviewer')).map(({ id }: any) => id)).toEqual([body.id]);
    expect(await seen('foreign')).toEqual([]);
    const foreign = await world.post('foreign', `delegations/${body.id}/end`, {}, 1);
    expect(foreign.status).toBe(404);
  });
});
