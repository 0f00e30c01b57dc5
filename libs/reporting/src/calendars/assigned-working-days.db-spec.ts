import { WorkingDays } from '#centres';
import { NoCalendarAssignmentError } from '#calendars';
import { programContext, Transactions } from '#platform';
import { startApi, type TestApi } from '../../../../test/support/app.js';

describe(WorkingDays.name, () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi({ now: '2026-11-05T21:30:00Z' });
  });
  afterAll(() => api.close());

  const countIn = (partner: string) =>
    api.app
      .get(Transactions)
      .read(programContext('OPERATOR', 'test', ['HQ', partner], 'test'), (tx) =>
        api.app.get(WorkingDays, { strict: false }).countIn(tx, { partner }),
      );

  it('counts forwards and backwards in the week of the country', async () => {
    const inAfghanistan = await countIn('AF');
    // Friday 6 November 2026 is a day off in Kabul, Saturday is not.
    expect(inAfghanistan('2026-11-05', 1)).toBe('2026-11-07');
    expect(inAfghanistan('2026-11-07', -1)).toBe('2026-11-05');
    const inPakistan = await countIn('PK');
    expect(inPakistan('2026-11-06', 0)).toBe('2026-11-06');
  });

  it('says that a country has no calendar', async () => {
    const nowhere = await countIn('ZW');
    expect(() => nowhere('2026-11-05', 1)).toThrow(NoCalendarAssignmentError);
  });
});
