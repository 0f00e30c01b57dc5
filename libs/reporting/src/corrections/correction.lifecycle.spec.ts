import { correctionActsFrom, correctionStep, windowAt, type CorrectionAct } from './correction.lifecycle.js';
import { CORRECTION_STATES, CORRECTION_WINDOWS, type CorrectionState } from './correction.js';

const LOCK_AT = '2026-11-20T13:00:00.000Z';
const ACTORS: Record<string, { id: string; rights: string[] }> = {
  reviewer: { id: 'reviewer', rights: ['corrections:decide'] },
  director: { id: 'director', rights: ['corrections:decide', 'corrections:direct'] },
  coordinator: { id: 'coordinator', rights: [] },
  requester: { id: 'requester', rights: ['corrections:decide'] },
  'requesting director': { id: 'requester', rights: ['corrections:decide', 'corrections:direct'] },
};

/** Who may do what with an open request: the columns are the windows OPEN, LATE and RELEASED. */
const WHILE_OPEN: Record<string, [string, string, string]> = {
  reviewer: ['yes', 'DIRECTOR_NEEDED', 'DIRECTOR_NEEDED'],
  director: ['yes', 'yes', 'yes'],
  coordinator: ['NOT_PERMITTED', 'NOT_PERMITTED', 'NOT_PERMITTED'],
  requester: ['SECOND_PERSON_NEEDED', 'DIRECTOR_NEEDED', 'DIRECTOR_NEEDED'],
  'requesting director': ['SECOND_PERSON_NEEDED', 'SECOND_PERSON_NEEDED', 'SECOND_PERSON_NEEDED'],
};
const TARGET: Record<CorrectionAct, CorrectionState> = { grant: 'GRANTED', decline: 'DECLINED' };
const ACTS = Object.keys(TARGET) as CorrectionAct[];

const OPEN_CASES = ACTS.flatMap((act) =>
  Object.keys(WHILE_OPEN).flatMap((actor) =>
    CORRECTION_WINDOWS.map((window, column) => {
      const expected = WHILE_OPEN[actor][column];
      return [act, actor, window, expected === 'yes' ? { to: TARGET[act] } : { refusal: expected }] as const;
    }),
  ),
);
const CLOSED_CASES = CORRECTION_STATES.filter((state) => state !== 'OPEN').flatMap((state) =>
  ACTS.flatMap((act) =>
    Object.keys(ACTORS).flatMap((actor) =>
      CORRECTION_WINDOWS.map((window) => [state, act, actor, window] as const),
    ),
  ),
);

function stepOf(state: CorrectionState, act: CorrectionAct, actor: string, window: never) {
  const { id, rights } = ACTORS[actor];
  const who = { id, holds: (permission: string) => rights.includes(permission) };
  return correctionStep({ state, requestedBy: 'requester' }, act, window, who);
}

describe(correctionStep.name, () => {
  it.each(OPEN_CASES)('%s of an open request by the %s in the window %s', (act, actor, window, expected) => {
    expect(stepOf('OPEN', act, actor, window as never)).toEqual(expected);
  });

  it.each(CLOSED_CASES)('from %s never takes %s by the %s in the window %s', (state, act, actor, window) => {
    expect(stepOf(state, act, actor, window as never)).toEqual({ refusal: 'NOT_POSSIBLE' });
  });

  it('tries every state, act, person and window', () => {
    const persons = Object.keys(ACTORS).length;
    const all = CORRECTION_STATES.length * ACTS.length * persons * CORRECTION_WINDOWS.length;
    expect(OPEN_CASES.length + CLOSED_CASES.length).toBe(all);
  });
});

describe(windowAt.name, () => {
  it.each([
    ['on the day entry ended', '2026-11-20T13:00:00.000Z', 'OPEN'],
    ['a millisecond before 90 days are over', '2027-02-18T12:59:59.999Z', 'OPEN'],
    ['90 days after', '2027-02-18T13:00:00.000Z', 'LATE'],
  ])('%s', (_when, now, expected) => {
    expect(windowAt(now, LOCK_AT, false)).toBe(expected);
  });

  it('goes by the release, however early it came', () => {
    expect(windowAt(LOCK_AT, LOCK_AT, true)).toBe('RELEASED');
  });
});

describe(correctionActsFrom.name, () => {
  it('leads on from an open request only', () => {
    const acts = CORRECTION_STATES.map((state) => [state, correctionActsFrom(state)]);
    expect(acts.filter(([, possible]) => possible.length > 0)).toEqual([['OPEN', ['grant', 'decline']]]);
  });
});
