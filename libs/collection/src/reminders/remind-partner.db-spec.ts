import { elapsedMs, Transactions } from '#platform';
import { DataSource } from 'typeorm';
import { startApi, type TestApi } from '../../../../test/support/app.js';
import { addPerson } from '../../../../test/support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../../../test/support/reporting.js';
import { RemindPartner } from './remind-partner.js';

/** What each statement of a pass took, in milliseconds, in their order. */
type Cost = number[];

describe(RemindPartner.name, () => {
  let api: TestApi;

  beforeAll(async () => {
    // Nothing takes the mails up, so that only the pass itself is at work.
    const environment = { SMTP_URL: 'smtp://127.0.0.1:9' };
    api = await startApi({ now: '2026-11-12T06:00:00.000Z', environment });
    await loadReferenceData(api);
  });
  afterAll(async () => {
    await api.close();
  });

  async function populate(partner: string, units: number, people: number): Promise<void> {
    for (let unit = 1; unit <= units; unit++)
      await addReportingUnit(api, { partner, unit: `CTR-${partner}-N${unit}`, reportsFrom: '2026-10-01' });
    await generateSlots(api, partner);
    for (let person = 0; person < people; person++)
      await addPerson(api.database, { role: 'COORDINATOR', scope: partner });
  }

  /** Runs something and counts what it alone asks the database: its transactions carry its context. */
  async function costOf(work: (reminders: RemindPartner) => Promise<unknown>): Promise<Cost> {
    const cost: Cost = [];
    const counted = new CountedTransactions(api.app.get(DataSource), cost);
    const reminders = api.app.get(RemindPartner) as unknown as { transactions: Transactions };
    const original = reminders.transactions;
    reminders.transactions = counted;
    try {
      await work(reminders as unknown as RemindPartner);
    } finally {
      reminders.transactions = original;
    }
    return cost;
  }

  it('asks as much of the database for twenty readers and twenty reports as for one of each', async () => {
    await populate('PK', 1, 1);
    await populate('UG', 20, 20);
    const small = await costOf((reminders) => reminders.run('PK'));
    const large = await costOf((reminders) => reminders.run('UG'));
    expect(large).toHaveLength(small.length);
    expect(large.length).toBeLessThan(20);
    const { rows } = await api.database.admin.query(
      "select count(*)::int as n from app.notification where partner = 'UG' and not superseded",
    );
    expect(rows).toEqual([{ n: 400 }]);
  });

  it('asks six questions when there is nothing to tell and nothing to send', async () => {
    await populate('ET', 1, 1);
    await costOf((reminders) => reminders.run('ET'));
    await api.database.admin.query("update app.notification_digest set state = 'SENT'");
    expect(await costOf((reminders) => reminders.run('ET'))).toHaveLength(6);
  });

  it('finds that nothing is to be told for thirty partners in less than a second of database time', async () => {
    await populate('UZ', 10, 20);
    await costOf((reminders) => reminders.run('UZ'));
    const passes: Cost[] = [];
    for (let pass = 0; pass < 20; pass++) passes.push(await costOf((reminders) => reminders.run('UZ')));
    // The least disturbed run of each statement: on a busy machine the others tell how busy it is.
    const least = passes[0].map((_ms, statement) => Math.min(...passes.map((pass) => pass[statement])));
    expect(30 * least.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(1_000);
  });
});

/** Counts and times each statement on its way; the time is what the caller waited for the database. */
class CountedTransactions extends Transactions {
  constructor(
    dataSource: DataSource,
    private readonly cost: Cost,
  ) {
    super(dataSource);
  }

  override run: Transactions['run'] = (ctx, work) =>
    super.run(ctx, (tx) => {
      const query = tx.manager.query.bind(tx.manager) as (...given: unknown[]) => Promise<unknown>;
      tx.manager.query = (async (...given: unknown[]) => {
        const begun = elapsedMs();
        return query(...given).finally(() => this.cost.push(elapsedMs() - begun));
      }) as never;
      return work(tx);
    });
}
