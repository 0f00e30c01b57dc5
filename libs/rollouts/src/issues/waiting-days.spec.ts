import type { IssueTurn } from './issue.js';
import { waitingDays } from './waiting-days.js';

const turn = (ownerSide: IssueTurn['ownerSide'], fromOn: string, untilOn: string | null): IssueTurn => ({
  ownerSide,
  fromOn,
  untilOn,
});

describe(waitingDays.name, () => {
  it('adds up the turns of each side, the open ones up to today', () => {
    const turns = [
      turn('PARTNER', '2026-11-01', '2026-11-05'),
      turn('HQ', '2026-11-05', '2026-11-06'),
      turn('PARTNER', '2026-11-06', null),
      turn('PARTNER', '2026-11-10', null),
    ];
    expect(waitingDays(turns, '2026-11-22')).toEqual({ HQ: 1, PARTNER: 4 + 16 + 12, THIRD_PARTY: 0 });
  });

  it('counts nothing for a turn that begins today', () => {
    expect(waitingDays([turn('HQ', '2026-11-22', null)], '2026-11-22').HQ).toBe(0);
  });
});
