import { BusinessError, InvalidValueError } from '#platform';

/** The unit is asked for this form on some of these days already; a report is never asked for twice. */
export class AssignmentExistsError extends BusinessError {
  constructor(unit: string, form: string, from: string) {
    super('CONFLICT', 'duplicate', {
      detail: `${unit} reports on ${form} from ${from} already.`,
      params: { unit, form, from },
    });
  }
}

/** An assignment names something that is not registered. */
export class UnknownReferenceError extends InvalidValueError {
  constructor(pointer: string, code: string) {
    super('reference-not-found', pointer, `There is no “${code}”, or it is not yours to see.`);
  }
}
