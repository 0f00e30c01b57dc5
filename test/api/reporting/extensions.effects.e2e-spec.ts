import { cellsBody, step } from '../../support/reporting.js';
import { call } from '../../support/client.js';
import { DUE, LATER, NOW, REASON, SlotRequestsWorld, type Person } from './slot-requests-world.js';

const LATE = '2026-11-12T08:00:00.000Z';
const LOCKED = '2027-11-11T13:00:00.000Z';

describe('what a granted request changes', () => {
  let world: SlotRequestsWorld;

  beforeAll(async () => {
    world = await SlotRequestsWorld.open();
  });
  afterAll(() => world.api.close());
  beforeEach(() => world.at(NOW));

  const overview = async (person: Person = 'director') =>
    (await world.ask(person, 'dashboards/overview?period=2026-10')).body;
  const counts = async () => (await overview()).partners.find(({ partner }: any) => partner === 'PK');
  const wallCell = async (slot: any) => {
    const { body } = await world.ask('director', 'dashboards/status-wall?periods=1&to=2026-10&partner=PK');
    return body.units.find(({ unit }: any) => unit === slot.unit).cells[0];
  };
  const patch = async (id: string) =>
    call(world.api.url, `/api/v1/submissions/${id}/cells`, {
      method: 'PATCH',
      token: await world.token('coordinator'),
      body: cellsBody({ VISITORS: '7' }, 1),
    });

  describe('timeliness', () => {
    it('counts a report as on time that was handed in on time, returned and handed in late', async () => {
      const slot = await world.newSlot();
      const before = await counts();
      const id = await world.submit(slot);
      const reviewer = await world.token('reviewer');
      await step(world.api, reviewer, id, { name: 'startReview' });
      const queries = [
        { cell: 'VISITORS', reason: 'OTHER', text: 'Is it so?', replyBy: '2026-11-20T00:00:00Z' },
      ];
      const { body } = await step(world.api, reviewer, id, { name: 'return', queries });
      const [query] = (await world.ask('coordinator', `submissions/${id}/queries`)).body.data;
      world.at('2026-11-15T08:00:00.000Z');
      await world.ask(
        'coordinator',
        `queries/${query.id}/answers`,
        { answer: 'It is so.' },
        { 'if-match': '"r1"' },
      );
      const again = { name: 'submit', attestation: true };
      const answer = await step(world.api, await world.token('coordinator'), body.nextRevision, again);
      expect(answer.body.state).toBe('SUBMITTED');
      expect(await counts()).toMatchObject({
        onTime: before.onTime + 1,
        onTimeExtended: before.onTimeExtended + 1,
      });
      expect(await world.slot(slot.id)).toMatchObject({ timeliness: 'ON_TIME', onTimeExtended: true });
    });

    it('leaves a late report late when the extension came after the due instant, and shows it beside', async () => {
      const slot = await world.newSlot();
      const before = await counts();
      world.at(LATE);
      await world.granted(world.extend(slot));
      await world.submit(slot);
      expect(await counts()).toMatchObject({
        received: before.received + 1,
        onTime: before.onTime,
        onTimeExtended: before.onTimeExtended + 1,
      });
      expect(await world.slot(slot.id)).toMatchObject({
        dueAt: DUE,
        extension: { newDueAt: LATER },
        timeliness: 'LATE',
        onTimeExtended: true,
      });
    });

    it('counts no report that came after the granted instant', async () => {
      const slot = await world.newSlot();
      await world.granted(world.extend(slot));
      world.at('2026-11-18T13:00:00.001Z');
      await world.submit(slot);
      expect(await world.slot(slot.id)).toMatchObject({ timeliness: 'LATE', onTimeExtended: false });
    });

    it('costs the partner nothing when headquarters decides after the report came in', async () => {
      const slot = await world.newSlot();
      const request = (await world.extend(slot)).body;
      world.at(LATE);
      await world.submit(slot);
      world.at('2026-11-25T08:00:00.000Z');
      expect((await world.decide(request)).status).toBe(200);
      expect((await world.slot(slot.id)).onTimeExtended).toBe(true);
    });
  });

  describe('an extension', () => {
    it('takes a report off the list of overdue ones until the granted instant', async () => {
      const slot = await world.newSlot();
      await world.granted(world.extend(slot));
      const flags = async () => {
        const { dueSoon, overdue, timeliness } = await world.slot(slot.id);
        return { dueSoon, overdue, timeliness };
      };
      world.at(LATE);
      expect(await flags()).toEqual({ dueSoon: false, overdue: false, timeliness: 'OVERDUE' });
      world.at('2026-11-17T08:00:00.000Z');
      expect(await flags()).toEqual({ dueSoon: true, overdue: false, timeliness: 'OVERDUE' });
      world.at('2026-11-19T08:00:00.000Z');
      expect(await flags()).toEqual({ dueSoon: false, overdue: true, timeliness: 'OVERDUE' });
    });

    it('moves the end of entry when it would come first', async () => {
      const slot = await world.newSlot();
      await world.api.database.admin.query('update app.report_slot set lock_at = $2 where id = $1', [
        slot.id,
        '2026-11-14T13:00:00Z',
      ]);
      await world.granted(world.extend(slot));
      expect((await world.slot(slot.id)).lockAt).toBe(LATER);
    });

    it('leaves a later end of entry alone', async () => {
      const slot = await world.newSlot();
      await world.granted(world.extend(slot));
      expect((await world.slot(slot.id)).lockAt).toBe(slot.lockAt);
    });
  });

  describe('a waiver', () => {
    it('takes the report out of the expected ones and lists it with its reason', async () => {
      const slot = await world.newSlot();
      const before = await counts();
      await world.granted(world.waive(slot));
      const after = await overview();
      expect(after.partners.find(({ partner }: any) => partner === 'PK')).toMatchObject({
        expected: before.expected - 1,
        waived: before.waived + 1,
      });
      expect(after.waivers).toContainEqual({
        slot: slot.id,
        partner: 'PK',
        unit: slot.unit,
        code: 'DISASTER',
        reason: REASON,
        since: NOW,
      });
      expect(await wallCell(slot)).toMatchObject({
        state: 'WAIVED',
        waiver: { code: 'DISASTER', reason: REASON },
      });
    });

    it('shows who decided it on the slot', async () => {
      const slot = await world.newSlot();
      await world.granted(world.waive(slot));
      expect(await world.slot(slot.id)).toMatchObject({
        state: 'WAIVED',
        waiver: { code: 'DISASTER', reason: REASON, since: NOW, by: world.ids.get('desk') },
      });
    });

    it('closes entry, and says who and how to open it', async () => {
      const slot = await world.newSlot();
      const draft = (await world.openDraft(slot)).body.id;
      await world.granted(world.waive(slot));
      const lock = {
        reason: 'PERIOD_FROZEN',
        since: NOW,
        by: world.ids.get('desk'),
        remedyLink: `/api/v1/report-slots/${slot.id}/waiver-revocation`,
      };
      expect(await patch(draft)).toMatchObject({ status: 423, body: { code: 'locked', lock } });
    });

    it('lets nobody begin the report', async () => {
      const slot = await world.newSlot();
      await world.granted(world.waive(slot));
      expect(await world.openDraft(slot)).toMatchObject({ status: 423, body: { code: 'locked' } });
    });

    it('ends by the decision of two persons, and the report is expected again', async () => {
      const slot = await world.newSlot();
      const before = await counts();
      await world.granted(world.waive(slot));
      const own = (await world.revoke(slot, 'desk')).body;
      expect((await world.decide(own, 'desk')).body.code).toBe('four-eyes');
      expect((await world.decide(own, 'director')).status).toBe(200);
      expect(await counts()).toMatchObject({ expected: before.expected, waived: before.waived });
      expect(await world.slot(slot.id)).toMatchObject({ state: 'OPEN', waiver: null, lock: null });
    });

    it('is remembered by questions about the time in which it stood', async () => {
      const slot = await world.newSlot();
      const coverage = async (asOf?: string) => {
        const query = `indicator=VISITORS&period=2026-10&unit=${slot.unit}${asOf ? `&asOf=${asOf}` : ''}`;
        const { body } = await world.ask('director', `analytics/aggregate?${query}`);
        return { ...body.data[0].coverage, waivers: body.meta.waivers };
      };
      world.at('2026-11-06T08:00:00.000Z');
      await world.granted(world.waive(slot));
      world.at('2026-11-08T08:00:00.000Z');
      await world.granted(world.revoke(slot));
      world.at('2026-11-09T08:00:00.000Z');
      const waiver = { partner: 'PK', unit: slot.unit, period: '2026-10', code: 'DISASTER', reason: REASON };
      const standing = { expected: 1, waived: 0, waivers: [] };
      expect(await coverage('2026-11-05T23:00:00Z')).toMatchObject(standing);
      expect(await coverage('2026-11-07T00:00:00Z')).toMatchObject({
        expected: 0,
        waived: 1,
        waivers: [waiver],
      });
      expect(await coverage('2026-11-08T09:00:00Z')).toMatchObject(standing);
      expect(await coverage()).toMatchObject(standing);
    });

    it('may be granted once more after it was revoked', async () => {
      const slot = await world.newSlot();
      await world.granted(world.waive(slot));
      await world.granted(world.revoke(slot));
      await world.granted(world.waive(slot));
      expect((await world.slot(slot.id)).state).toBe('WAIVED');
    });
  });

  describe('a re-opening', () => {
    const UNTIL = '2027-11-20T13:00:00.000Z';

    it('opens entry of one report for a time, and entry closes again by itself', async () => {
      const slot = await world.newSlot();
      const other = await world.newSlot();
      world.at(LOCKED);
      const closed = await world.openDraft(slot);
      expect(closed).toMatchObject({
        status: 409,
        body: {
          code: 'period-closed',
          lock: {
            reason: 'PERIOD_FROZEN',
            since: LOCKED,
            by: null,
            remedyLink: `/api/v1/report-slots/${slot.id}/reopening`,
          },
        },
      });
      await world.granted(world.reopen(slot, UNTIL));
      const draft = await world.openDraft(slot);
      expect([draft.status, (await world.openDraft(other)).status]).toEqual([201, 409]);
      world.at('2027-11-20T12:59:59.999Z');
      expect((await patch(draft.body.id)).status).toBe(200);
      world.at(UNTIL);
      const refused = await patch(draft.body.id);
      expect([refused.status, refused.body.lock.since]).toEqual([409, UNTIL]);
    });

    it('does not make the report punctual', async () => {
      const slot = await world.newSlot();
      world.at(LOCKED);
      await world.granted(world.reopen(slot, UNTIL));
      await world.submit(slot);
      expect(await world.slot(slot.id)).toMatchObject({
        timeliness: 'LATE',
        onTimeExtended: false,
        reopening: { until: UNTIL },
      });
    });

    it('needs two persons', async () => {
      const slot = await world.newSlot();
      world.at(LOCKED);
      const request = (await world.reopen(slot, UNTIL, 'desk')).body;
      expect((await world.decide(request, 'desk')).body.code).toBe('four-eyes');
      expect((await world.openDraft(slot)).status).toBe(409);
    });

    it('is not granted when its time has run out before anybody decided', async () => {
      const slot = await world.newSlot();
      world.at(LOCKED);
      const request = (await world.reopen(slot, UNTIL)).body;
      world.at(UNTIL);
      expect((await world.decide(request)).body.code).toBe('invalid-transition');
    });
  });

  describe('GET /report-slots', () => {
    const ids = async (query: string): Promise<string[]> => {
      const { body } = await world.ask('coordinator', `report-slots?limit=200&period=2026-10&${query}`);
      return body.data.map(({ id }: any) => id);
    };

    it('finds the report of a unit', async () => {
      const slot = await world.newSlot();
      expect(await ids(`unit=${slot.unit}`)).toEqual([slot.id]);
    });

    it('finds what is due soon and what is overdue, as the flags say', async () => {
      const extended = await world.newSlot();
      const handedIn = await world.newSlot();
      const plain = await world.newSlot();
      await world.granted(world.extend(extended));
      await world.submit(handedIn);
      const mine = async (due: string) => {
        const found = await ids(`due=${due}`);
        return [extended, handedIn, plain].filter(({ id }) => found.includes(id));
      };
      const shown = (slots: any[]) => slots.map(({ unit }) => unit);
      world.at('2026-11-10T08:00:00.000Z');
      expect([shown(await mine('soon')), shown(await mine('overdue'))]).toEqual([[plain.unit], []]);
      world.at('2026-11-17T08:00:00.000Z');
      expect([shown(await mine('soon')), shown(await mine('overdue'))]).toEqual([
        [extended.unit],
        [plain.unit],
      ]);
    });

    it('finds a re-opened report among the open ones', async () => {
      const slot = await world.newSlot();
      world.at(LOCKED);
      await world.granted(world.reopen(slot, '2027-11-20T13:00:00.000Z'));
      expect(await ids('state=OPEN')).toContain(slot.id);
      expect(await ids('state=CLOSED_FOR_ENTRY')).not.toContain(slot.id);
    });

    it.each(['due=late', 'unit=isb', 'unit=CTR-PK-A%27'])('refuses %s', async (query) => {
      expect((await world.ask('coordinator', `report-slots?${query}`)).status).toBe(400);
    });
  });

  it('refuses entry before the opening and points to the slot', async () => {
    const slot = await world.newSlot();
    world.at('2026-10-20T08:00:00.000Z');
    expect(await world.openDraft(slot)).toMatchObject({
      status: 422,
      body: {
        code: 'period-not-open',
        lock: {
          reason: 'NOT_OPEN_YET',
          since: null,
          by: null,
          remedyLink: `/api/v1/report-slots/${slot.id}`,
        },
      },
    });
  });

  it.each(['NO_ASSIGNMENT', 'CENTRE_NOT_OPERATING'])(
    'refuses entry for a report cancelled as %s',
    async (reason) => {
      const slot = await world.newSlot();
      await world.api.database.admin.query(
        'update app.report_slot set cancelled_at = $2, cancel_reason = $3 where id = $1',
        [slot.id, NOW, reason],
      );
      expect(await world.openDraft(slot)).toMatchObject({
        status: 423,
        body: { code: 'locked', lock: { reason, since: NOW, by: null, remedyLink: null } },
      });
    },
  );
});
