import { waitFrom } from './job-waiter.js';

describe(waitFrom.name, () => {
  it.each<[string | string[] | undefined, number]>([
    ['wait=20', 20],
    ['respond-async, wait=7', 7],
    ['Wait = 3', 3],
    ['wait=3600', 20],
    ['wait=0', 0],
  ])('reads %j as %d seconds', (header, seconds) => {
    expect(waitFrom(header)).toBe(seconds);
  });

  it.each([[undefined], [''], ['wait'], ['wait=soon'], ['wait=-5'], ['await=5'], ['wait=99999']])(
    'takes %j for no preference, since a preference is never an error',
    (header) => {
      expect(waitFrom(header)).toBe(0);
    },
  );
});
