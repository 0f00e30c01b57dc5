import { CalendarError } from '#calendars';
import { BusinessError, InvalidValueError } from '#platform';

/** Reports are open already for days that a change of calendar would divide anew. */
export class CalendarChangeTooEarlyError extends InvalidValueError {
  constructor(from: string, openedUntil: string) {
    super(
      'calendar-change-too-early',
      '/from',
      `Reports up to ${openedUntil} are open already; a change from ${from} on would divide their days anew.`,
      { from, openedUntil },
    );
  }
}

/** Another assignment begins on that day or later; history is not rewritten from the middle. */
export class CalendarAssignmentExistsError extends BusinessError {
  constructor(from: string) {
    super('CONFLICT', 'calendar-assignment-exists', {
      detail: `There is an assignment from ${from} on or later already.`,
      params: { from },
    });
  }
}

/** A month of 29 or 30 days is all that the moon allows. */
export class LunarMonthLengthError extends InvalidValueError {
  constructor(days: number) {
    super('lunar-month-length', '/firstDay', `A lunar month would have ${days} days beside its neighbour.`, {
      days,
    });
  }
}

/** Runs something that asks the calendars and turns their refusal into a fault of the body at `pointer`. */
export function atPointer<T>(pointer: string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    throw new InvalidValueError(error.code, pointer, error.message);
  }
}
