import { statedPeriod } from './stated-period.js';

describe(statedPeriod.name, () => {
  it.each([
    ['2025-02-14', '2025-02-14', '2025-02-14', 'DAY'],
    ['2023-07', '2023-07-01', '2023-07-31', 'MONTH'],
    ['by 2016-09-03', null, '2016-09-03', 'RANGE'],
    ['2017-10-06 to 2018-01-18', '2017-10-06', '2018-01-18', 'RANGE'],
    ['2015-03-12 (opening)', '2015-03-12', '2015-03-12', 'DAY'],
    ['first month, 2025', null, null, 'UNKNOWN'],
    [null, null, null, 'UNKNOWN'],
  ])('reads %p', (text, earliest, latest, precision) => {
    expect(statedPeriod(text)).toEqual({ earliest, latest, precision, text });
  });
});
