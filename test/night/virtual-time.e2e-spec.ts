import { describeVirtualTime } from '../support/virtual-time.js';

/** The leap year 1403, Novruz 2026, three times Pagume, and Afghanistan changing to the Gregorian calendar. */
describeVirtualTime({
  name: '36 months of virtual time from July 2024',
  from: '2024-07-01',
  until: '2027-07-01',
  reportsFrom: '2024-07-01',
  change: { partner: 'AF', orderedOn: '2025-08-01', from: '2025-10-10', scheme: 'GREGORIAN_MONTH' },
  closesOn: '2026-01-01',
  lateHoliday: { calendar: 'UZ', date: '2026-03-02', recordedOn: '2026-03-04' },
});

/** Pagume of six days in 2019, the leap year 1408, and Uganda changing to months from the 21st to the 20th. */
describeVirtualTime({
  name: '36 months of virtual time from July 2027',
  from: '2027-07-01',
  until: '2030-07-01',
  reportsFrom: '2027-07-01',
  change: { partner: 'UG', orderedOn: '2028-03-01', from: '2028-05-10', scheme: 'GREGORIAN_WINDOW_21' },
  closesOn: '2029-01-01',
  lateHoliday: { calendar: 'UZ', date: '2028-03-01', recordedOn: '2028-03-03' },
});
