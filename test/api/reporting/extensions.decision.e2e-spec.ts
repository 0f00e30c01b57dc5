import { LATER, NOW, REASON, SlotRequestsWorld, type Person } from './slot-requests-world.js';

describe('deciding on what was asked for', () => {
  let world: SlotRequestsWorld;

  beforeAll(async () => {
    world = await SlotRequestsWorld.open();
  });
  afterAll(() => world.api.close());
  beforeEach(() => world.at(NOW));

  async function asked(person: Person = 'coordinator'): Promise<{ slot: any; request: any }> {
    const slot = await world.newSlot();
    return { slot, request: (await world.extend(slot, person)).body };
  }

  it.each(['desk', 'director'] as const)('lets the %s grant', async (person) => {
    const { request } = await asked();
    const { status, body } = await world.decide(request, person);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'GRANTED',
      closedBy: world.ids.get(person),
      closedAt: NOW,
      decisionReason: null,
      rev: 2,
    });
  });

  it.each(['coordinator', 'supervisor', 'entry', 'reviewer', 'auditor'] as const)(
    'lets no %s decide',
    async (person) => {
      const { slot, request } = await asked('desk');
      const answer = await world.decide(request, person);
      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
      expect(await world.requestsOf(slot)).toEqual([{ kind: 'EXTENSION', state: 'REQUESTED', rev: 1 }]);
    },
  );

  it.each(['GRANT', 'DECLINE'])('lets nobody %s what they asked for themselves', async (decision) => {
    const { slot, request } = await asked('desk');
    const answer = await world.decide(request, 'desk', { decision, reason: REASON });
    expect([answer.status, answer.body.code]).toEqual([403, 'four-eyes']);
    expect(await world.requestsOf(slot)).toEqual([{ kind: 'EXTENSION', state: 'REQUESTED', rev: 1 }]);
    expect((await world.slot(slot.id)).extension).toBeNull();
  });

  const newsOf = async (slot: any) =>
    (
      await world.api.database.admin.query(
        `select payload->>'kind' as kind, payload->>'event' as event, payload->>'to' as reader
           from app.outbox where job_name = 'tell-review-news' and payload->>'id' = $1`,
        [slot.id],
      )
    ).rows;

  it.each(['GRANT', 'DECLINE'])('tells whoever asked of a %s', async (decision) => {
    const { slot, request } = await asked();
    const { body } = await world.decide(request, 'desk', { decision, reason: REASON });
    expect(await newsOf(slot)).toEqual([
      {
        kind: 'REQUEST',
        event: `request:${request.id}:${body.state}`,
        reader: world.ids.get('coordinator'),
      },
    ]);
  });

  it('lets another person of the same role decide', async () => {
    const { request } = await asked('desk');
    expect((await world.decide(request, 'secondDesk')).body.state).toBe('GRANTED');
  });

  it('keeps four eyes in the database as well', async () => {
    const { request } = await asked();
    await expect(
      world.api.database.admin.query(
        "update app.slot_request set state = 'GRANTED', closed_by = requested_by, closed_at = now() where id = $1",
        [request.id],
      ),
    ).rejects.toThrow('slot_request_two_persons');
  });

  it('declines with a reason, and leaves the slot as it was', async () => {
    const { slot, request } = await asked();
    const { body } = await world.decide(request, 'desk', { decision: 'DECLINE', reason: REASON });
    expect([body.state, body.decisionReason]).toEqual(['DECLINED', REASON]);
    expect(await world.slot(slot.id)).toEqual({ ...slot, rev: expect.any(Number) });
  });

  it('declines nothing without a reason', async () => {
    const { request } = await asked();
    const { status, body } = await world.decide(request, 'desk', { decision: 'DECLINE' });
    expect([status, body.errors[0].pointer]).toEqual([422, '/reason']);
  });

  it('knows no request of another country', async () => {
    const { request } = await asked();
    const answers = [
      await world.ask('foreign', `slot-requests/${request.id}`),
      await world.withdraw(request, 'foreign'),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [404, 'not-found'],
      [404, 'not-found'],
    ]);
  });

  it('asks for the revision that was read', async () => {
    const { request } = await asked();
    const bare = await world.ask('desk', `slot-requests/${request.id}/decision`, { decision: 'GRANT' });
    const stale = await world.decide({ ...request, rev: 7 });
    expect([bare.status, stale.status]).toEqual([428, 412]);
  });

  it('grants once when two grant at the same moment', async () => {
    const { slot, request } = await asked();
    for (const person of ['desk', 'director'] as const) await world.token(person);
    const answers = await Promise.all([world.decide(request, 'desk'), world.decide(request, 'director')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const extended = (await world.auditOf(slot.id)).filter(({ action }) => action === 'slot.extend');
    expect(extended).toHaveLength(1);
  });

  it.each([
    ['granted', { decision: 'GRANT' }],
    ['declined', { decision: 'DECLINE', reason: REASON }],
  ])('is final: what was %s is not decided again', async (_, body) => {
    const { request } = await asked();
    const closed = (await world.decide(request, 'desk', body)).body;
    const answer = await world.decide(closed, 'director', { decision: 'GRANT' });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'invalid-transition', state: closed.state, allowed: [] },
    });
  });

  it('lets the requester take it back, and ask again', async () => {
    const { slot, request } = await asked();
    const { status, body } = await world.withdraw(request);
    expect([status, body.state, body.closedBy]).toEqual([200, 'WITHDRAWN', world.ids.get('coordinator')]);
    expect((await world.extend(slot)).status).toBe(201);
  });

  it.each(['supervisor', 'desk'] as const)('lets no %s take back what another asked for', async (person) => {
    const { request } = await asked();
    const answer = await world.withdraw(request, person);
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
  });

  it('grants nothing that was taken back', async () => {
    const { request } = await asked();
    const { body } = await world.withdraw(request);
    expect((await world.decide(body)).body.code).toBe('invalid-transition');
  });

  it('grants no waiver of a report that came in meanwhile', async () => {
    const slot = await world.newSlot();
    const request = (await world.waive(slot)).body;
    await world.submit(slot);
    expect((await world.decide(request)).body).toMatchObject({ code: 'invalid-transition', state: 'OPEN' });
    expect((await world.slot(slot.id)).waiver).toBeNull();
  });

  it('leaves an audit record of the decision and one of the change, before and after', async () => {
    const { slot, request } = await asked();
    await world.decide(request, 'director');
    expect((await world.auditOf(request.id)).at(-1)).toEqual({
      action: 'slot-request.grant',
      actor_id: world.ids.get('director'),
      before: { state: 'REQUESTED', rev: 1 },
      after: { state: 'GRANTED', rev: 2 },
    });
    expect((await world.auditOf(slot.id)).at(-1)).toEqual({
      action: 'slot.extend',
      actor_id: world.ids.get('director'),
      before: { extendedDueAt: null, lockAt: slot.lockAt },
      after: { extendedDueAt: LATER, lockAt: slot.lockAt, request: request.id },
    });
  });

  describe('GET /slot-requests', () => {
    const list = async (person: Person, query: string) =>
      (await world.ask(person, `slot-requests?${query}`)).body;

    it('lists newest first, filtered by state, kind and slot', async () => {
      const { slot, request } = await asked();
      const waiver = (await world.waive(slot)).body;
      await world.decide(request);
      const ids = async (query: string) =>
        (await list('auditor', `slot=${slot.id}&${query}`)).data.map(({ id }: any) => id);
      expect(await ids('')).toEqual([waiver.id, request.id]);
      expect(await ids('state=REQUESTED')).toEqual([waiver.id]);
      expect(await ids('kind=EXTENSION&partner=PK')).toEqual([request.id]);
    });

    it('shows page after page', async () => {
      const { slot, request } = await asked();
      const waiver = (await world.waive(slot)).body;
      const first = await list('coordinator', `slot=${slot.id}&limit=1`);
      const second = await list('coordinator', `slot=${slot.id}&limit=1&cursor=${first.page.nextCursor}`);
      expect([first.data[0].id, second.data[0].id, second.page.hasMore]).toEqual([
        waiver.id,
        request.id,
        false,
      ]);
    });

    it('shows nothing of another country', async () => {
      await asked();
      expect((await list('foreign', '')).data).toEqual([]);
      expect((await world.ask('foreign', 'slot-requests?partner=PK')).status).toBe(404);
    });

    it.each(['state=OPEN', 'kind=HOLIDAY', 'slot=7', 'partner=pk', 'sort=id'])(
      'refuses %s',
      async (query) => {
        expect((await world.ask('desk', `slot-requests?${query}`)).status).toBe(400);
      },
    );
  });
});
