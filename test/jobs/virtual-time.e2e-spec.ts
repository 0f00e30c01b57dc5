import { describeVirtualTime } from '../support/virtual-time.js';

/** Novruz 2026, a change of clocks and one of calendar in a few months; the years go by at night. */
describeVirtualTime({
  name: 'four months of virtual time',
  from: '2026-02-01',
  until: '2026-06-01',
  reportsFrom: '2025-01-01',
  change: { partner: 'AF', orderedOn: '2026-03-25', from: '2026-05-05', scheme: 'GREGORIAN_MONTH' },
  closesOn: '2026-05-01',
  lateHoliday: { calendar: 'UZ', date: '2026-03-02', recordedOn: '2026-03-04' },
});
