import { chipOf, timelinessOf, type WallSlot } from './status-chip.js';

const NOW = '2026-11-05T08:00:00.000Z';
const slot = (given: Partial<WallSlot> = {}): WallSlot => ({
  opensAt: '2026-10-31T19:00:00.000Z',
  dueAt: '2026-11-11T13:00:00.000Z',
  extendedDueAt: null,
  firstSubmittedAt: null,
  isWaived: false,
  revisions: [],
  ...given,
});
const states = (...list: string[]) => ({
  revisions: list.map((state) => ({ state, isCorrection: false })),
});

describe(chipOf.name, () => {
  it.each([
    ['NOT_DUE', 'before the period is over', slot({ opensAt: '2026-11-30T19:00:00.000Z' })],
    ['OPEN', 'while nothing is handed in', slot()],
    ['OPEN', 'with a draft', slot(states('DRAFT'))],
    ['LATE', 'past due without a hand-in', slot({ dueAt: '2026-11-05T07:59:59.999Z' })],
    ['OPEN', 'at the very due instant', slot({ dueAt: NOW })],
    ['SENT', 'after the hand-in', slot(states('SUBMITTED'))],
    ['IN_REVIEW', 'while a reviewer holds it', slot(states('IN_REVIEW'))],
    ['RETURNED', 'while the partner corrects it', slot(states('RETURNED', 'DRAFT'))],
    ['SENT', 'when the corrected one is handed in', slot(states('SUPERSEDED', 'SUBMITTED'))],
    ['ACCEPTED', 'after acceptance', slot(states('ACCEPTED'))],
    ['ACCEPTED', 'while a correction is on its way', slot(states('ACCEPTED', 'SUBMITTED'))],
    ['WAIVED', 'whatever else there is', slot({ ...states('ACCEPTED'), isWaived: true })],
  ])('is %s %s', (chip, _condition, given) => {
    expect(chipOf(given, NOW)).toBe(chip);
  });

  it('is REVISED once a correction is accepted', () => {
    const revisions = [
      { state: 'SUPERSEDED', isCorrection: false },
      { state: 'ACCEPTED', isCorrection: true },
    ];
    expect(chipOf(slot({ revisions }), NOW)).toBe('REVISED');
  });
});

describe(timelinessOf.name, () => {
  it.each([
    ['PENDING', slot()],
    ['OVERDUE', slot({ dueAt: '2026-11-05T07:59:59.999Z' })],
    ['ON_TIME', slot({ firstSubmittedAt: '2026-11-11T13:00:00.000Z' })],
    ['LATE', slot({ firstSubmittedAt: '2026-11-11T13:00:00.001Z' })],
    [null, slot({ isWaived: true })],
  ])('is %s', (timeliness, given) => {
    expect(timelinessOf(given, NOW)).toBe(timeliness);
  });
});
