import { programContext, Transactions } from '#platform';
import { startApi, type TestApi } from '../../../../test/support/app.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../../../test/support/reporting.js';
import { ReminderFactsReadModel } from './reminder-facts.read-model.js';

/** Pakistan in January 2028; the report of October 2026 was closed for entry in November 2027. */
describe(ReminderFactsReadModel.name, () => {
  const now = '2028-01-10T06:00:00.000Z';
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi({ now });
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-ISB', reportsFrom: '2026-10-01' });
    await generateSlots(api, 'PK');
  });
  afterAll(() => api.close());

  const awaited = async (): Promise<string[]> => {
    const ctx = programContext('SCHEDULER', 'test', ['PK'], 'test');
    const facts = api.app.get(ReminderFactsReadModel, { strict: false });
    const found = await api.app.get(Transactions).read(ctx, (tx) => facts.listAwaited(tx, 'PK', now));
    return found.map(({ period }) => period.en);
  };
  const reopen = (until: string) =>
    api.database.admin.query(
      "update app.report_slot set reopened_until = $1 where period_id = 'GREGORIAN_MONTH:2026-10'",
      [until],
    );

  it('awaits no report that is closed for entry, until it is opened again', async () => {
    const october = expect.stringContaining('October 2026');
    expect(await awaited()).not.toContainEqual(october);
    await reopen('2028-02-01T00:00:00Z');
    expect(await awaited()).toContainEqual(october);
  });

  it('awaits a report no longer when the time for which it was opened again is over', async () => {
    await reopen('2028-01-09T00:00:00Z');
    expect(await awaited()).not.toContainEqual(expect.stringContaining('October 2026'));
  });
});
