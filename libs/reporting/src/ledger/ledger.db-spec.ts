import { randomUUID } from 'node:crypto';
import { programContext, Transactions } from '#platform';
import { startApi, type TestApi } from '../../../../test/support/app.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../../../test/support/reporting.js';
import { SlotsRepository } from '../slots/slots.repository.js';
import type { Slot } from '../slots/slot.js';
import { Ledger, type LedgerChange } from './ledger.js';

type Figures = Record<string, string>;

const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T08:00:00.000Z`;

/** What a replay of every acceptance up to an instant would know. */
function replayed(history: ReadonlyArray<{ at: string; figures: Figures }>, instant: string): Figures {
  return history.filter((step) => step.at <= instant).at(-1)?.figures ?? {};
}

describe(Ledger.name, () => {
  let api: TestApi;
  let units = 0;
  const ctx = programContext('OPERATOR', 'test', ['PK'], 'test');

  beforeAll(async () => {
    api = await startApi({ now: at(5) });
    await loadReferenceData(api);
  });
  afterAll(() => api.close());

  async function newSlot(): Promise<Slot> {
    const unit = `CTR-PK-L${(units += 1)}`;
    await addReportingUnit(api, { partner: 'PK', unit });
    await generateSlots(api, 'PK');
    return api.app.get(Transactions).read(ctx, async (tx) => {
      const slot = await api.app
        .get(SlotsRepository)
        .findByUnitAndPeriod(tx, unit, 'GREGORIAN_MONTH:2026-10');
      return slot as Slot;
    });
  }

  /** Accepts a revision with these figures; a text that is no number stands for a kind. */
  async function accept(
    slot: Slot,
    revision: number,
    figures: Figures,
    instant: string,
  ): Promise<LedgerChange> {
    const id = randomUUID();
    await api.database.admin.query(
      `insert into app.submission (id, partner, slot_id, revision_no, state, created_by, created_at)
       values ($1, 'PK', $2, $3, 'SUPERSEDED', 'test', now())`,
      [id, slot.id, revision],
    );
    for (const [cell, given] of Object.entries(figures)) {
      const isNumber = /^-?\d/.test(given);
      await api.database.admin.query(
        `insert into app.cell_revision (partner, submission_id, cell, rev, kind, value, source, entered_by, entered_at)
         values ('PK', $1, $2, 1, $3, $4, 'FORM', 'test', now())`,
        [id, cell, isNumber ? 'NUMBER' : given, isNumber ? given : null],
      );
    }
    return api.app.get(Transactions).run(ctx, (tx) => api.app.get(Ledger).post(tx, slot, id, instant));
  }

  async function known(slot: Slot, instant: string): Promise<Figures> {
    const { rows } = await api.database.admin.query(
      `select indicator, coalesce(value::text, kind) as figure from app.observation
        where slot_id = $1 and known_from <= $2 and (known_to is null or known_to > $2)`,
      [slot.id, instant],
    );
    return Object.fromEntries(rows.map((row) => [row.indicator, row.figure]));
  }

  const rowsOf = async (slot: Slot) =>
    (
      await api.database.admin.query(
        'select id, indicator, value::text, known_to is null as current from app.observation where slot_id = $1 order by known_from, indicator',
        [slot.id],
      )
    ).rows as Array<{ id: string; indicator: string; value: string; current: boolean }>;

  it('writes every figure of a first acceptance', async () => {
    const slot = await newSlot();
    const change = await accept(slot, 1, { VISITORS: '10', OPEN_DAYS: '22' }, at(5));
    expect(change).toMatchObject({ written: 2, closed: 0 });
  });

  it('keeps the row of a figure that did not change and ends that of one that did', async () => {
    const slot = await newSlot();
    await accept(slot, 1, { VISITORS: '10', OPEN_DAYS: '22' }, at(5));
    const before = await rowsOf(slot);
    expect(await accept(slot, 2, { VISITORS: '11', OPEN_DAYS: '22' }, at(6))).toMatchObject({
      written: 1,
      closed: 1,
    });
    const after = await rowsOf(slot);
    const same = (rows: typeof after) => rows.find((row) => row.indicator === 'OPEN_DAYS')?.id;
    expect(same(after)).toBe(same(before));
    expect(after.map(({ indicator, value, current }) => [indicator, value, current])).toEqual([
      ['OPEN_DAYS', '22', true],
      ['VISITORS', '10', false],
      ['VISITORS', '11', true],
    ]);
  });

  it('does not take 22.0 for a change of 22', async () => {
    const slot = await newSlot();
    await accept(slot, 1, { VISITORS: '22' }, at(5));
    expect(await accept(slot, 2, { VISITORS: '22.0' }, at(6))).toMatchObject({ written: 0, closed: 0 });
  });

  it('ends a figure that a correction withdrew', async () => {
    const slot = await newSlot();
    await accept(slot, 1, { VISITORS: '10', OPEN_DAYS: '22' }, at(5));
    expect(await accept(slot, 2, { OPEN_DAYS: '22' }, at(6))).toMatchObject({ written: 0, closed: 1 });
    expect(await known(slot, at(7))).toEqual({ OPEN_DAYS: '22' });
  });

  it('ends a figure whose cell was emptied, and records no blank', async () => {
    const slot = await newSlot();
    await accept(slot, 1, { VISITORS: '10' }, at(5));
    expect(await accept(slot, 2, { VISITORS: 'MISSING' }, at(6))).toMatchObject({ written: 0, closed: 1 });
  });

  it('takes another reason for having no number for a change', async () => {
    const slot = await newSlot();
    await accept(slot, 1, { VISITORS: 'NOT_APPLICABLE' }, at(5));
    expect(await accept(slot, 2, { VISITORS: 'NOT_AVAILABLE' }, at(6))).toMatchObject({
      written: 1,
      closed: 1,
    });
    expect(await known(slot, at(7))).toEqual({ VISITORS: 'NOT_AVAILABLE' });
  });

  it('keeps zero, not applicable and blank apart', async () => {
    const slot = await newSlot();
    await accept(slot, 1, { VISITORS: '0', OPEN_DAYS: 'NOT_APPLICABLE', WINDOWS_OPEN: 'MISSING' }, at(5));
    expect(await known(slot, at(6))).toEqual({ VISITORS: '0', OPEN_DAYS: 'NOT_APPLICABLE' });
  });

  it('knows at every instant what a replay up to it would know', async () => {
    const slot = await newSlot();
    const history: Figures[] = [
      { VISITORS: '10', OPEN_DAYS: '22', COMPLAINTS_RECEIVED: '3' },
      { VISITORS: '11', OPEN_DAYS: '22' },
      { VISITORS: '10', OPEN_DAYS: 'NOT_AVAILABLE', COMPLAINTS_RECEIVED: '4' },
      { VISITORS: '10', OPEN_DAYS: '21', COMPLAINTS_RECEIVED: '4' },
    ];
    const steps = history.map((figures, n) => ({ figures, at: at(5 + 2 * n) }));
    for (const [n, step] of steps.entries()) await accept(slot, n + 1, step.figures, step.at);
    const instants = [4, 5, 6, 7, 8, 9, 10, 11, 12].map(at);
    const answers = await Promise.all(instants.map((instant) => known(slot, instant)));
    expect(answers).toEqual(instants.map((instant) => replayed(steps, instant)));
  });

  it('cannot be overwritten by the programs that write it', async () => {
    const slot = await newSlot();
    await accept(slot, 1, { VISITORS: '10' }, at(5));
    const forge = (sql: string) => api.app.get(Transactions).run(ctx, (tx) => tx.manager.query(sql));
    await expect(forge('update app.observation set value = 11')).rejects.toThrow(/permission denied/);
    await expect(forge('delete from app.observation')).rejects.toThrow(/permission denied/);
  });
});
