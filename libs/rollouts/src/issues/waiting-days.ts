import { daysBetween } from '#calendars';
import { OWNER_SIDES, type OwnerSide } from '../templates/template.js';
import type { IssueTurn } from './issue.js';

/** Calendar days for each side. */
export type WaitingDays = Record<OwnerSide, number>;

/** How long each side was waited for, by the turns of issues up to a day; two issues of one day count twice. */
export function waitingDays(turns: readonly IssueTurn[], today: string): WaitingDays {
  const sum = (side: OwnerSide) =>
    turns
      .filter(({ ownerSide }) => ownerSide === side)
      .reduce((days, { fromOn, untilOn }) => days + Math.max(0, daysBetween(fromOn, untilOn ?? today)), 0);
  return Object.fromEntries(OWNER_SIDES.map((side) => [side, sum(side)])) as WaitingDays;
}
