import { call } from '../../support/client.js';
import { DUE, LATER, NOW, REASON, SlotRequestsWorld, type Person } from './slot-requests-world.js';

const LOCKED = '2027-11-11T13:00:00.000Z';

describe('asking for something about an expected report', () => {
  let world: SlotRequestsWorld;

  beforeAll(async () => {
    world = await SlotRequestsWorld.open();
  });
  afterAll(() => world.api.close());
  beforeEach(() => world.at(NOW));

  it.each(['coordinator', 'supervisor', 'desk'] as const)('lets the %s ask for more time', async (person) => {
    const slot = await world.newSlot();
    const { status, body } = await world.extend(slot, person);
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      partner: 'PK',
      unit: slot.unit,
      slot: slot.id,
      kind: 'EXTENSION',
      state: 'REQUESTED',
      until: LATER,
      code: null,
      reason: REASON,
      requestedBy: world.ids.get(person),
      requestedAt: NOW,
      closedBy: null,
      closedAt: null,
      decisionReason: null,
      revokedAt: null,
      rev: 1,
    });
  });

  it.each(['entry', 'director', 'reviewer', 'auditor'] as const)('lets no %s ask', async (person) => {
    const slot = await world.newSlot();
    const answer = await world.extend(slot, person);
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
    expect(await world.requestsOf(slot)).toEqual([]);
  });

  it('asks nobody who is not signed in', async () => {
    const slot = await world.newSlot();
    const path = `/api/v1/report-slots/${slot.id}/extensions`;
    const body = { newDueAt: LATER, reason: REASON };
    expect((await call(world.api.url, path, { method: 'POST', body })).status).toBe(401);
  });

  it('changes nothing about the slot, but shows what waits for a decision', async () => {
    const slot = await world.newSlot();
    const { body } = await world.extend(slot);
    const after = await world.slot(slot.id);
    expect(after).toEqual({
      ...slot,
      openRequests: [{ id: body.id, kind: 'EXTENSION' }],
      rev: slot.rev + 1,
    });
  });

  it('leaves an audit record', async () => {
    const slot = await world.newSlot();
    const { body } = await world.extend(slot);
    expect(await world.auditOf(body.id)).toEqual([
      {
        action: 'slot-request.request',
        actor_id: world.ids.get('coordinator'),
        before: null,
        after: {
          slot: slot.id,
          kind: 'EXTENSION',
          state: 'REQUESTED',
          until: LATER,
          code: null,
          reason: REASON,
        },
      },
    ]);
  });

  it.each([
    ['extensions', { newDueAt: LATER }],
    ['waiver', { code: 'CONFLICT' }],
    ['waiver-revocation', {}],
    ['reopening', { until: LATER }],
  ])('knows no slot of another country for %s', async (route, body) => {
    const slot = await world.newSlot();
    const answer = await world.ask('foreign', `report-slots/${slot.id}/${route}`, {
      ...body,
      reason: REASON,
    });
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
    expect(await world.requestsOf(slot)).toEqual([]);
  });

  it('keeps one open request of a kind, and names it to whoever asks again', async () => {
    const slot = await world.newSlot();
    const first = await world.extend(slot);
    const second = await world.extend(slot, 'supervisor');
    expect([second.status, second.body.code, second.body.request]).toEqual([
      409,
      'already-requested',
      first.body.id,
    ]);
    expect(await world.requestsOf(slot)).toHaveLength(1);
  });

  it('keeps one when several ask at the same moment', async () => {
    const slot = await world.newSlot();
    const people: Person[] = ['coordinator', 'supervisor', 'desk', 'secondDesk'];
    for (const person of people) await world.token(person);
    const answers = await Promise.all(people.map((person) => world.waive(slot, person)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
    expect(await world.requestsOf(slot)).toHaveLength(1);
  });

  it('takes requests of different kinds side by side', async () => {
    const slot = await world.newSlot();
    expect((await world.extend(slot)).status).toBe(201);
    expect((await world.waive(slot)).status).toBe(201);
  });

  it('answers a repeated request with the same key as it did the first', async () => {
    const slot = await world.newSlot();
    const ask = () =>
      world.ask(
        'coordinator',
        `report-slots/${slot.id}/extensions`,
        { newDueAt: LATER, reason: REASON },
        { 'idempotency-key': `extension-${slot.id}` },
      );
    const first = await ask();
    const second = await ask();
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect(await world.requestsOf(slot)).toHaveLength(1);
  });

  it.each([
    ['the due instant itself', DUE, 'invalid-range'],
    ['more than thirty days later', '2026-12-11T13:00:00.001Z', 'invalid-range'],
    ['a day that does not exist', '2026-11-31T13:00:00Z', 'invalid-timestamp'],
    ['an hour that does not exist', '2026-11-20T25:00:00Z', 'invalid-timestamp'],
    ['an instant without offset', '2026-11-20T13:00:00', 'invalid-timestamp'],
    ['a day', '2026-11-20', 'invalid-timestamp'],
  ])('refuses an extension to %s', async (_, newDueAt, code) => {
    const slot = await world.newSlot();
    const { status, body } = await world.extend(slot, 'coordinator', newDueAt);
    expect([status, body.code, body.errors[0].pointer]).toEqual([422, code, '/newDueAt']);
  });

  it('takes an extension by thirty days in the offset of the country', async () => {
    const slot = await world.newSlot();
    const { body } = await world.extend(slot, 'coordinator', '2026-12-11T18:00:00+05:00');
    expect(body.until).toBe('2026-12-11T13:00:00.000Z');
  });

  it('refuses time that has passed', async () => {
    const slot = await world.newSlot();
    world.at('2026-11-20T00:00:00.000Z');
    expect((await world.extend(slot)).body.code).toBe('invalid-range');
  });

  it.each([
    ['a reason of a few letters', { code: 'DISASTER', reason: 'Flood.' }],
    ['a code that is none', { code: 'LAZINESS', reason: REASON }],
    ['no code', { reason: REASON }],
    ['an unknown member', { code: 'DISASTER', reason: REASON, until: LATER }],
  ])('refuses a waiver with %s', async (_, body) => {
    const slot = await world.newSlot();
    const answer = await world.ask('coordinator', `report-slots/${slot.id}/waiver`, body);
    expect(answer.status).toBe(422);
    expect(await world.requestsOf(slot)).toEqual([]);
  });

  it.each([
    ['to re-open what is open', 'reopening', { until: LATER }],
    ['to revoke a waiver that there is not', 'waiver-revocation', {}],
  ])('refuses %s, and names what can be asked for', async (_, route, body) => {
    const slot = await world.newSlot();
    const answer = await world.ask('desk', `report-slots/${slot.id}/${route}`, { ...body, reason: REASON });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'invalid-transition', state: 'OPEN', allowed: ['EXTENSION', 'WAIVER'] },
    });
  });

  it('refuses more time for a report that was handed in', async () => {
    const slot = await world.newSlot();
    await world.submit(slot);
    const answer = await world.extend(slot);
    expect([answer.status, answer.body.code, answer.body.allowed]).toEqual([409, 'invalid-transition', []]);
  });

  it('refuses a waiver of a report that was handed in', async () => {
    const slot = await world.newSlot();
    await world.submit(slot);
    expect((await world.waive(slot)).body.code).toBe('invalid-transition');
  });

  it.each([
    ['now', LOCKED],
    ['more than thirty days from now', '2027-12-11T13:00:00.001Z'],
  ])('refuses a re-opening until %s', async (_, until) => {
    const slot = await world.newSlot();
    world.at(LOCKED);
    const { status, body } = await world.reopen(slot, until);
    expect([status, body.code, body.errors[0].pointer]).toEqual([422, 'invalid-range', '/until']);
  });
});
