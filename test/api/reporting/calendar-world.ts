import { startApi, type TestApi } from '../../support/app.js';
import { signedIn } from '../../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData } from '../../support/reporting.js';

/** Pakistan and Uganda on 5 November 2026, when October waits for its report. */
export interface CalendarWorld {
  api: TestApi;
  desk: string;
  coordinator: string;
}

export async function startCalendarWorld(): Promise<CalendarWorld> {
  const api = await startApi({ now: '2026-11-05T08:00:00Z' });
  await loadReferenceData(api);
  await addReportingUnit(api, {
    partner: 'PK',
    unit: 'NET-PK',
    type: 'NETWORK',
    reportsFrom: '2026-09-01',
  });
  await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-S1', reportsFrom: '2026-09-01' });
  await addReportingUnit(api, { partner: 'UG', unit: 'CTR-UG-S1', reportsFrom: '2026-09-01' });
  await generateSlots(api, 'PK', 'UG');
  const desk = await signedIn(api, { role: 'HQ_DESK', scope: 'HQ' });
  const coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
  return { api, desk, coordinator };
}

/** A day off in Pakistan as the desk records it. */
export function holiday(rest: object = {}): object {
  return {
    date: '2026-11-10',
    kind: 'HOLIDAY',
    name: 'Day of mourning',
    source: 'Cabinet Division, notification 12',
    ...rest,
  };
}
