import { InvalidValueError } from '#platform';

/** No agreement of the programme is older, and nobody plans further: such a day is a slip of the pen. */
const FIRST_DAY = '2010-01-01';
const LAST_DAY = '2099-12-31';

/** @throws InvalidValueError `date-out-of-range` for a day outside of 2010 to 2099. */
export function refuseStrangeDay(day: string | null | undefined, pointer: string): void {
  if (!day || (day >= FIRST_DAY && day <= LAST_DAY)) return;
  throw new InvalidValueError('date-out-of-range', pointer, `A day from ${FIRST_DAY} to ${LAST_DAY}.`, {
    from: FIRST_DAY,
    until: LAST_DAY,
  });
}

/** @throws InvalidValueError `date-out-of-range` for a day after today. */
export function refuseFuture(day: string, today: string, pointer: string): void {
  refuseStrangeDay(day, pointer);
  if (day <= today) return;
  throw new InvalidValueError('date-out-of-range', pointer, 'What is recorded has happened.', {
    from: FIRST_DAY,
    until: today,
  });
}
