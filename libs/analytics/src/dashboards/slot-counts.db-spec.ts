import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { programContext, Transactions } from '#platform';
import { startApi, type TestApi } from '../../../../test/support/app.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../../../test/support/reporting.js';
import { SlotCountsReadModel, type SlotCounts } from './slot-counts.read-model.js';
import { StatusWallResponse } from './status-wall.dto.js';
import { StatusWallService } from './status-wall.service.js';

const NOW = '2026-11-20T08:00:00.000Z';
const UNITS = ['CTR-PK-A', 'CTR-PK-B', 'CTR-PK-C', 'CTR-PK-D'];
const STATES = ['DRAFT', 'SUBMITTED', 'IN_REVIEW', 'RETURNED', 'ACCEPTED'] as const;
const DAYS = ['2026-11-08', '2026-11-13', '2026-11-16', '2026-11-19'] as const;

/** How a report may stand. A hand-in has an instant; a recalled one is a draft that has one too. */
const standing = fc.record({
  waived: fc.boolean(),
  cancelled: fc.boolean(),
  extended: fc.boolean(),
  submission: fc.option(
    fc.record({ state: fc.constantFrom(...STATES), first: fc.constantFrom(...DAYS), recalled: fc.boolean() }),
  ),
});
type Standing = typeof standing extends fc.Arbitrary<infer T> ? T : never;

describe(SlotCountsReadModel.name, () => {
  let api: TestApi;
  let slots: string[];

  beforeAll(async () => {
    api = await startApi({ now: NOW });
    await loadReferenceData(api);
    for (const unit of UNITS) await addReportingUnit(api, { partner: 'PK', unit });
    await generateSlots(api, 'PK');
    const { rows } = await api.database.admin.query(
      "select id from app.report_slot where aligned_to = '2026-10' order by unit",
    );
    slots = rows.map(({ id }) => id as string);
  });
  afterAll(() => api.close());

  async function put(id: string, { waived, cancelled, extended, submission }: Standing): Promise<void> {
    const { admin } = api.database;
    const wasHandedIn = submission !== null && (submission.state !== 'DRAFT' || submission.recalled);
    await admin.query(
      'update app.report_slot set waived_at = $2, cancelled_at = $3, extended_due_at = $4, first_submitted_at = $5 where id = $1',
      [
        id,
        waived ? '2026-11-01T00:00:00Z' : null,
        cancelled ? '2026-11-01T00:00:00Z' : null,
        extended ? '2026-11-17T00:00:00Z' : null,
        wasHandedIn ? `${submission.first}T00:00:00Z` : null,
      ],
    );
    if (submission)
      await admin.query(
        `insert into app.submission (id, partner, slot_id, revision_no, state, created_by, created_at)
         values ($1, 'PK', $2, 1, $3, 'somebody', now())`,
        [randomUUID(), id, submission.state],
      );
  }

  async function countsOf(
    standings: readonly Standing[],
  ): Promise<{ counted: SlotCounts; wall: SlotCounts }> {
    await api.database.admin.query('delete from app.submission');
    for (const [index, one] of standings.entries()) await put(slots[index], one);
    const ctx = programContext('OPERATOR', 'test', ['PK'], 'test');
    const counts = api.app.get(SlotCountsReadModel, { strict: false });
    const [row] = await api.app.get(Transactions).read(ctx, (tx) => counts.byPartner(tx, '2026-10', NOW));
    const walls = api.app.get(StatusWallService, { strict: false });
    const wall = await walls.wall(ctx, { periods: 1, to: '2026-10', partner: null });
    const none = { expected: 0, received: 0, accepted: 0, onTime: 0, onTimeExtended: 0, waived: 0 };
    const { partner: _, ...counted } = row ?? { ...none, partner: 'PK' };
    const { period: __, ...total } = StatusWallResponse.from(wall).totals[0];
    return { counted, wall: total };
  }

  it('never counts more than it expects, whatever happened to the reports, and agrees with the wall', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(standing, standing, standing, standing), async (standings) => {
        const { counted, wall } = await countsOf(standings);
        const { expected, received, accepted, onTime, onTimeExtended, waived } = counted;
        const listed = standings.filter(({ cancelled }) => !cancelled).length;
        expect(wall).toEqual(counted);
        expect([expected >= 0, expected + waived]).toEqual([true, listed]);
        expect([received <= expected, accepted <= received, onTimeExtended <= expected]).toEqual([
          true,
          true,
          true,
        ]);
        expect(onTime).toBeLessThanOrEqual(onTimeExtended);
      }),
      { numRuns: 60 },
    );
  });
});
